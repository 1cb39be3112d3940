/* The page of the concordance. Its address has the query: `q`, the words; `in`, their language, else that of the page where its texts
   have them; `document`; `sort`, `before` or `after` the words; `group`, `none`; `translation`, the name of the only one that is shown. */
import { createElement } from "../lib/elements.js";
import { hasScrollPosition, restoreScrollPosition, saveScrollPosition } from "../lib/scroll_position.js";
import { formatFileName, formatTable, saveTable } from "../lib/table_file.js";
import { fill } from "../lib/text.js";
import { cutContext } from "./contexts.js";
import { findLines, findTerms, groupLines, isUnknown, sortLines } from "./lines.js";
import { readQuery } from "./phrase_search.js";
import { createCount, Rows } from "./rows.js";
import { Texts } from "./texts.js";

const MAX_QUERY_LENGTH = 300;
const FIRST_LINES = 50;
const MORE_LINES = 500;
const MAX_BUTTONS = 8; // A frequent word is part of many expressions.
const CONFIRMATION_TIME = 5000;

class Concordance {
  constructor(root) {
    this.root = root;
    this.phrases = root.dataset;
    this.form = root.querySelector("form");
    this.status = root.querySelector(".concordance-status");
    this.confirmation = root.querySelector("[data-confirmation]");
    this.examples = root.querySelectorAll(".concordance-examples");
    this.note = root.querySelector(".concordance-note");
    this.translations = root.querySelector(".concordance-translations");
    this.table = root.querySelector("table");
    this.more = root.querySelector(".search-more");
    this.buttons = [...this.form.querySelectorAll("button")];
    this.texts = new Texts(new URL(root.dataset.files, document.baseURI));
    this.rows = new Rows(this.table.tHead.rows[0].cells, this.phrases, (address, anchor) => this.getAddress(address, anchor));
    this.title = document.title;
    this.turn = 0;
    const { q } = this.form.elements;
    q.maxLength = MAX_QUERY_LENGTH;
    q.addEventListener("focus", () => this.suggestTerms().catch(() => { /* Without suggestions. */ }), { once: true });
    this.form.addEventListener("input", ({ target }) => this.update(target === q ? null : this.chosen));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.more.addEventListener("click", () => this.showMore());
    this.form.querySelector("[data-copy]").addEventListener("click", () => this.copy());
    this.form.querySelector("[data-download]").addEventListener("click", () => this.download());
    addEventListener("popstate", () => this.readAddress());
    history.scrollRestoration = "manual"; // The lines come later.
    saveScrollPosition(() => this.findLineElements());
    this.readAddress();
  }

  findLineElements() {
    return [...this.table.querySelectorAll("tr[data-unit]")];
  }

  /** Shows what the address asks for, where it was left. */
  async readAddress() {
    const asked = new URLSearchParams(location.search);
    for (const control of this.form.elements) if (control.name) control.value = (asked.get(control.name) ?? "").slice(0, MAX_QUERY_LENGTH);
    for (const select of this.form.querySelectorAll("select")) if (select.selectedIndex < 0) select.selectedIndex = 0;
    this.chosen = asked.get("translation");
    await this.show(Number(history.state?.lines) || FIRST_LINES);
    if (hasScrollPosition()) restoreScrollPosition(() => this.findLineElements());
  }

  /** Shows what the form asks for, of `chosen` alone if it is the name of a translation, and writes it to the address. */
  update(chosen) {
    this.chosen = chosen;
    const asked = new URLSearchParams([...new FormData(this.form)].filter(([, value]) => value.trim()));
    if (chosen) asked.set("translation", chosen);
    const here = new URL(location.href);
    here.search = asked;
    history.replaceState(null, "", here); // Other lines, to be read from the start.
    return this.show();
  }

  async suggestTerms() {
    const { lexicon } = await this.texts.contents();
    const names = new Set(lexicon.flatMap(([, ofTerm]) => ofTerm));
    this.form.querySelector("datalist").append(...[...names].sort().map((name) => createElement("option", { value: name })));
  }

  async show(count = FIRST_LINES) {
    const turn = ++this.turn;
    const query = this.form.elements.q.value.trim();
    for (const one of this.examples) one.hidden = query !== "";
    document.title = query ? `${query} · ${this.title}` : this.title;
    this.confirm("");
    if (readQuery(query).keys.length === 0) {
      this.showNothing("");
      return;
    }
    this.status.textContent = this.phrases.waiting;
    try {
      const contents = await this.texts.contents();
      const units = await this.texts.units(this.form.elements.document.value);
      if (turn === this.turn) this.find(query, contents, units, count);
    } catch (error) {
      if (turn !== this.turn) return;
      this.showNothing(this.phrases.failed);
      throw error;
    }
  }

  /** Finds the lines of a query in the language that is asked for, else in that of the page if there are any. */
  find(query, contents, units, count) {
    const phrase = readQuery(query);
    const exact = /^["«“„].*["»”]$/.test(query);
    const { languages } = contents;
    const asked = this.form.elements.in.value;
    const order = asked ? [asked] : [document.documentElement.lang, ...languages.filter((one) => one !== document.documentElement.lang)];
    for (const name of order) {
      const language = languages.indexOf(name);
      const terms = exact ? new Set() : findTerms(contents, phrase, language);
      const lines = units.flatMap((unit) => [...findLines(unit, language, phrase, terms)]);
      if (lines.length) {
        const pair = [name, languages[1 - language]];
        this.rows.setLanguages(pair, pair.map((one) => this.form.elements.in.querySelector(`[value="${one}"]`).textContent));
        const sorted = sortLines(lines, this.form.elements.sort.value);
        this.showLines(query, sorted, groupLines(sorted, contents.inflections), count);
        this.showNote([...terms].map((term) => contents.lexicon[term]), languages);
        return;
      }
    }
    this.showNothing(fill(this.phrases.none, { query }));
    const search = new URL(this.phrases.search, document.baseURI);
    search.searchParams.set("q", query);
    this.note.replaceChildren(createElement("a", { href: search.href }, fill(this.phrases.searchFor, { query })));
    this.note.hidden = false;
  }

  showNothing(message) {
    this.display([], []);
    this.status.textContent = message;
  }

  showLines(query, lines, groups, count) {
    const chosen = groups.find(({ names }) => names.includes(this.chosen));
    this.chosen = chosen?.names[0] ?? null;
    const isGrouped = this.form.elements.group.value !== "none" && !groups.every(isUnknown);
    const shown = isGrouped || chosen ? (chosen ? [chosen] : groups) : [{ lines }];
    this.display(groups, shown.flatMap((group) => group.lines.map((line) => [group, line])), count);
    const passages = new Set(this.lines.map(({ unit }) => unit)).size;
    this.status.textContent = fill(this.phrases.count, { query, language: this.rows.names[0], count: this.lines.length, passages });
  }

  /** Shows lines, each with its group, and a button for each group that there is. */
  display(groups, lines, count) {
    this.groups = groups;
    this.left = lines;
    this.lines = lines.map(([, line]) => line);
    this.note.hidden = true;
    this.showTranslations();
    for (const button of this.buttons) button.disabled = lines.length === 0;
    for (const body of [...this.table.tBodies]) body.remove();
    this.table.hidden = lines.length === 0;
    this.group = null;
    this.addLines(count);
  }

  /** Shows the terms of the glossary whose forms are included, with links to them; else, where nothing is marked, why. */
  showNote(terms, languages) {
    const links = terms.map(([address, names]) =>
      createElement("a", { href: this.getAddress(address) }, names[languages.indexOf(document.documentElement.lang)]));
    const isUnmarked = this.groups.every(isUnknown);
    this.note.hidden = !isUnmarked && links.length === 0;
    this.note.replaceChildren(links.length ? this.phrases.term : this.phrases.unmarked, ...links.flatMap((link) => [" ", link]));
  }

  /** Shows each translation with its count, as a button that shows it alone. */
  showTranslations() {
    const focused = this.translations.contains(document.activeElement);
    const known = this.groups.filter((group) => !isUnknown(group)).slice(0, MAX_BUTTONS);
    const total = this.groups.reduce((sum, { lines }) => sum + lines.length, 0);
    const entries = [[null, this.phrases.all, total], ...[...known, ...this.groups.filter(isUnknown)]
      .map((group) => [group.names[0], this.rows.createTitle(group), group.lines.length])];
    this.translations.replaceChildren(...(this.groups.length > 1 ? entries : []).map(([name, title, count]) => {
      const button = createElement("button", { type: "button", "aria-pressed": String(this.chosen === name) }, title, " ", createCount(count));
      button.addEventListener("click", () => this.update(name));
      return button;
    }));
    if (focused) this.translations.querySelector("[aria-pressed=true]")?.focus();
  }

  /** Shows more lines, the first of which gets the focus. */
  showMore() {
    const shown = this.findLineElements().length;
    this.addLines(MORE_LINES);
    const elements = this.findLineElements();
    history.replaceState({ ...history.state, lines: elements.length }, "");
    elements[shown]?.querySelector("a").focus({ preventScroll: true });
  }

  /** Adds lines to the table, with the heads of the groups that begin. */
  addLines(count) {
    for (const [group, line] of this.left.splice(0, count)) {
      if (this.group !== group) {
        this.group = group;
        this.body = this.table.createTBody();
        if (group.names) this.body.append(this.rows.createHead(group));
      }
      this.body.append(this.rows.createLine(line));
    }
    this.more.hidden = this.left.length === 0;
  }

  getAddress(address, anchor = "") {
    const url = new URL(address, new URL(this.root.dataset.root, document.baseURI));
    url.hash = anchor;
    return url.href;
  }

  /** The address of the list on the published site. */
  getPublishedAddress() {
    return document.querySelector("link[rel=canonical]").href + location.search;
  }

  /** The lines with the heads of their columns, for a spreadsheet; each row also has where it comes from, as in the other tables. */
  makeTable() {
    const [language, other] = this.rows.names;
    const { licence } = this.phrases;
    const source = `${this.phrases.source}, ${this.getPublishedAddress()}`;
    const rows = this.lines.map((line) => {
      const { unit, start, end } = line;
      const [before, words, after] = cutContext(unit.texts[line.language], start, end);
      const [title, page, label] = [unit.titles, unit.pageTitles, unit.labels].map((texts) => this.rows.inPageLanguage(texts, line.language));
      return [unit.id, title, page, label, before, words, after, line.translation, unit.texts[line.language], unit.texts[1 - line.language],
        this.getAddress(unit.address, unit.anchor), this.form.elements.q.value.trim(), source, unit.date, licence];
    });
    return [fill(this.phrases.columns, { language, other }).split("|"), ...rows];
  }

  download() {
    saveTable(this.makeTable(), formatFileName([this.phrases.file, this.form.elements.q.value], "csv"));
  }

  /** Copies the lines as the screen shows them, then where they are from. */
  async copy() {
    const { source, licence } = this.phrases;
    const lines = this.lines.map((line) => this.rows.getTexts(line));
    try {
      await navigator.clipboard.writeText(formatTable([...lines, [""], [source], [licence], [this.getPublishedAddress()]], "\t"));
      this.confirm(fill(this.phrases.copied, { count: this.lines.length }));
    } catch {
      this.confirm(this.phrases.copyFailed);
    }
  }

  /** Shows a message next to the buttons for a while. */
  confirm(message) {
    clearTimeout(this.timer);
    this.confirmation.textContent = message;
    if (message) this.timer = setTimeout(() => { this.confirmation.textContent = ""; }, CONFIRMATION_TIME);
  }
}

for (const one of document.querySelectorAll("[data-without-script]")) one.hidden = true;
// biome-ignore lint/correctness/noUnusedInstantiation: it lives by its listeners
new Concordance(document.querySelector("[data-concordance]"));
