/* Scrolls to the passage that the address names: an item of a list with the words that lead to it, without which it says little. */
import { createElement } from "../lib/elements.js";
import { getText } from "./unit_text.js";

/** The part of the screen that the words before an item may take. */
const ROOM = .45;
/** Repeats the words before a list at the top of an item, in the room that the style leaves above it: its text stays in its place. */
function addLeadIn(item, lead) {
  item.style.scrollMarginTop = "";
  const room = Number.parseFloat(getComputedStyle(item).scrollMarginTop);
  const leadIn = createElement("span", { class: "lead-in" }, `${getText(lead)} …`);
  item.prepend(leadIn);
  const { marginBottom } = getComputedStyle(leadIn);
  item.style.scrollMarginTop = `${Math.max(0, room - leadIn.offsetHeight - Number.parseFloat(marginBottom))}px`;
}

/** Scrolls to a passage; to an item, with the words before it on the screen, else repeated above it. */
export function scrollToPassage(passage) {
  const lead = passage.matches("li[data-unit]") && passage.closest(".units")?.querySelector(".lead");
  const distance = lead ? passage.getBoundingClientRect().top - lead.getBoundingClientRect().top : 0;
  if (lead && !passage.querySelector(".lead-in")) {
    if (distance < innerHeight * ROOM) passage.style.scrollMarginTop = `${distance}px`;
    else addLeadIn(passage, lead);
  }
  passage.scrollIntoView();
}
