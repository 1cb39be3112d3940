/* Tables that their readers sort by the column they press. */

/** Lets the heads of a table sort its rows. */
export function sortable(table) {
  const body = table.tBodies[0];
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
  for (const button of table.querySelectorAll("th button")) {
    const head = button.closest("th");
    button.disabled = false;
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const key = (row) => row.cells[head.cellIndex].dataset.key ?? row.cells[head.cellIndex].textContent.trim();
      const rows = [...body.rows].sort((a, b) => order.compare(key(a), key(b)));
      body.append(...(down ? rows.reverse() : rows));
    });
  }
}
