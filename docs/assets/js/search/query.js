/* Reads a query: normalizes its words as the index does, and corrects their spelling. */
import { distance, fold, LIGATURES } from "../lib/text.js";

export const MAX_QUERY_LENGTH = 300; // Characters of a query: a long sentence of the texts.
const MAX_WORDS = 32; // Different words that are searched for, each at some cost.
export const OWN = "x";
export const FOREIGN = "y";
export const FOREIGN_SIGN = "w";
export const JOINER = "\u2060";
export const OPENED = { o: "œ", O: "Œ", a: "æ", A: "Æ" };
const DIGITS = "abcdefghij"; // Each after a q, which no form of a key has otherwise.

export const tokens = (text) => fold(text).match(/[a-z]+|\d+|§/g) ?? [];

export class Reader {
  constructor(content) {
    Object.assign(this, content);
    this.elision = new RegExp(`(?<![\\p{L}])(${this.elided.join("|") || "(?!)"})'`, "giu");
    this.foreignElision = new RegExp(`(?<![\\p{L}])(${this.their_elided.join("|") || "(?!)"})'`, "giu");
    this.stops = new Set(this.stop);
    this.aliases = new Map(Object.entries(this.aliases)); // An object would have a "constructor".
    this.known = new Map(this.vocabulary.split(" ").map((word, place) => [fold(word), { word, place }]));
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
  keys(text) {
    const plain = this.tokens(text);
    const named = plain.map((token) => this.aliases.get(token) ?? token);
    const shorter = named.length > 2 ? named.slice(1) : [];
    const numbered = /\d/.test(text) ? [named, /^[a-z]{4}/.test(shorter[0] ?? "") ? shorter : []] : [];
    return [...new Set([plain, ...numbered].map((found) => this.key(found, OWN)))].filter(Boolean);
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

  /** The query with each unknown word corrected; null where there is nothing to correct. */
  corrected(text) {
    let changed = false;
    const words = text.split(/(?<=\s)|(?=\s)|(?<=['’-])/);
    const last = words.length - 1;
    const corrected = words.map((typed, place) => {
      const word = fold(typed).replace(/[^a-z]/g, "");
      if (word.length < 4 || /\d/.test(typed)) return typed;
      const respelled = this.respelled(word);
      if (!respelled && this.familiar(word, place === last)) return typed;
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
    const pieces = tokens(typed).filter((piece) => /\d/.test(piece) || piece.length > 2);
    if (pieces.some((piece) => /\d/.test(piece) && !this.known.has(piece))) return "";
    const word = fold(typed).replace(/[^a-z]/g, "");
    if (pieces.length !== 1 || word !== pieces[0] || this.familiar(word, true)) return typed;
    for (let end = word.length - 1; end >= Math.max(4, word.length / 2); end--) {
      if (this.familiar(word.slice(0, end), true)) return word.slice(0, end);
    }
    return "";
  }

  /** The word of the texts that was probably meant: the nearest, then the most frequent. */
  nearest(word) {
    const most = word.length < 8 ? 1 : word.length < 12 ? 2 : 3;
    let best = null;
    for (const [folded, { word: written }] of this.known) { // The most frequent come first.
      if (Math.abs(folded.length - word.length) > most) continue;
      const far = distance(word, folded, most);
      if (far > most) continue;
      const score = far + (folded[0] === word[0] ? 0 : 0.5);
      if (!best || score < best.score) best = { written, score };
    }
    return best?.written;
  }
}
