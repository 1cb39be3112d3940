/* Sorts tables by the column whose head is pressed. */

export const isDescending = (head) => head.getAttribute("aria-sort") === "descending";

/** Marks the head that a table is sorted by. */
export function markSorted(head, descending) {
  for (const other of head.parentElement.querySelectorAll("[aria-sort]")) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", descending ? "descending" : "ascending");
}

/** Marks a head that has been pressed: a second time, it sorts the other way. */
export const toggleSorted = (head) => markSorted(head, head.getAttribute("aria-sort") === "ascending");

/** Sorts rows, or what has rows, by the column of a marked head: by the key of each cell, else by its text. */
export function sortRows(items, head, getRow = (item) => item) {
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
  const getKey = ({ cells }) => cells[head.cellIndex].dataset.key ?? cells[head.cellIndex].textContent.trim();
  const sorted = [...items].sort((a, b) => collator.compare(getKey(getRow(a)), getKey(getRow(b))));
  return isDescending(head) ? sorted.reverse() : sorted;
}

/** Makes the heads of a table sort its rows. */
export function makeSortable(table) {
  const body = table.tBodies[0];
  for (const button of table.querySelectorAll("th button")) {
    const head = button.closest("th");
    button.disabled = false;
    button.addEventListener("click", () => {
      toggleSorted(head);
      body.append(...sortRows(body.rows, head));
    });
  }
}
