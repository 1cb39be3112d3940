/* The words of a unit, without what else stands in it. */

const NOT_TEXT = ".number, .correction, .call, .sidenote, .stale, .unit-button, .alias, .preview, .other, .lead-in";

/** The words of a unit in its page, without its number, its links and what else is not its text. */
export function getText(unit) {
  const clone = unit.cloneNode(true);
  for (const part of clone.querySelectorAll(NOT_TEXT)) part.remove();
  return clone.textContent.trim().replace(/[ \t\n]+/g, " "); // No-break spaces belong to the text.
}
