/* Highlights the words that were searched for on the page that was found. */
import { fold } from "../lib/text.js";
import { highlightTexts } from "../lib/text_highlight.js";

const MAX_PHRASES = 8;
const MAX_PHRASE_LENGTH = 300;

/** The words of a text, folded, and where each begins and ends. */
const readWords = (text) =>
  [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((match) => ({ word: fold(match[0]), start: match.index, end: match.index + match[0].length }));

/** Where the words of a phrase stand side by side among the words of a text. */
function* findPhrase(words, phrase) {
  for (let place = 0; place + phrase.length <= words.length; place += 1) {
    if (phrase.every((word, each) => words[place + each].word === word)) yield [words[place].start, words[place + phrase.length - 1].end];
  }
}

/** Highlights the phrases, each as a whole, and removes them from the address, so that it can be shared without them. */
export function highlight() {
  const address = new URL(location.href);
  const phrases = address.searchParams.getAll("highlight").slice(0, MAX_PHRASES)
    .map((phrase) => readWords(phrase.slice(0, MAX_PHRASE_LENGTH)).map(({ word }) => word))
    .filter((phrase) => phrase.length > 0);
  address.searchParams.delete("highlight");
  history.replaceState(history.state, "", address);
  if (phrases.length === 0) return;
  highlightTexts([document.querySelector("article")], ({ data, parentElement }) => {
    if (parentElement.closest("nav, .number")) return [];
    const words = readWords(data);
    return phrases.flatMap((phrase) => [...findPhrase(words, phrase)]);
  });
}
