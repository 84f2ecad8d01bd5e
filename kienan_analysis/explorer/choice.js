// A row of buttons of which one, or any number, is chosen. Those that cannot be are disabled and say why.

function render({ model, el }) {
  const group = document.createElement("div");
  group.className = "kienan-choice";
  group.setAttribute("role", "group");
  group.dataset.choice = model.get("name");
  const label = Object.assign(document.createElement("span"), { className: "kienan-label" });
  group.append(label);
  el.append(group);
  const buttons = new Map();

  const press = (value) => {
    const chosen = new Set(model.get("chosen"));
    if (!model.get("several")) {
      model.set("chosen", [value]);
    } else {
      chosen.delete(value) || chosen.add(value);
      model.set("chosen", model.get("options").map((option) => option.value).filter((one) => chosen.has(one)));
    }
    show();
    model.save_changes();
  };

  const show = () => {
    group.classList.toggle("several", model.get("several"));
    const options = model.get("options");
    const chosen = new Set(model.get("chosen"));
    group.setAttribute("aria-label", model.get("label"));
    label.textContent = model.get("label");
    // Buttons that stay are kept: the one that was pressed keeps the keyboard's focus.
    const wanted = new Set(options.map((option) => option.value));
    for (const [value, button] of buttons) {
      if (!wanted.has(value)) {
        button.remove();
        buttons.delete(value);
      }
    }
    options.forEach((option, place) => {
      let button = buttons.get(option.value);
      if (!button) {
        button = Object.assign(document.createElement("button"), { type: "button", className: "jupyter-button" });
        button.dataset.value = option.value;
        button.addEventListener("click", () => press(option.value));
        buttons.set(option.value, button);
      }
      if (group.children[place + 1] !== button) group.insertBefore(button, group.children[place + 1] ?? null);
      button.textContent = option.label;
      button.title = option.reason;
      button.disabled = option.reason !== "";
      button.setAttribute("aria-pressed", String(chosen.has(option.value)));
    });
  };

  model.on("change:options change:chosen change:label", show);
  show();
  return () => model.off("change:options change:chosen change:label", show);
}

export default { render };
