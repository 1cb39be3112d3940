/* The list of keys, and the switch that turns those of one letter off. */

import { phrases } from "../lib/phrases.js";

function element(tag, text = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

/** Keys that do the same stand on one line. */
function lines(answers) {
  const found = new Map();
  for (const [key, { name }] of answers) found.set(name, [...(found.get(name) ?? []), key]);
  return found;
}

/** Shows what each key of a page does; `change` is told when the keys are switched on or off. */
export function open(answers, on, change) {
  const dialog = element("dialog");
  dialog.className = "keys";
  const title = element("h2", phrases.keys);
  title.id = "keys-title";
  dialog.setAttribute("aria-labelledby", title.id);
  const list = element("dl");
  for (const [name, keys] of lines(answers)) {
    const line = element("div");
    const term = element("dt");
    for (const key of keys) term.append(element("kbd", key), " ");
    line.append(term, element("dd", phrases[`key-${name}`]));
    list.append(line);
  }
  const last = element("div");
  const term = element("dt");
  term.append(element("kbd", "Esc"));
  last.append(term, element("dd", phrases["key-escape"]));
  list.append(last);
  const label = element("label");
  const box = element("input");
  box.type = "checkbox";
  box.checked = on;
  box.addEventListener("change", () => change(box.checked));
  label.append(box, phrases["keys-on"]);
  const close = element("button", phrases.close);
  close.type = "button";
  close.addEventListener("click", () => dialog.close());
  dialog.append(title, list, label, close);
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
