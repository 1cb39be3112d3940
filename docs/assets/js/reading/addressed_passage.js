/* Scrolls to the passage that the address names: an item of a list with the words that lead to it, without which it says little. */
import { createElement } from "../lib/elements.js";

/** The part of the screen that the words before an item may take. */
const ROOM = .45;
const NOT_TEXT = ".number, .correction, .call, .sidenote, .stale, .unit-button, .alias, .preview, .other";

/** The words that lead to a list, to repeat at one of its items. */
function createLeadIn(lead) {
  const copy = lead.cloneNode(true);
  for (const part of copy.querySelectorAll(NOT_TEXT)) part.remove();
  return createElement("span", { class: "lead-in" }, `${copy.textContent.trim()} …`);
}

/** Scrolls to a passage; to an item, with the words before it on the screen, else repeated above it. */
export function scrollToPassage(passage) {
  const lead = passage.matches("li[data-unit]") && passage.closest(".units")?.querySelector(".lead");
  const distance = lead ? passage.getBoundingClientRect().top - lead.getBoundingClientRect().top : 0;
  const fits = distance < innerHeight * ROOM;
  passage.style.scrollMarginTop = fits && distance ? `${distance}px` : "";
  if (!fits && !passage.querySelector(".lead-in")) passage.prepend(createLeadIn(lead));
  passage.scrollIntoView();
}
