/* The menu of a unit: copy its link, its text in a language or in all, or its citation; share it; report a problem in it. */
import { createElement } from "../lib/elements.js";
import { ignoreClick } from "../lib/ignored_click.js";
import { phrases } from "../lib/phrases.js";
import { copyCitation, copyLink, copyText, getReportAddress, getShared, trail } from "./citation.js";
import { getName } from "./reading_position.js";

const GAP = 4;
let menu = null;
let opener = null;
let hiddenButtons = [];

function createEntry(label, run) {
  const button = createElement("button", { type: "button" }, label);
  button.addEventListener("click", () => {
    leave();
    run();
  });
  return button;
}

function createTextEntries(unit) {
  const languages = [document.documentElement.lang, ...[...document.querySelectorAll("a[data-other]")].map((link) => link.lang)];
  const single = languages.map((language) =>
    createEntry(phrases[`copy-text-${language}`], () => copyText(unit, [language])));
  return [...single, createEntry(phrases["copy-text-all"], () => copyText(unit, trail.dataset.languages.split(" ")))];
}

function createMenu(unit) {
  const entries = [
    createEntry(phrases["copy-link"], () => copyLink(unit)),
    ...createTextEntries(unit),
    createEntry(phrases["copy-citation"], () => copyCitation(unit)),
    navigator.share && createEntry(phrases.share, () => {
      navigator.share(getShared(unit)).catch(() => { /* The reader has closed the sheet. */ });
    }),
    trail?.dataset.report && createElement("a", { href: getReportAddress(unit) }, phrases["report-passage"]),
  ];
  const name = getName(unit);
  const title = name && createElement("p", { class: "unit-menu-title", "aria-hidden": "true" }, getName(unit, true));
  return createElement("div", { class: "unit-menu", role: "group", "aria-label": name }, title, ...entries.map((entry) => entry || ""));
}

function close() {
  menu?.remove();
  opener?.setAttribute("aria-expanded", "false");
  for (const button of hiddenButtons) button.style.visibility = "";
  hiddenButtons = [];
  menu = opener = null;
}

/** Closes the menu, and returns the focus to its button. */
function leave() {
  const button = opener;
  close();
  button.focus({ preventScroll: true });
}

/** Places the menu under its button, above it where there is no room, else at its left; within the screen. */
function place() {
  const button = opener.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const { clientWidth } = document.documentElement;
  const below = button.bottom + GAP + height < innerHeight;
  const above = button.top - GAP - height >= 0;
  const top = below ? button.bottom + GAP : above ? button.top - GAP - height : Math.max(GAP, innerHeight - GAP - height);
  const left = below || above ? Math.min(button.left, clientWidth - width - GAP) : button.left - GAP - width;
  menu.style.top = `${scrollY + top}px`;
  menu.style.left = `${scrollX + Math.max(GAP, left)}px`;
}

/** Hides the buttons under the menu: what is left of one beside it, a finger would hit by mistake. */
function hideCoveredButtons() {
  const box = menu.getBoundingClientRect();
  const isCovered = (button) => {
    const { left, right, top, bottom } = button.getBoundingClientRect();
    return left < box.right && right > box.left && top < box.bottom && bottom > box.top;
  };
  hiddenButtons = [...document.querySelectorAll(".unit-button")].filter((button) => button !== opener && isCovered(button));
  for (const button of hiddenButtons) button.style.visibility = "hidden";
}

/** Opens the menu of a unit at its button; closes it where it is open. */
export function toggle(unit, button) {
  const wasOpen = opener === button;
  close();
  if (wasOpen) return;
  opener = button;
  opener.setAttribute("aria-expanded", "true");
  menu = createMenu(unit);
  document.querySelector("main").append(menu); // Within the landmark that its passage is in.
  place();
  hideCoveredButtons();
  menu.querySelector("button").focus({ preventScroll: true });
}

/** The entries by the arrow keys; Escape and leaving close the menu. */
document.addEventListener("keydown", (event) => {
  if (!menu) return;
  const entries = [...menu.querySelectorAll("button, a")];
  const current = entries.indexOf(document.activeElement);
  const tabbed = event.key === "Tab" && current === (event.shiftKey ? 0 : entries.length - 1);
  if (event.key === "Escape" || tabbed) {
    leave(); // The menu is at the end of the page: the next stop is the one after its button.
    if (event.shiftKey) event.preventDefault();
    return;
  }
  const next = { ArrowDown: current + 1, ArrowUp: current - 1, Home: 0, End: -1 }[event.key];
  if (next === undefined || current < 0) return;
  event.preventDefault();
  entries.at(next % entries.length).focus();
});
for (const type of ["pointerdown", "focusin"]) {
  document.addEventListener(type, (event) => {
    if (!menu || menu.contains(event.target) || event.target === opener) return;
    close();
    // A tap that closes the menu does nothing else, unless it opens another.
    if (event.pointerType === "touch" && !event.target.closest(".unit-button")) ignoreClick();
  });
}
addEventListener("resize", close);
