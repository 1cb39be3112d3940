/* The commitments explorer: filters with live counts, search within, sorting, grouping, an address, a file. */
import { isDescending, markSorted, sortRows, toggleSorted } from "../lib/table_sorting.js";
import { fill, fold } from "../lib/text.js";

const MAX_QUERY_LENGTH = 300;

const normalize = (text) => fold(text).replace(/'/g, " ");

/** The name of an option without its count. */
const getLabel = (option) => option.textContent.replace(/ \(\d+\)$/, "");

class Explorer {
  constructor(form, table) {
    this.form = form;
    this.table = table;
    this.head = table.tHead;
    this.filters = [...form.querySelectorAll("select")].filter((select) => select.name !== "group");
    this.allRows = [...table.tBodies[0].rows];
    form.elements.q.maxLength = MAX_QUERY_LENGTH;
    form.addEventListener("input", () => this.update(true));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => this.update(true)));
    form.querySelector("[data-download]").addEventListener("click", (event) => this.download(event.currentTarget.dataset.download));
    for (const button of this.head.querySelectorAll("button")) {
      button.disabled = false;
      button.addEventListener("click", () => this.sort(button.closest("th")));
    }
    addEventListener("popstate", () => this.readAddress());
    // The page comes with all rows and their counts: without filters there is nothing to do.
    if (location.search) this.readAddress();
  }

  /** The rows with the values that they are found by; made when a filter is first used. */
  get entries() {
    this.cachedEntries ??= this.allRows.map((row) => ({
      row,
      values: new Map(this.filters.map(({ name }) => [name, row.getAttribute(`data-${name}`).split(" ").filter(Boolean)])),
    }));
    return this.cachedEntries;
  }

  /** The head that the table is sorted by. */
  get sortedHead() {
    return this.head.querySelector("[aria-sort]");
  }

  /** Shows what the address asks for. */
  readAddress() {
    const query = new URLSearchParams(location.search);
    for (const control of this.form.elements) if (control.name) control.value = (query.get(control.name) ?? "").slice(0, MAX_QUERY_LENGTH);
    const [column, direction] = (query.get("sort") ?? "0").split("-");
    const { cells } = this.head.rows[0];
    markSorted(cells[Number(column)] ?? cells[0], direction === "down");
    this.update(false);
  }

  /** The text of a row that is searched; made when somebody searches, not while the page loads. */
  getText(entry) {
    const { cells } = entry.row;
    entry.text ??= normalize(`${cells[1].textContent} ${cells[2].textContent} ${cells[4].textContent}`);
    return entry.text;
  }

  getFilters() {
    return new Map([...new FormData(this.form)].filter(([, value]) => value));
  }

  matches(entry, filters, except) {
    const fits = ({ name }) => name === except || !filters.has(name) || entry.values.get(name).includes(filters.get(name));
    return this.filters.every(fits)
      && (!filters.has("q") || normalize(filters.get("q")).split(/\s+/).every((word) => this.getText(entry).includes(word)));
  }

  /** Shows what the form asks for; `chosen` where the reader has just changed it, and the address follows. */
  update(chosen) {
    const filters = this.getFilters();
    this.shown = this.entries.filter((entry) => this.matches(entry, filters));
    this.updateCounts(filters);
    this.showRows(filters.get("group"));
    const status = this.form.querySelector("[data-count]");
    status.textContent = this.shown.length
      ? fill(status.dataset.template, { shown: this.shown.length, all: this.entries.length })
      : status.dataset.none;
    if (chosen) this.writeAddress(filters);
  }

  /** Adds to each option how many rows it would leave with all other filters as they are. */
  updateCounts(filters) {
    for (const control of this.filters) {
      const left = this.entries.filter((entry) => this.matches(entry, filters, control.name));
      const counts = new Map([["", left.length]]);
      for (const value of left.flatMap((entry) => entry.values.get(control.name))) counts.set(value, (counts.get(value) ?? 0) + 1);
      for (const option of control.options) {
        const count = counts.get(option.value) ?? 0;
        option.textContent = `${getLabel(option)} (${count})`;
        option.disabled = count === 0 && option.value !== "" && option.value !== control.value;
      }
    }
  }

  writeAddress(filters) {
    const head = this.sortedHead;
    const sort = `${head.cellIndex}${isDescending(head) ? "-down" : ""}`;
    const address = new URL(location.href);
    address.search = new URLSearchParams([...filters, ...(sort === "0" ? [] : [["sort", sort]])]);
    history.replaceState(history.state, "", address);
  }

  sort(head) {
    toggleSorted(head);
    this.update(true);
  }

  showRows(group) {
    const sorted = sortRows(this.shown, this.sortedHead, ({ row }) => row);
    const current = this.table.tBodies.length === 1 ? [...this.table.tBodies[0].rows] : [];
    // Rows that are in place already are left there: to move them would lay out the whole table again.
    if (!group && current.length === sorted.length && sorted.every(({ row }, place) => row === current[place])) return;
    for (const body of [...this.table.tBodies]) body.remove();
    if (!group) {
      this.table.createTBody().append(...sorted.map(({ row }) => row));
      return;
    }
    for (const option of this.filters.find(({ name }) => name === group).options) {
      if (option.value) this.addGroup(getLabel(option), sorted.filter((entry) => entry.values.get(group).includes(option.value)));
    }
  }

  /** Adds a group of rows; a row of two levels is in both groups, the second time as a copy. */
  addGroup(title, entries) {
    if (!entries.length) return;
    const body = this.table.createTBody();
    const head = body.insertRow().appendChild(document.createElement("th"));
    head.colSpan = this.head.rows[0].cells.length;
    head.scope = "rowgroup";
    head.textContent = `${title} (${entries.length})`;
    body.append(...entries.map(({ row }) => (row.isConnected ? row.cloneNode(true) : row)));
  }

  /** Saves the rows that are shown as a file of comma-separated values. */
  download(name) {
    const quote = (text) => `"${text.trim().replace(/\s+/g, " ").replace(/^[=+@-]/, "'$&").replace(/"/g, '""')}"`;
    const getTexts = (row) => [...row.cells].map((cell) => cell.textContent);
    const lines = (this.shown ?? this.entries).map(({ row }) => [row.dataset.unit, ...getTexts(row), row.querySelector("a").href]);
    const table = [["id", ...getTexts(this.head.rows[0]), "URL"], ...lines];
    const csv = table.map((line) => line.map(quote).join(",")).join("\r\n");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff", csv, "\r\n"], { type: "text/csv" }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  }
}

// biome-ignore lint/correctness/noUnusedInstantiation: it lives by its listeners
for (const form of document.querySelectorAll("form[data-explorer]")) new Explorer(form, document.querySelector("table.commitments"));
