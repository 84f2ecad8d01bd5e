// Leaves on the page the reviews of the areas and the year that are asked for.
const area = document.getElementById("filter-area");
const year = document.getElementById("filter-year");
const found = document.getElementById("found");
const legend = document.querySelector(".key");

// What is written without any tones is found without them; what has some is matched with them.
const small = (text) => text.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();
const plain = (text) => small(text).normalize("NFD").replace(/[\u0300-\u036f]/g, "").replaceAll("đ", "d");

const groups = [...document.querySelectorAll("main > section")].map((section) => {
  const link = document.querySelector(`nav a[href="#${CSS.escape(section.id)}"]`);
  const several = section.classList.contains("several");
  const name = several ? "" : section.querySelector("h2").textContent;
  const reviews = [...section.querySelectorAll(".year")].map((article) => {
    const said = several ? article.textContent : name;
    return { article, year: article.querySelector("h3").textContent, name: ` ${small(said)}`, plain: ` ${plain(said)}` };
  });
  return { section, several, item: link?.closest("li"), reviews };
});

function filter() {
  const asked = small(area.value);
  const key = plain(asked) === asked ? "plain" : "name";
  const start = asked && ` ${asked}`; // of a word: An Phong is no Hồng
  let count = 0;
  for (const { section, item, reviews } of groups) {
    let left = 0;
    for (const review of reviews) {
      const shown = review[key].includes(start) && (!year.value || review.year === year.value);
      if (review.article.hidden === shown) review.article.hidden = !shown;
      left += shown;
    }
    section.hidden = !left;
    if (item) item.hidden = !left;
    count += left;
  }
  found.textContent = count;
  // Overviews and comparisons have no marks to be explained.
  if (legend) legend.hidden = groups.every(({ section, several }) => several || section.hidden);
}

area.addEventListener("input", filter);
year.addEventListener("change", filter);
document.querySelector(".filter").hidden = false;
// A browser that comes back to the page has kept what was asked for.
filter();
