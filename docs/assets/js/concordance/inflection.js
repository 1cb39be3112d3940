/* The key of a translation: the same for its singular and plural, its genders, with or without an article.
   inflection.py makes the same keys, and gives the words and endings of each language. */
import { fold } from "../lib/text.js";

const WORD = /[\p{L}\p{N}]+/gu;

export const makeKey = (words, inflection) =>
  (words.toLowerCase().match(WORD) ?? []).filter((word) => !inflection.minorWords.includes(word))
    .map((word) => fold(findStem(word, inflection))).join(" ");

function findStem(word, { endings, minLength }) {
  const found = endings.find(([ending]) => word.endsWith(ending) && word.length >= ending.length + minLength);
  return found ? word.slice(0, -found[0].length) + found[1] : word;
}
