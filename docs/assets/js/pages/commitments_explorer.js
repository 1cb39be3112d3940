/* The commitments explorer: filters with live counts, search within, sorting, grouping, an address, a file. */
import { ignoreClick } from "../lib/ignored_click.js";
import { formatFileName, replaceLastCell, saveLines } from "../lib/table_file.js";
import { isDescending, markSorted, sortRows, toggleSorted } from "../lib/table_sorting.js";
import { fill, fold } from "../lib/text.js";
import { highlightTexts } from "../lib/text_highlight.js";

const MAX_QUERY_LENGTH = 300;
const FIRST_ROWS = 50;

const normalize = (text) => fold(text).replace(/'/g, " ");
const splitQuery = (query) => normalize(query).split(/\s+/).filter(Boolean);

/** Yields where each of some words begins and ends in a text; a letter alone, as that of an article, would be found everywhere. */
function* findWords(text, words) {
  let normalized = "";
  const places = [];
  let start = 0;
  for (const letter of text) {
    const letters = normalize(letter);
    const place = [start, start + letter.length];
    places.push(...letters.split("").map(() => place));
    normalized += letters;
    start += letter.length;
  }
  for (const word of words.filter(({ length }) => length > 1)) {
    for (let found = normalized.indexOf(word); found >= 0; found = normalized.indexOf(word, found + word.length)) {
      yield [places[found][0], places[found + word.length - 1][1]];
    }
  }
}

/** The name of an option without its count. */
const getLabel = (option) => option.textContent.replace(/ \(\d+\)$/, "");

/** The published address of this page. */
const getCanonical = () => document.querySelector("link[rel=canonical]").href;

/** The list that a row is an item of. */
const getList = (row) => row.dataset.unit.replace(/-\d+$/, "");

/** Gives a control the value of the address; what is no option of a choice is ignored. */
function setValue(control, value) {
  control.value = value.slice(0, MAX_QUERY_LENGTH);
  if (control.selectedIndex === -1) control.value = "";
}

/** Marks the rows of the same list as the row before: they need not repeat the words that introduce it. */
function markContinued(rows) {
  for (const [place, row] of rows.entries()) row.toggleAttribute("data-continued", place > 0 && getList(row) === getList(rows[place - 1]));
}

class Explorer {
  constructor(box) {
    this.form = box.querySelector("form");
    this.table = box.querySelector("table");
    this.head = this.table.tHead;
    this.filters = [...this.form.querySelectorAll("select")].filter((select) => select.name !== "group");
    this.allRows = [...this.table.tBodies[0].rows];
    this.shown = this.entries;
    this.limit = FIRST_ROWS;
    this.more = box.querySelector(".more-rows");
    this.opener = box.querySelector(".open-filters");
    this.status = this.form.querySelector("[data-count]");
    this.empty = box.querySelector(".no-rows");
    this.selected = box.querySelector(".selection");
    this.printed = document.querySelector(".printed-selection");
    this.form.elements.q.maxLength = MAX_QUERY_LENGTH;
    this.listen(box);
    this.readAddress();
  }

  listen(box) {
    this.form.addEventListener("input", () => this.update(true));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("reset", () => setTimeout(() => this.showAll()));
    this.form.addEventListener("keydown", ({ key }) => { if (key === "Escape" && "open" in this.form.dataset) this.openFilters(false); });
    this.form.querySelector("[data-close]").addEventListener("click", () => this.openFilters(false));
    this.opener.addEventListener("click", () => this.openFilters(true));
    // A press beside the open filters closes them, and does nothing on the page.
    document.addEventListener("pointerdown", ({ target }) => {
      if (!("open" in this.form.dataset) || this.form.contains(target)) return;
      this.openFilters(false);
      ignoreClick();
    });
    for (const button of box.querySelectorAll("[data-download]")) button.addEventListener("click", () => this.download(button.dataset));
    for (const button of this.more.children) button.addEventListener("click", () => this.showMore(Number(button.dataset.rows)));
    for (const button of this.head.querySelectorAll("button")) {
      button.disabled = false;
      button.addEventListener("click", () => this.sort(button.closest("th")));
    }
    // On a small screen a row shows its first lines until it is pressed.
    this.table.addEventListener("click", ({ target }) => { if (!target.closest("a, button, th")) target.closest("tr").toggleAttribute("data-open"); });
    addEventListener("popstate", () => this.readAddress());
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
    const controls = [...this.form.elements].filter(({ name }) => name);
    this.limit = Number(history.state?.rows) || FIRST_ROWS;
    // The page comes with all rows and their counts: without filters there is nothing to filter.
    if (![...controls.map(({ name }) => name), "sort"].some((name) => query.has(name)) && !this.isFiltered) {
      this.showFirst();
      return;
    }
    for (const control of controls) setValue(control, query.get(control.name) ?? "");
    const [column, direction] = (query.get("sort") ?? "0").split("-");
    const { cells } = this.head.rows[0];
    const head = cells[Number(column)];
    markSorted(head ?? cells[0], head !== undefined && direction === "down");
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

  /** The filters in words: the label and the value of each. */
  describeFilters(filters) {
    return [...filters.keys()].filter((name) => name !== "group").map((name) => {
      const control = this.form.elements[name];
      const value = control.selectedOptions ? getLabel(control.selectedOptions[0]) : control.value.trim();
      return { filter: control.labels[0].firstChild.textContent.trim(), value };
    });
  }

  matches(entry, filters, except) {
    const fits = ({ name }) => name === except || !filters.has(name) || entry.values.get(name).includes(filters.get(name));
    return this.filters.every(fits)
      && (!filters.has("q") || splitQuery(filters.get("q")).every((word) => this.getText(entry).includes(word)));
  }

  /** Shows what the form asks for; `chosen` where the reader has just changed it, and the address follows. */
  update(chosen) {
    const filters = this.getFilters();
    this.isFiltered = true;
    this.shown = this.entries.filter((entry) => this.matches(entry, filters));
    this.updateCounts(filters);
    this.showRows(filters.get("group"));
    this.showFirst();
    const query = this.makeQuery(filters);
    const address = getCanonical() + (query && `?${query}`);
    this.showStatus(filters, address);
    this.isChanged ||= chosen;
    if (chosen) history.replaceState(history.state, "", `${location.pathname}${query && `?${query}`}${location.hash}`);
    document.querySelector(".printed-from").textContent = address;
  }

  /** Shows all rows once the form is cleared; the first gets the focus if the button that cleared it goes away. */
  showAll() {
    const isLeaving = this.empty.contains(document.activeElement);
    this.update(true);
    if (isLeaving) this.table.querySelector("tr[data-unit] a").focus();
  }

  /** Shows how many rows match, in the form and on the button that opens it, there with the number of filters; on paper, which. */
  showStatus(filters, address) {
    const matches = fill(this.status.dataset.template, { shown: this.shown.length, all: this.entries.length });
    this.status.textContent = matches;
    this.showEmpty();
    this.opener.querySelector("[data-matches]").textContent = matches;
    const active = this.opener.querySelector("[data-active]");
    const descriptions = this.describeFilters(filters);
    const count = descriptions.length;
    active.dataset.plain ??= active.textContent;
    active.textContent = count ? fill(active.dataset.template, { count }) : active.dataset.plain;
    this.selection = descriptions.map((values) => fill(this.form.dataset.filter, values)).join("; ");
    this.selected.hidden = count === 0 || this.shown.length === 0;
    this.selected.firstElementChild.textContent = `${matches} · ${this.selection}`;
    this.showOnPaper(count ? fill(this.printed.dataset.template, { selection: this.selection, matches }) : "", address);
  }

  /** Shows in the place of the rows that there are none; the sentence is announced because it is added to what is there. */
  showEmpty() {
    const [sentence, button] = this.empty.children;
    sentence.textContent = this.shown.length ? "" : sentence.dataset.none;
    button.hidden = this.shown.length > 0;
  }

  /** Names the selection on the first sheet, with its address and that of one of its paragraphs, and at the top of the others. */
  showOnPaper(selection, address) {
    document.documentElement.dataset.runningHead = selection;
    const { online, passage, passages } = this.printed.dataset;
    const [, number] = this.shown.map(({ row }) => row.dataset.unit.match(/\/p(\d+)-/)).find(Boolean) ?? [];
    const lines = [selection, fill(online, { address })];
    if (number) lines.push(fill(passage, { number, address: new URL(`${passages}${number}/`, getCanonical()).href }));
    this.printed.replaceChildren(...(selection ? lines.flatMap((line) => [line, document.createElement("br")]) : []));
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

  /** The part of the address that has the filters and the order; slashes can be read there as they are. */
  makeQuery(filters) {
    const head = this.sortedHead;
    const sort = `${head.cellIndex}${isDescending(head) ? "-down" : ""}`;
    return String(new URLSearchParams([...filters, ...(sort === "0" ? [] : [["sort", sort]])])).replaceAll("%2F", "/");
  }

  sort(head) {
    toggleSorted(head);
    this.update(true);
  }

  showRows(group) {
    const sorted = sortRows(this.shown, this.sortedHead, ({ row }) => row);
    const current = this.table.tBodies.length === 1 ? [...this.table.tBodies[0].rows] : [];
    this.shown = sorted;
    // Rows that are in place already are left there: to move them would lay out the whole table again.
    if (!group && current.length === sorted.length && sorted.every(({ row }, place) => row === current[place])) return;
    for (const body of [...this.table.tBodies]) body.remove();
    if (group) {
      for (const option of this.filters.find(({ name }) => name === group).options) {
        if (option.value) this.addGroup(getLabel(option), sorted.filter((entry) => entry.values.get(group).includes(option.value)));
      }
    } else {
      this.table.createTBody().append(...sorted.map(({ row }) => row));
    }
    for (const { rows } of this.table.tBodies) markContinued([...rows].filter((row) => row.dataset.unit));
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

  /** Shows the first rows, and the buttons that show others; paper has them all. */
  showFirst() {
    let count = 0;
    for (const row of this.table.querySelectorAll("tbody tr")) {
      row.toggleAttribute("data-later", count >= this.limit);
      if (row.dataset.unit) count += 1;
    }
    this.more.hidden = count <= this.limit;
    this.showWords();
  }

  /** Marks the words that are searched for in the rows on the screen, which show their whole texts meanwhile. */
  showWords() {
    const words = splitQuery(this.form.elements.q.value);
    this.table.toggleAttribute("data-searched", words.length > 0);
    const rows = words.length ? this.table.querySelectorAll("tr[data-unit]:not([data-later])") : [];
    highlightTexts(rows, ({ data }) => findWords(data, words));
  }

  /** Shows more rows, the first of which gets the focus. */
  showMore(count) {
    const first = this.table.querySelector("tr[data-unit][data-later] a");
    this.limit += count;
    this.showFirst();
    history.replaceState({ ...history.state, rows: this.limit }, "");
    first.focus({ preventScroll: true });
  }

  /** Opens the filters over the list of a small screen, or closes them. */
  openFilters(open) {
    this.form.toggleAttribute("data-open", open);
    this.opener.setAttribute("aria-expanded", open);
    // What the filters cover in part is neither pressed nor reached by the keyboard.
    this.table.parentElement.inert = open;
    // The form itself has the focus: in a field, the keyboard of a phone would cover the others.
    (open ? this.form : this.opener).focus({ preventScroll: true });
    // A list that has changed is read from its beginning.
    if (!open && this.isChanged) this.table.parentElement.scrollIntoView();
    this.isChanged = false;
  }

  /** Saves the lines of the published file that are shown, in the order of the table, with the filters in the last column. */
  async download({ download, name, format, failed }) {
    const response = await fetch(download).catch(() => null);
    if (!response?.ok) {
      for (const place of [this.status, this.selected.firstElementChild]) place.textContent = failed;
      return;
    }
    const [header, ...lines] = (await response.text()).split("\r\n");
    const linesByUnit = new Map(lines.map((line) => [line.slice(0, line.search(/[,;]/)), line]));
    const shown = this.shown.map(({ row }) => linesByUnit.get(row.dataset.unit));
    const values = this.describeFilters(this.getFilters()).map(({ value }) => value);
    const selected = values.length ? shown.map((line) => replaceLastCell(line, this.selection)) : shown;
    saveLines([header, ...selected], formatFileName([name, ...values], format));
  }
}

// biome-ignore lint/correctness/noUnusedInstantiation: it lives by its listeners
for (const box of document.querySelectorAll(".explorer-frame")) new Explorer(box);
