/* Creates the rows of the table: the heads of groups, the lines, and the whole passages that they open. */
import { createElement } from "../lib/elements.js";
import { fill } from "../lib/text.js";
import { cutContext, cutTranslation, splitAtMarks } from "./contexts.js";
import { isUnknown } from "./lines.js";

const COLUMNS = 4;

const createPart = ([words, marked]) => (marked ? createElement("mark", {}, words) : words);

/** A count in the page's language. */
export const createCount = (count) => createElement("span", { class: "count" }, count.toLocaleString(document.documentElement.lang));

export class Rows {
  /** `heads` are those of the columns; `phrases`, those of the page; `getAddress` returns the address of a unit. */
  constructor(heads, phrases, getAddress) {
    this.heads = heads;
    this.phrases = phrases;
    this.getAddress = getAddress;
  }

  /** Sets the language of the query and the other one, with their names: the heads of their columns. */
  setLanguages(languages, names) {
    this.languages = languages;
    this.names = names;
    for (const [place, name] of names.entries()) this.heads[place + 1].textContent = name;
  }

  /** What a unit has in several languages, in that of the page: `language` is the place of the query's. */
  inPageLanguage(texts, language) {
    return texts[this.languages[0] === document.documentElement.lang ? language : 1 - language];
  }

  /** The title of a group: the most frequent form of its translation. */
  createTitle(group) {
    if (isUnknown(group)) return this.phrases.unknown;
    const title = createElement("span", { lang: this.languages[1] }, group.forms[0][0]);
    if (!group.source) return title;
    const [before, after] = fill(this.phrases.within, { words: group.source }).split("{translation}");
    return createElement("span", {}, before, title, after);
  }

  /** The head of a group, with the forms of its translation where there are several. */
  createHead(group) {
    const forms = group.forms.length > 1 && createElement("span", { class: "concordance-forms" }, this.phrases.forms, " ",
      createElement("span", { lang: this.languages[1] }, group.forms.map(([form, count]) => `${form} (${count})`).join(", ")));
    return createElement("tr", {},
      createElement("th", { colspan: COLUMNS, scope: "rowgroup" }, this.createTitle(group), " ", createCount(group.lines.length), forms || ""));
  }

  /** The name of a line's unit and the title of its page. */
  getPlace({ unit, language }) {
    const label = this.inPageLanguage(unit.labels, language).replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
    return [label, this.inPageLanguage(unit.pageTitles, language)];
  }

  /** What a line shows, as text: its place, its words in context, and the same in the other language. */
  getTexts(line) {
    const { unit, language, start, end } = line;
    const translation = unit.texts[1 - language] ? cutTranslation(line).map(([words]) => words).join("") : this.phrases.untranslated;
    return [this.getPlace(line).join(", "), cutContext(unit.texts[language], start, end).join(""), translation];
  }

  createLine(line) {
    const { unit, language, start, end } = line;
    const [label, page] = this.getPlace(line);
    const place = createElement("th", { scope: "row" },
      createElement("a", { href: this.getAddress(unit.address, unit.anchor) }, label), " ",
      createElement("span", { class: "concordance-page" }, page));
    const opener = createElement("button", { type: "button", class: "concordance-open", title: this.phrases.wholePassage, "aria-expanded": "false" },
      createElement("span", { class: "visually-hidden" }, `${this.phrases.wholePassage} ${label}`));
    const row = createElement("tr", { "data-unit": unit.id }, place,
      createElement("td", { lang: this.languages[0] }, createContext(cutContext(unit.texts[language], start, end))),
      this.createTranslation(line), createElement("td", {}, opener));
    opener.addEventListener("click", () => this.toggleWhole(row, line, opener));
    return row;
  }

  createTranslation(line) {
    const { unit, language, marks } = line;
    const other = unit.texts[1 - language];
    if (!other) return createElement("td", {}, this.phrases.untranslated);
    const cell = createElement("td", { lang: this.languages[1] });
    if (marks.length === 1) cell.append(createContext(cutContext(other, ...marks[0])));
    else cell.append(...cutTranslation(line).map(createPart));
    return cell;
  }

  /** Opens the whole passage of a line below it, in both languages, or closes it. */
  toggleWhole(row, line, opener) {
    const isOpen = opener.getAttribute("aria-expanded") === "true";
    opener.setAttribute("aria-expanded", String(!isOpen));
    if (isOpen) row.nextElementSibling.remove();
    else row.after(this.createWhole(line));
  }

  createWhole({ unit, language, start, end, marks }) {
    const passages = [[language, [[start, end]]], [1 - language, marks]].filter(([place]) => unit.texts[place]);
    const texts = passages.map(([place, placesOfMarks], index) => createElement("div", {},
      createElement("p", { class: "concordance-language" }, this.names[index]),
      createElement("p", { lang: this.languages[index] }, ...splitAtMarks(unit.texts[place], placesOfMarks).map(createPart))));
    return createElement("tr", { class: "concordance-whole" }, createElement("td", { colspan: COLUMNS }, ...texts));
  }
}

const createContext = ([before, words, after]) =>
  createElement("div", { class: "in-context" }, createElement("span", { class: "before" }, createElement("span", {}, before)),
    createElement("mark", {}, words), createElement("span", { class: "after" }, after));
