// The explorer's buttons: copies the code that makes a view again, saves the files that the kernel makes, and tells the
// kernel whether the page is dark. Nothing is ever asked of a network.

const KINDS = ["csv", "xlsx", "png", "svg"];

function isDark() {
  // JupyterLab says so on the body; elsewhere the reader's own setting counts.
  const told = document.body.dataset.jpThemeLight;
  return told === undefined ? matchMedia("(prefers-color-scheme: dark)").matches : told === "false";
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // not a secure page, or not allowed
  }
}

function save(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function render({ model, el, signal }) {
  const buttons = document.createElement("div");
  buttons.className = "kienan-buttons";
  const status = Object.assign(document.createElement("span"), { className: "kienan-status", role: "status" });
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  const code = Object.assign(document.createElement("pre"), { tabIndex: 0 });
  details.append(summary, code);

  const button = (name, act) => {
    const made = Object.assign(document.createElement("button"), { type: "button", className: "jupyter-button" });
    made.dataset.action = name;
    made.addEventListener("click", act);
    buttons.append(made);
    return made;
  };
  const copying = button("copy", async () => {
    const labels = model.get("labels");
    const copied = await copy(model.get("code"));
    details.open ||= !copied;
    status.textContent = copied ? labels.copied : labels.not_copied;
  });
  const saving = KINDS.map((kind) => button(kind, () => model.send({ make: kind })));

  const write = () => {
    const labels = model.get("labels");
    copying.textContent = labels.copy_code;
    saving.forEach((made, place) => {
      made.textContent = labels[KINDS[place]];
      made.disabled = !model.get("drawn") && ["png", "svg"].includes(KINDS[place]);
    });
    summary.textContent = labels.code;
    code.textContent = model.get("code");
  };
  write();
  buttons.append(status);
  el.append(buttons, details);

  const received = (message, buffers) => {
    save(message.name, message.type, buffers[0]);
    status.textContent = message.said;
  };
  model.on("change:code change:labels change:drawn", write);
  model.on("msg:custom", received);

  const tell = () => {
    if (model.get("dark") !== isDark()) {
      model.set("dark", isDark());
      model.save_changes();
    }
  };
  const watcher = new MutationObserver(tell);
  watcher.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
  tell();
  return () => {
    watcher.disconnect();
    model.off("change:code change:labels change:drawn", write);
    model.off("msg:custom", received);
  };
}

export default { render };
