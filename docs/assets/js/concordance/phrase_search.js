/* Finds phrases in texts: whole words in sequence, whatever their capitals, accents, ligatures, apostrophes and spaces. */
import { fold } from "../lib/text.js";

const WORD = /[\p{L}\p{N}]+/gu;
const PUNCTUATION = /[,;:!?()]/g; // A full stop may belong to a number or an abbreviation.
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
const foldedWords = new Map();

function foldWord(word) {
  if (!foldedWords.has(word)) foldedWords.set(word, fold(word));
  return foldedWords.get(word);
}

/** The words of a text: their keys, starts and ends, and the punctuation after each. */
export function findWords(text) {
  const words = { keys: [], starts: [], ends: [], gaps: [] };
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (words.ends.length) words.gaps.push((text.slice(words.ends.at(-1), index).match(PUNCTUATION) ?? []).join(""));
    words.keys.push(foldWord(word));
    words.starts.push(index);
    words.ends.push(index + word.length);
  }
  return words;
}

/** The words of a query, as typed or copied. */
export const readQuery = (query) => findWords(query.normalize("NFC").replace(INVISIBLE, "").replaceAll("º", "°"));

/** Whether two sequences of words are the same. */
export const isSamePhrase = (one, other) => one.keys.join(" ") === other.keys.join(" ");

/** The places where a sequence of words occurs: the indices of its first and last word. */
export function findPhrase(words, phrase) {
  const places = [];
  const { length } = phrase.keys;
  const matches = (first, at) =>
    words.keys[first + at] === phrase.keys[at] && (at === 0 || words.gaps[first + at - 1] === phrase.gaps[at - 1]);
  for (let first = 0; first + length <= words.keys.length; first++) {
    if (phrase.keys.every((_, at) => matches(first, at))) places.push([first, first + length - 1]);
  }
  return places;
}
