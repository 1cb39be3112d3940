/* Sorts tables by the column whose head is pressed. */

export const isDescending = (head) => head.getAttribute("aria-sort") === "descending";

/** Marks the head that a table is sorted by. */
export function markSorted(head, descending) {
  for (const other of head.parentElement.querySelectorAll("[aria-sort]")) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", descending ? "descending" : "ascending");
}

/** Marks a head that has been pressed: a second time, it sorts the other way. */
export const toggleSorted = (head) => markSorted(head, head.getAttribute("aria-sort") === "ascending");

/** What a cell is sorted by: its key, else the part of its text that is marked for this, else all of it. */
const getKey = (cell) => cell.dataset.key ?? (cell.querySelector("[data-sort]") ?? cell).textContent.trim();

/** Sorts rows, or what has rows, by the column of a marked head. */
export function sortRows(items, head, getRow = (item) => item) {
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
  const getRowKey = (item) => getKey(getRow(item).cells[head.cellIndex]);
  const sorted = [...items].sort((a, b) => collator.compare(getRowKey(a), getRowKey(b)));
  return isDescending(head) ? sorted.reverse() : sorted;
}
