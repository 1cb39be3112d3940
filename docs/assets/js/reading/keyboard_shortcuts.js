/* The dialog that lists the keyboard shortcuts of a page, with the switch that turns them off. */
import { createElement } from "../lib/elements.js";
import { phrases } from "../lib/phrases.js";

/** The keys by what they do. */
function groupKeys(shortcuts) {
  const groups = new Map();
  for (const [key, { name }] of shortcuts) groups.set(name, [...(groups.get(name) ?? []), key]);
  return groups;
}

function createRow(name, keys) {
  const terms = keys.flatMap((key) => [createElement("kbd", {}, key), " "]);
  return createElement("div", {}, createElement("dt", {}, ...terms), createElement("dd", {}, phrases[`key-${name}`]));
}

/** Opens the list; `setEnabled` is called when the shortcuts are turned on or off. */
export function open(shortcuts, enabled, setEnabled) {
  const rows = [...groupKeys(shortcuts), ["escape", ["Esc"]]].map(([name, keys]) => createRow(name, keys));
  const box = createElement("input", { type: "checkbox", checked: enabled });
  const button = createElement("button", { type: "button" }, phrases.close);
  const dialog = createElement(
    "dialog", { class: "keys", "aria-labelledby": "keys-title" },
    createElement("h2", { id: "keys-title" }, phrases.keys), createElement("dl", {}, ...rows),
    createElement("label", {}, box, phrases["keys-on"]), button,
  );
  box.addEventListener("change", () => setEnabled(box.checked));
  button.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
