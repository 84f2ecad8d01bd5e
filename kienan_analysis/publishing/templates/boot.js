// Draws each chart live over its still drawing; where one fails, the still drawing stays.
const families = ["400", "600", "700"].map((weight) => `${weight} 12px "Be Vietnam Pro"`);
// Vega measures text before it lays out a chart, so the typeface must be there first.
await Promise.allSettled(families.map((face) => document.fonts.load(face)));

// Plots narrower than this say little; below it the drawing shrinks as a whole.
const LEAST_PLOT = 230;

// Takes from each plot's width what the drawing is too wide by, panels side by side first put under each other; null
// where that would not do.
function narrowed(spec, natural, room) {
  const copy = structuredClone(spec);
  const across = Math.max(1, ...(copy.vconcat ?? []).map((row) => row.hconcat?.length ?? 1));
  const between = (across - 1) * (copy.vconcat?.[0].spacing ?? 0);
  const excess = Math.max(0, (natural - between) / across - room);
  if (across > 1) copy.vconcat = copy.vconcat.flatMap((row) => row.hconcat ?? [row]);
  const plots = [copy, ...(copy.vconcat ?? [])].filter((plot) => typeof plot.width === "number");
  const placed = [];
  JSON.stringify(copy, (key, value) => {
    if ((key === "x" || key === "x2") && typeof value?.value === "number") placed.push(value.value);
    return value;
  });
  for (const plot of plots) plot.width = Math.min(plot.width, Math.max(LEAST_PLOT, Math.floor(plot.width - excess)));
  return plots.length && Math.max(0, ...placed) <= Math.min(...plots.map((plot) => plot.width)) ? copy : null;
}

async function draw(chart) {
  const host = chart.querySelector(".chart-live");
  const drawing = chart.querySelector(".drawing");
  const spec = JSON.parse(document.getElementById(`${chart.dataset.chart}-spec`).textContent);
  spec.config ??= JSON.parse(document.getElementById("charts-look").textContent);
  const natural = parseFloat(drawing.style.getPropertyValue("--natural"));
  const narrow = natural > chart.clientWidth ? narrowed(spec, natural, chart.clientWidth) : null;
  const options = { ast: true, renderer: "svg", actions: false, tooltip: { theme: "page" } };
  try {
    await window.vegaEmbed(host, narrow ?? spec, options);
    chart.classList.add("is-live");
    chart.classList.toggle("is-narrow", narrow !== null);
  } catch (error) {
    chart.classList.remove("is-live", "is-narrow");
    host.replaceChildren();
    console.error(`${chart.dataset.chart}:`, error);
  }
}

async function drawAll() {
  for (const chart of document.querySelectorAll("[data-chart]")) await draw(chart);
  document.documentElement.dataset.charts = "drawn";
}
await drawAll();
matchMedia("(max-width: 46rem)").addEventListener("change", drawAll);

// The contents list marks the section in view.
const links = new Map([...document.querySelectorAll(".contents-wide a")].map((link) => [link.hash.slice(1), link]));
const watcher = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      for (const link of links.values()) link.removeAttribute("aria-current");
      links.get(target.id)?.setAttribute("aria-current", "true");
    }
  },
  { rootMargin: "-10% 0px -75% 0px" },
);
for (const section of document.querySelectorAll("main > section[id]")) watcher.observe(section);

// A browser that does not open by itself what a link leads into, or what is printed.
function open(element) {
  for (let fold = element?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
}
const followed = () => open(document.getElementById(decodeURIComponent(location.hash.slice(1))));
addEventListener("hashchange", followed);
followed();
addEventListener("beforeprint", () => document.querySelectorAll("details.fold:not([open])").forEach((fold) => {
  fold.open = true;
  addEventListener("afterprint", () => { fold.open = false; }, { once: true });
}));

// A figure's footnote closes with Escape, and by touch opens before the figure's link is followed.
addEventListener("keydown", ({ key }) => document.body.classList.toggle("hushed", key === "Escape"));
addEventListener("pointermove", () => document.body.classList.remove("hushed"));
addEventListener("click", (event) => {
  const figure = event.target.closest?.("a.figure");
  if (!figure || !matchMedia("(hover: none)").matches || figure.dataset.shown) return;
  event.preventDefault();
  for (const other of document.querySelectorAll("a.figure[data-shown]")) delete other.dataset.shown;
  figure.dataset.shown = "true";
  figure.focus();
});
