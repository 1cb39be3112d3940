/* The page of the concordance. Its address has the query: `q`, the words; `in`, their language, else that of the page where its texts
   have them; `document`; `sort`, `before` or `after` the words; `group`, `none`; `translation`, the key of the only one that is shown. */
import { createElement } from "../lib/elements.js";
import { formatTable, saveTable } from "../lib/table_file.js";
import { fill } from "../lib/text.js";
import { cutContext, cutTranslation, findLines, findTerms, groupLines, sortLines, UNKNOWN } from "./lines.js";
import { readQuery } from "./phrase_search.js";
import { Texts } from "./texts.js";

const MAX_QUERY_LENGTH = 300;
const FIRST_LINES = 50;
const MORE_LINES = 500;
const MAX_BUTTONS = 8; // A frequent word is part of many expressions.

const createPart = ([words, marked]) => (marked ? createElement("mark", {}, words) : words);

class Concordance {
  constructor(root) {
    this.root = root;
    this.phrases = root.dataset;
    this.form = root.querySelector("form");
    this.status = root.querySelector("[role=status]");
    this.examples = root.querySelectorAll(".concordance-examples");
    this.note = root.querySelector(".concordance-note");
    this.translations = root.querySelector(".concordance-translations");
    this.table = root.querySelector("table");
    this.more = root.querySelector(".search-more");
    this.buttons = [...this.form.querySelectorAll("button")];
    this.texts = new Texts(new URL(root.dataset.files, document.baseURI));
    this.title = document.title;
    this.turn = 0;
    this.lines = [];
    const { q } = this.form.elements;
    q.maxLength = MAX_QUERY_LENGTH;
    q.addEventListener("focus", () => this.suggestTerms().catch(() => { /* Without suggestions. */ }), { once: true });
    this.form.addEventListener("input", ({ target }) => this.update(target === q ? null : this.chosen));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.more.addEventListener("click", () => this.showMore());
    this.form.querySelector("[data-copy]").addEventListener("click", () => this.copy());
    this.form.querySelector("[data-download]").addEventListener("click", () => saveTable(this.makeTable(), root.dataset.file));
    addEventListener("popstate", () => this.readAddress());
    this.readAddress();
  }

  /** Shows what the address asks for. */
  readAddress() {
    const asked = new URLSearchParams(location.search);
    for (const control of this.form.elements) if (control.name) control.value = (asked.get(control.name) ?? "").slice(0, MAX_QUERY_LENGTH);
    for (const select of this.form.querySelectorAll("select")) if (select.selectedIndex < 0) select.selectedIndex = 0;
    this.chosen = asked.get("translation");
    this.show();
  }

  /** Shows what the form asks for, of `chosen` alone if it is a translation, and writes it to the address. */
  update(chosen) {
    this.chosen = chosen;
    const asked = new URLSearchParams([...new FormData(this.form)].filter(([, value]) => value.trim()));
    if (chosen) asked.set("translation", chosen);
    const here = new URL(location.href);
    here.search = asked;
    history.replaceState(history.state, "", here);
    return this.show();
  }

  async suggestTerms() {
    const { lexicon } = await this.texts.contents();
    const names = new Set(lexicon.flatMap(([, ofTerm]) => ofTerm));
    this.form.querySelector("datalist").append(...[...names].sort().map((name) => createElement("option", { value: name })));
  }

  async show() {
    const turn = ++this.turn;
    const query = this.form.elements.q.value.trim();
    for (const one of this.examples) one.hidden = query !== "";
    document.title = query ? `${query} · ${this.title}` : this.title;
    if (readQuery(query).keys.length === 0) {
      this.showLines("", [], []);
      return;
    }
    this.status.textContent = this.phrases.waiting;
    try {
      const contents = await this.texts.contents();
      const units = await this.texts.units(this.form.elements.document.value);
      if (turn === this.turn) this.find(query, contents, units);
    } catch (error) {
      if (turn !== this.turn) return;
      this.showLines("", [], []);
      this.status.textContent = this.phrases.failed;
      throw error;
    }
  }

  /** Finds the lines of a query in the language that is asked for, else in that of the page if there are any. */
  find(query, contents, units) {
    const phrase = readQuery(query);
    const exact = /^["«“„].*["»”]$/.test(query);
    const { languages } = contents;
    const asked = this.form.elements.in.value;
    const order = asked ? [asked] : [document.documentElement.lang, ...languages.filter((one) => one !== document.documentElement.lang)];
    for (const name of order) {
      const language = languages.indexOf(name);
      const terms = exact ? new Set() : findTerms(contents, phrase, language);
      const lines = units.flatMap((unit) => [...findLines(unit, language, phrase, terms)]);
      if (lines.length || name === order.at(-1)) {
        this.languages = [name, languages[1 - language]];
        this.showLines(query, sortLines(lines, this.form.elements.sort.value), [...terms].map((term) => contents.lexicon[term]), languages);
        return;
      }
    }
  }

  showLines(query, lines, terms, languages) {
    const groups = groupLines(lines);
    if (!groups.has(this.chosen)) this.chosen = null;
    const shown = this.chosen ? new Map([[this.chosen, groups.get(this.chosen)]]) : groups;
    this.groups = this.form.elements.group.value === "none" && !this.chosen ? new Map([["", lines]]) : shown;
    this.lines = [...this.groups.values()].flat();
    const passages = new Set(this.lines.map(({ unit }) => unit)).size;
    this.status.textContent = query && fill(this.phrases[lines.length ? "count" : "none"], { query, count: this.lines.length, passages });
    this.showTerms(terms, languages);
    this.showTranslations(groups, lines);
    for (const button of this.buttons) button.disabled = lines.length === 0;
    for (const body of [...this.table.tBodies]) body.remove();
    this.table.hidden = lines.length === 0;
    this.left = [...this.groups].flatMap(([key, ofGroup]) => ofGroup.map((line) => [key, line]));
    this.group = null;
    this.showMore(FIRST_LINES);
  }

  /** Shows the terms of the glossary whose forms are included, with links to them. */
  showTerms(terms, languages) {
    this.note.hidden = terms.length === 0;
    const links = terms.map(([address, names]) =>
      createElement("a", { href: this.getAddress(address) }, names[languages.indexOf(document.documentElement.lang)]));
    this.note.replaceChildren(this.phrases.term, ...links.flatMap((link) => [" ", link]));
  }

  /** Shows each translation with its count, as a button that shows it alone. */
  showTranslations(groups, lines) {
    const focused = this.translations.contains(document.activeElement);
    const known = [...groups].filter(([key]) => key !== UNKNOWN).slice(0, MAX_BUTTONS);
    const unknown = [...groups].filter(([key]) => key === UNKNOWN);
    const entries = groups.size > 1 ? [["", lines], ...known, ...unknown] : [];
    this.translations.replaceChildren(...entries.map(([key, ofGroup]) => {
      const pressed = (this.chosen ?? "") === key;
      const count = createElement("span", { class: "count" }, ofGroup.length.toLocaleString(document.documentElement.lang));
      const button = createElement("button", { type: "button", "aria-pressed": String(pressed) }, key ? this.createTitle(ofGroup) : this.phrases.all, " ", count);
      button.addEventListener("click", () => this.update(key || null));
      return button;
    }));
    if (focused) this.translations.querySelector("[aria-pressed=true]")?.focus();
  }

  /** The title of a group: its translation in the most frequent spelling. */
  createTitle(lines) {
    const counts = new Map();
    for (const { translation } of lines) counts.set(translation, (counts.get(translation) ?? 0) + 1);
    const [[translation]] = [...counts].sort((a, b) => b[1] - a[1]);
    if (!translation) return this.phrases.unknown;
    const title = createElement("span", { lang: this.languages[1] }, translation);
    if (!lines[0].source) return title;
    const [before, after] = fill(this.phrases.within, { words: lines[0].source }).split("{translation}");
    return createElement("span", {}, before, title, after);
  }

  /** Shows more lines, with the heads of the groups that begin. */
  showMore(count = MORE_LINES) {
    const heads = this.table.tHead.rows[0].cells;
    for (const [place, language] of (this.languages ?? []).entries()) {
      heads[place + 1].textContent = this.form.elements.in.querySelector(`[value="${language}"]`).textContent;
    }
    for (const [key, line] of this.left.splice(0, count)) {
      if (this.group !== key) {
        this.group = key;
        this.body = this.table.createTBody();
        if (key) this.addHead(this.groups.get(key));
      }
      this.body.append(this.createRow(line));
    }
    this.more.hidden = this.left.length === 0;
  }

  addHead(lines) {
    const count = createElement("span", { class: "count" }, lines.length.toLocaleString(document.documentElement.lang));
    this.body.append(createElement("tr", {}, createElement("th", { colspan: 3, scope: "rowgroup" }, this.createTitle(lines), " ", count)));
  }

  createRow(line) {
    const { unit, language, start, end } = line;
    const [before, words, after] = cutContext(unit.texts[language], start, end);
    const own = this.getPageLanguage(language);
    const place = createElement("th", { scope: "row" },
      createElement("a", { href: this.getAddress(unit.address, unit.anchor) }, unit.labels[own]), " ",
      createElement("span", { class: "concordance-page" }, unit.pageTitles[own]));
    const context = createElement("td", { lang: this.languages[0] },
      createElement("div", { class: "in-context" }, createElement("span", { class: "before" }, createElement("span", {}, before)),
        createElement("mark", {}, words), createElement("span", { class: "after" }, after)));
    const other = unit.texts[1 - language]
      ? createElement("td", { lang: this.languages[1] }, ...[...cutTranslation(line)].map(createPart))
      : createElement("td", {}, this.phrases.untranslated);
    return createElement("tr", { "data-unit": unit.id }, place, context, other);
  }

  /** The place of the page's language among those of the texts. */
  getPageLanguage(language) {
    return this.languages[0] === document.documentElement.lang ? language : 1 - language;
  }

  getAddress(address, anchor = "") {
    const url = new URL(address, new URL(this.root.dataset.root, document.baseURI));
    url.hash = anchor;
    return url.href;
  }

  /** The lines with the heads of their columns, for a spreadsheet. */
  makeTable() {
    const rows = this.lines.map((line) => {
      const { unit, language, start, end } = line;
      const own = this.getPageLanguage(language);
      const [before, words, after] = cutContext(unit.texts[language], start, end);
      return [unit.id, unit.titles[own], unit.pageTitles[own], unit.labels[own], before, words, after, line.translation,
        unit.texts[language], unit.texts[1 - language], this.getAddress(unit.address, unit.anchor)];
    });
    return [this.phrases.columns.split("|"), ...rows];
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(formatTable(this.makeTable(), "\t"));
      this.status.textContent = fill(this.phrases.copied, { count: this.lines.length });
    } catch {
      this.status.textContent = this.phrases.copyFailed;
    }
  }
}

for (const one of document.querySelectorAll("[data-without-script]")) one.hidden = true;
// biome-ignore lint/correctness/noUnusedInstantiation: it lives by its listeners
new Concordance(document.querySelector("[data-concordance]"));
