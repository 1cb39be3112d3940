/* The toolbar of a unit: copy its link, copy its citation, report a problem in it. */
import { createElement } from "../lib/elements.js";
import { phrases } from "../lib/phrases.js";
import { copyCitation, copyLink, getReportAddress, trail } from "./citation.js";
import { getName } from "./reading_position.js";

let toolbar = null;
let timer;

function createTool(kind, label, attributes) {
  return createElement(
    attributes.href ? "a" : "button", { class: `tool-${kind}`, title: label, ...attributes }, createElement("span", {}, label),
  );
}

function createButton(kind, label, run) {
  const button = createTool(kind, label, { type: "button" });
  button.addEventListener("click", run);
  return button;
}

function createToolbar(unit, requested) {
  return createElement(
    "span", { class: requested ? "unit-tools asked" : "unit-tools", role: "group", "aria-label": getName(unit) },
    createButton("link", phrases["copy-link"], () => copyLink(unit)),
    createButton("citation", phrases["copy-citation"], () => copyCitation(unit)),
    trail.dataset.report && createTool("report", phrases["report-passage"], { href: getReportAddress(unit) }),
  );
}

function removeToolbar() {
  clearTimeout(timer);
  toolbar?.remove();
  toolbar = null;
}

/** Whether the margin has room for a toolbar, where it covers nothing. */
const hasMargin = () => matchMedia("(hover: hover) and (min-width: 76.25em)").matches
  && !document.documentElement.matches(".both, .facing");

/** Shows the toolbar of a unit: in the margin while the mouse is on the unit; `requested`, above the unit until it is left. */
export function showToolbar(unit, requested = false) {
  clearTimeout(timer);
  if (!trail || (!requested && (!hasMargin() || toolbar?.matches(".asked")))) return;
  if (toolbar?.parentElement === unit && toolbar.matches(".asked") === requested) return;
  removeToolbar();
  toolbar = createToolbar(unit, requested);
  if (requested && unit.getBoundingClientRect().top < 140) toolbar.classList.add("under");
  const number = unit.querySelector(":scope > .number");
  if (number) number.after(toolbar);
  else unit.prepend(toolbar);
  if (!requested) unit.addEventListener("pointerleave", () => { timer = setTimeout(removeToolbar, 300); }, { once: true });
}

for (const type of ["pointerdown", "focusin"]) {
  document.addEventListener(type, (event) => {
    if (toolbar?.matches(".asked") && !toolbar.parentElement.contains(event.target)) removeToolbar();
  });
}
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !toolbar) return;
  const number = toolbar.contains(document.activeElement) && toolbar.parentElement.querySelector(".number");
  removeToolbar();
  if (number) number.focus();
});
