/* Loads the texts in all languages, with the expressions that are known in them; concordance_files.py makes the files. */
import { readQuery } from "./phrase_search.js";

/** Loads the files of the concordance, each once. */
export class Texts {
  constructor(folder) {
    this.folder = folder;
    this.files = new Map();
  }

  load(name) {
    if (!this.files.has(name)) {
      const file = fetch(new URL(name, this.folder)).then((response) => {
        if (!response.ok) throw new Error(`${name}: ${response.status}`);
        return response.json();
      });
      file.catch(() => this.files.delete(name));
      this.files.set(name, file);
    }
    return this.files.get(name);
  }

  async contents() {
    const contents = await this.load("contents.json");
    contents.forms ??= contents.lexicon.map(([, names, forms]) =>
      contents.languages.map((_, language) => [names[language], ...forms[language]].map(readQuery)));
    return contents;
  }

  /** The units of a document, or of all. */
  async units(document) {
    const { documents } = await this.contents();
    const parts = documents.filter(({ id }) => !document || id === document)
      .flatMap((one) => one.files.map(async (name) => {
        const part = await this.load(name);
        part.units ??= readUnits(part, one);
        return part.units;
      }));
    return (await Promise.all(parts)).flat();
  }
}

/** The units of a part of a document. */
function readUnits({ pages, texts, expressions }, { id, titles, date }) {
  const units = [];
  for (const [address, pageTitles, onPage] of pages) {
    for (const [anchor, labels] of onPage) {
      const place = units.length;
      units.push({
        id: anchor ? `${id}/${anchor}` : address.slice(0, -1),
        titles, date, pageTitles, address, anchor, labels,
        texts: texts.map((ofLanguage) => ofLanguage[place]),
        expressions: readExpressions(expressions[place], texts.length),
        words: [],
      });
    }
  }
  return units;
}

/** Expressions: the index of their term, -1 for a reference, and in each language their start and end, or null. */
function readExpressions(numbers, languages) {
  const expressions = [];
  const last = new Array(languages).fill(0);
  for (let at = 0; at < numbers.length; at += 1 + 2 * languages) {
    const places = last.map((start, language) => {
      const [distance, length] = numbers.slice(at + 1 + 2 * language);
      if (!length) return null;
      last[language] = start + distance;
      return [last[language], last[language] + length];
    });
    expressions.push({ term: numbers[at], places });
  }
  return expressions;
}
