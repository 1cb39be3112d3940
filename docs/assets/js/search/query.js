/* Reads a query: normalizes its words as the index does, and corrects their spelling. */
import { distance, fold, LIGATURES } from "../lib/text.js";

export const MAX_QUERY_LENGTH = 300; // Characters of a query: a long sentence of the texts.
const MAX_WORDS = 32; // Different words that are searched for, each at some cost.
export const OWN = "X";
export const FOREIGN = "Y";
export const FOREIGN_SIGN = "W";
export const LEADING = "V";
export const JOINER = "\u2060";
export const OPENED = { o: "œ", O: "Œ", a: "æ", A: "Æ" };
const MAX_EVERYDAY_WORDS = 6; // Words of an everyday expression, with those between them.
const DIGITS = "abcdefghij"; // Each after a q, which no form of a key has otherwise.

/** A query as it was meant: without soft hyphens and other marks that nobody sees, its ligatures opened, its numbers set off. */
export const normalize = (text) =>
  text.replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/gu, "").replace(/(?<=\p{L})[´`‘’ʼ′ʹ＇](?=\p{L})/gu, "'")
    .replace(/[\ufb00-\ufb06\uff01-\uff5e]/gu, (sign) => sign.normalize("NFKC"))
    .replace(/(?<!\p{L})(n|no|nos|nr)\s?[.°ºo]*\s?(?=\d)/giu, "$1 ").replace(/\s+/gu, " ").trim();

export const tokens = (text) => fold(text).match(/[a-z]+|\d+|§/g) ?? [];

export class Reader {
  constructor(content) {
    Object.assign(this, content);
    this.elision = new RegExp(`(?<![\\p{L}])(${this.elided.join("|") || "(?!)"})'`, "giu");
    this.foreignElision = new RegExp(`(?<![\\p{L}])(${this.their_elided.join("|") || "(?!)"})'`, "giu");
    this.stops = new Set(this.stop);
    this.aliases = new Map(Object.entries(this.aliases)); // An object would have a "constructor".
    const vocabulary = this.vocabulary.split(" ");
    this.known = new Map(vocabulary.map((word, place) => [fold(word), { word, place }]));
    this.dotted = new Set(vocabulary.filter((word) => word.includes(".")).map((word) => word.replaceAll(".", "")));
    const entries = this.everyday;
    this.everyday = new Map();
    for (const [name, forms, others, keys, order] of entries) {
      const entry = { name, forms, order, broad: order > 0 };
      const names = new Set([...[name, ...forms].map((form) => this.key(this.tokens(form), "")), ...others.split(" ")]);
      const places = [...[...names].map((key) => [key, 0]), ...keys.split(" ").map((key, place) => [key, place + 1])];
      for (const [key, place] of places) this.everyday.set(key, [...(this.everyday.get(key) ?? []), { entry, place }]);
    }
  }

  /** One word that stands for a whole name; `form_key` in search_normalization.py makes the same ones. */
  key(found, mark, end = "q") {
    const significant = found.length > 2 ? found.filter((token) => token !== "n") : found;
    const number = (token) => `${token.replace(/\d/g, (digit) => `q${DIGITS[digit]}`)}z`;
    const joined = significant.map((token) => (/\d/.test(token) ? number(token) : token.replace(/(?<=[a-z]{3})[sx]$/, ""))).join("");
    return joined && mark + joined + end;
  }

  tokens(text) {
    return tokens(fold(text).replace(this.elision, " "));
  }

  /** The keys of what may be an identifier or a name: as typed, then with one word for each kind of number. */
  keys(text, mark = OWN) {
    const plain = this.tokens(text);
    const named = plain.map((token) => this.aliases.get(token) ?? token);
    const shorter = named.length > 2 ? named.slice(1) : [];
    const numbered = /\d/.test(text) ? [named, /^[a-z]{4}/.test(shorter[0] ?? "") ? shorter : []] : [];
    return [...new Set([plain, ...numbered].map((found) => this.key(found, mark)))].filter(Boolean);
  }

  /** The key of a name in another language, without the words that may precede it. */
  foreignKey(text, mark) {
    const found = tokens(fold(text).replace(this.foreignElision, " "));
    while (found.length > 1 && this.their_stop.includes(found[0])) found.shift();
    return this.key(found, mark);
  }

  /** The words of a query as the index has them: elisions split or left out, ligatures as two letters; each word once unless `whole`. */
  searched(text, whole = false) {
    const flat = text.replace(/[œæŒÆ]/g, (one) => LIGATURES[one.toLowerCase()]).replace(/[’ʼ]/g, "'");
    const words = flat.replace(this.elision, whole ? "$1 " : " ").replace(/[«»"“”„]/g, " ").split(/\s+/).filter(Boolean);
    if (whole) return words.join(" ");
    const significant = words.filter((word) => !this.stops.has(fold(word)));
    return [...new Set(significant.length === 0 ? words : significant)].slice(0, MAX_WORDS).join(" ");
  }

  /** The entries that an everyday expression means: synonyms, then entries, those where it comes first in the list before the others, then themes. */
  meanings(text) {
    const found = this.everyday.get(this.key(this.tokens(text), "")) ?? [];
    return [...found].sort((a, b) => a.entry.order - b.entry.order || a.place - b.place).map(({ entry }) => entry);
  }

  isEveryday(text) {
    return this.meanings(text).length > 0;
  }

  /** The words of a text that are searched for, each with its place among all its words; words of every text only where alone. */
  words(text) {
    const all = this.searched(text, true).split(" ").map((word, offset) => ({ word: word.replace(/^[^\p{L}\p{N}§]+|[^\p{L}\p{N}]+$/gu, ""), offset }));
    const some = all.filter(({ word }) => word && !this.elided.includes(word.toLowerCase()));
    const numbered = some.filter(({ word }, place) => !(/^(n|no|nos)$/i.test(word) && /^\d/.test(some[place + 1]?.word ?? "")));
    const significant = numbered.filter(({ word }) => !this.stops.has(fold(word)));
    return (significant.length > 0 ? significant : numbered).slice(0, MAX_WORDS);
  }

  /** The concepts of a query: everyday expressions with the entries that they mean, and single words. */
  concepts(text) {
    const words = this.words(text);
    const meant = this.meanings(text);
    // Of a question that is an everyday expression, a single word without its function words says too little.
    const isQuestion = words.length === 1 && this.searched(text, true).includes(" ");
    if (meant.length > 0) return [{ words: isQuestion ? [] : words, offset: 0, everyday: meant }];
    const found = [];
    for (let place = 0; place < words.length;) {
      let size = Math.min(MAX_EVERYDAY_WORDS, words.length - place);
      let everyday = [];
      for (; size > 0; size--) {
        everyday = this.meanings(this.between(text, words[place].offset, words[place + size - 1].offset));
        if (everyday.length > 0) break;
      }
      size = Math.max(size, 1);
      found.push({ words: words.slice(place, place + size), offset: words[place].offset, everyday });
      place += size;
    }
    const distinct = new Map(found.map((concept) => [concept.words.map(({ word }) => fold(word)).join(" "), concept]));
    return [...distinct.values()].sort((a, b) => a.offset - b.offset);
  }

  between(text, first, last) {
    return this.searched(text, true).split(" ").slice(first, last + 1).join(" ");
  }

  /** Whether a number may be found as another: a dotted one, or one that has the digits of a dotted one. */
  isAmbiguous(word) {
    return /^[\d.,]+$/.test(word) && (/[.,]/.test(word) || this.dotted.has(word));
  }

  /** The query with each unknown word corrected; null where there is nothing to correct. */
  corrected(text) {
    let changed = false;
    const everyday = new Set(this.concepts(text).flatMap((concept) => (concept.everyday.length > 0 ? concept.words.map(({ word }) => word) : [])));
    const words = text.split(/(?<=\s)|(?=\s)|(?<=['’-])/);
    const last = words.length - 1;
    const corrected = words.map((typed, place) => {
      const word = fold(typed).replace(/[^a-z]/g, "");
      if (word.length < 4 || /\d/.test(typed)) return typed;
      const respelled = this.respelled(word);
      if (!respelled && (this.familiar(word, place === last) || everyday.has(typed))) return typed;
      const near = respelled ?? this.nearest(word);
      if (!near) return typed;
      changed = true;
      return typed.replace(/[\p{L}]+/u, near);
    });
    return changed ? corrected.join("") : null;
  }

  /** The spelling of the texts, where it is different and more frequent. */
  respelled(word) {
    const place = (one) => this.known.get(one)?.place ?? Infinity;
    const others = this.spellings.map(([from, to]) => word.replaceAll(from, to));
    const better = others.find((one) => one !== word && (place(one) < place(word) || place(`${one}s`) < place(word)));
    return better && (this.known.get(better)?.word ?? better);
  }

  /** Whether the texts have a word or, while it is being typed, one that begins so. */
  familiar(word, typing) {
    if (this.known.has(word) || this.known.has(word.replace(/[sx]$/, "")) || this.known.has(`${word}s`)) return true;
    return typing && [...this.known.keys()].some((one) => one.startsWith(word));
  }

  /** The beginning of a word as far as the texts have it; nothing where they do not: the index would try shorter and shorter words. */
  begun(typed) {
    if (/\d/.test(typed)) return ""; // The beginning of a number is another number.
    const pieces = tokens(typed).filter((piece) => piece.length > 2);
    const word = fold(typed).replace(/[^a-z]/g, "");
    if (pieces.length !== 1 || word !== pieces[0] || this.familiar(word, true)) return typed;
    for (let end = word.length - 1; end >= Math.max(4, word.length / 2); end--) {
      if (this.familiar(word.slice(0, end), true)) return word.slice(0, end);
    }
    return "";
  }

  /** The words that may have been meant: those of the texts, then the everyday ones, in both numbers. */
  candidates() {
    const everyday = [...this.everyday.keys()].map((key) => key.slice(0, -1)).flatMap((key) => [[key, key], [`${key}s`, `${key}s`]]);
    this.spelled ??= [...[...this.known].map(([folded, { word }]) => [folded, word]), ...everyday];
    return this.spelled;
  }

  /** The word of the texts that was probably meant: the nearest, then the most frequent. */
  nearest(word) {
    const most = word.length < 8 ? 1 : word.length < 12 ? 2 : 3;
    let best = null;
    for (const [folded, written] of this.candidates()) { // The most frequent come first.
      if (Math.abs(folded.length - word.length) > most) continue;
      const far = distance(word, folded, most);
      if (far > most) continue;
      const score = far + (folded[0] === word[0] ? 0 : 0.5);
      if (!best || score < best.score) best = { written, score };
    }
    return best?.written;
  }
}
