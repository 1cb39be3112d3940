/* The glossary: its tables are sorted by either language, under initials, and filtered by the names that are typed. */
import { isDescending, markSorted, sortRows, toggleSorted } from "../lib/table_sorting.js";
import { fold } from "../lib/text.js";

/** The initial of a name by the key that it is sorted by: that of an entry without an acronym begins with "zz ". */
const getInitial = (key) => (key.startsWith("zz ") ? "" : key[0].toUpperCase().replace(/\d/, "0–9"));

/** A table with its rows under initials, and the links to these. */
class NameTable {
  constructor(section) {
    this.section = section;
    this.table = section.querySelector("table");
    this.letters = section.querySelector(".letters");
    this.rows = [...this.table.querySelectorAll("tbody tr[id]")];
    this.names = new Map(this.rows.map((row) => [row, [...row.querySelectorAll("td[lang]")].map((cell) => fold(cell.textContent))]));
    this.heads = [...this.table.tHead.querySelectorAll("th:has(button)")];
  }

  /** The head that the table is sorted by. */
  get sortedHead() {
    return this.heads.find((head) => head.hasAttribute("aria-sort"));
  }

  /** The order of the table: the place of the column, and its direction. */
  get order() {
    return [this.sortedHead.cellIndex, isDescending(this.sortedHead)];
  }

  /** Sorts the rows by the marked head, under the initials of its column. */
  sort() {
    const head = this.sortedHead;
    const groups = new Map();
    for (const row of sortRows(this.rows, head)) {
      const initial = getInitial(row.cells[head.cellIndex].dataset.key);
      groups.set(initial, [...(groups.get(initial) ?? []), row]);
    }
    for (const body of [...this.table.tBodies]) body.remove();
    this.letters.replaceChildren();
    for (const [initial, rows] of groups) this.addGroup(initial, rows);
  }

  addGroup(initial, rows) {
    const body = this.table.createTBody();
    const head = document.createElement("th");
    head.colSpan = this.table.tHead.rows[0].cells.length;
    head.scope = "rowgroup";
    head.id = `${this.table.dataset.table}-${initial[0]?.toLowerCase() ?? "none"}`;
    head.textContent = initial || this.table.dataset.none;
    const letter = body.insertRow();
    letter.className = "letter";
    letter.append(head);
    body.append(...rows);
    if (!initial) return;
    const link = document.createElement("a");
    link.href = `#${head.id}`;
    link.textContent = initial;
    this.letters.append(link);
  }

  /** Shows the rows of which a name, in whichever language, contains each word, and returns how many. */
  filter(words) {
    for (const row of this.rows) row.hidden = !this.names.get(row).some((name) => words.every((word) => name.includes(word)));
    for (const body of this.table.tBodies) {
      body.hidden = !body.querySelector("tr[id]:not([hidden])");
      const link = this.letters.querySelector(`[href="#${body.querySelector("th").id}"]`);
      if (link) link.hidden = body.hidden;
    }
    const count = this.rows.filter((row) => !row.hidden).length;
    this.section.hidden = count === 0;
    return count;
  }
}

/** Starts the filter and the sorting; both are as they were where the reader returns to the page. */
function start(filter) {
  const input = filter.querySelector("input");
  const status = filter.querySelector("[role=status]");
  const tables = [...document.querySelectorAll("section:has(> table.glossary)")].map((section) => new NameTable(section));
  const apply = () => {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    const shown = tables.map((table) => table.filter(words)).reduce((sum, count) => sum + count);
    status.textContent = shown ? "" : filter.dataset.none;
  };
  for (const table of tables) {
    for (const head of table.heads) {
      const [button] = head.children;
      button.disabled = false;
      button.addEventListener("click", () => {
        toggleSorted(head);
        table.sort();
        apply();
        history.replaceState({ ...history.state, orders: tables.map(({ order }) => order) }, "");
      });
    }
  }
  for (const [place, [column, descending]] of (history.state?.orders ?? []).entries()) {
    markSorted(tables[place].heads[column], descending);
    tables[place].sort();
  }
  input.value = new URLSearchParams(location.search).get("q")?.slice(0, input.maxLength) ?? "";
  input.addEventListener("input", () => {
    const address = new URL(location.href);
    address.searchParams.set("q", input.value);
    if (!input.value) address.searchParams.delete("q");
    history.replaceState(history.state, "", address);
    apply();
  });
  if (input.value) apply();
}

start(document.querySelector(".filter"));
