/* Finds the lines of a concordance, with their translations, and their order, groups and contexts. */
import { fold } from "../lib/text.js";
import { findPhrase, findWords, isSamePhrase } from "./phrase_search.js";

/** The key of an unknown translation; others have letters or digits. */
export const UNKNOWN = "-";
const SORTED_WORDS = 5;
const CONTEXT_LENGTH = 100; // Characters on each side of what is marked.
const UNMARKED_LENGTH = 150; // The same around the place where a translation is likely.
const SENTENCE_END = /[.?!»]\s+(?=[\p{Lu}«“])|;\s+/gu;

function getWords(unit, language) {
  unit.words[language] ??= findWords(unit.texts[language]);
  return unit.words[language];
}

/** The terms that have these words as their name or as a form. */
export const findTerms = ({ forms }, phrase, language) =>
  new Set(forms.flatMap((ofTerm, term) => (ofTerm[language].some((form) => isSamePhrase(form, phrase)) ? [term] : [])));

/** Yields a line for each occurrence of a phrase, or of another form of some terms, in a text. */
export function* findLines(unit, language, phrase, terms) {
  const words = getWords(unit, language);
  const found = findPhrase(words, phrase).map(([first, last]) => [words.starts[first], words.ends[last]]);
  for (const { term, places } of unit.expressions) if (terms.has(term) && places[language]) found.push(places[language]);
  let reached = 0;
  for (const [start, end] of found.sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    if (start < reached) continue;
    reached = end;
    yield { unit, language, start, end, ...findTranslation(unit, language, start, end) };
  }
}

/** The translation of some words: that of the smallest known expression around them, else those of the expressions in them. */
function findTranslation(unit, language, start, end) {
  const known = unit.expressions.filter(({ places }) => places[language] && places[1 - language]);
  const getSize = ({ places }) => places[language][1] - places[language][0];
  const contains = ([outerStart, outerEnd], [innerStart, innerEnd]) => outerStart <= innerStart && innerEnd <= outerEnd;
  const around = known.filter(({ places }) => contains(places[language], [start, end])).sort((a, b) => getSize(a) - getSize(b))[0];
  const within = known.filter(({ places }) => contains([start, end], places[language]));
  const marks = mergePlaces((around ? [around] : within).map(({ places }) => places[1 - language]));
  if (marks.length === 0) return { marks, translation: "", source: "" };
  const translation = marks.map((mark) => unit.texts[1 - language].slice(...mark)).join(" … ");
  const source = around && getSize(around) > end - start ? unit.texts[language].slice(...around.places[language]) : "";
  return { marks, translation: around ? translation : `… ${translation}`, source };
}

/** Places in order, those that overlap as one. */
function mergePlaces(places) {
  const merged = [];
  for (const [start, end] of [...places].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && start < last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

/** The words next to those of a line, from the nearest. */
function getNeighbours({ unit, language, start, end }, side) {
  const { keys, starts, ends } = getWords(unit, language);
  if (side === "after") {
    const first = starts.findIndex((place) => place >= end);
    return first < 0 ? "" : keys.slice(first, first + SORTED_WORDS).join(" ");
  }
  const count = ends.filter((place) => place <= start).length;
  return keys.slice(Math.max(0, count - SORTED_WORDS), count).reverse().join(" ");
}

export function sortLines(lines, side) {
  const sorted = lines.map((line) => [side ? getNeighbours(line, side) : "", line]);
  return sorted.sort(([a], [b]) => (a < b ? -1 : Number(a > b))).map(([, line]) => line);
}

const getKey = ({ translation, source }) => {
  const words = fold(source ? `${translation} / ${source}` : translation).replace(/\s+/g, " ");
  return words || UNKNOWN;
};

/** The lines by translation, the most frequent first, the unknown last. */
export function groupLines(lines) {
  const groups = new Map();
  for (const line of lines) {
    const key = getKey(line);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(line);
  }
  return new Map([...groups].sort(([a, one], [b, other]) => (a === UNKNOWN) - (b === UNKNOWN) || other.length - one.length));
}

// --- contexts

/** A part of a text with whole words around it: before, within and after. */
export function cutContext(text, start, end, room = CONTEXT_LENGTH) {
  let from = Math.max(0, start - room);
  let to = Math.min(text.length, end + room);
  while (from > 0 && from < start && !/\s/.test(text[from - 1])) from += 1;
  while (to < text.length && to > end && !/\s/.test(text[to])) to -= 1;
  return [(from ? "… " : "") + text.slice(from, start), text.slice(start, end), text.slice(end, to) + (to < text.length ? " …" : "")];
}

const findSentences = (text) => {
  const ends = [...text.matchAll(SENTENCE_END)].map((end) => end.index + end[0].length);
  return [0, ...ends].map((start, place) => [start, start + text.slice(start, ends[place]).trimEnd().length]);
};

/** What a line shows of the other language: around the translation, else the sentence that corresponds, or what is at its place.
    Yields its parts, and whether they are marked. */
export function* cutTranslation({ unit, language, start, marks }) {
  const [text, other] = [unit.texts[language], unit.texts[1 - language]];
  const [from, to, room] = marks.length ? [marks[0][0], marks.at(-1)[1], CONTEXT_LENGTH] : findCounterpart(text, other, start);
  const [before, , after] = cutContext(other, from, to, room);
  yield [before, false];
  let reached = from;
  for (const mark of marks) {
    yield [other.slice(reached, mark[0]), false];
    yield [other.slice(...mark), true];
    [, reached] = mark;
  }
  yield [other.slice(reached, to) + after, false];
}

/** The part of the other text that corresponds to a place: the same sentence, if both have as many, else what is around its relative place. */
function findCounterpart(text, other, start) {
  const [sentences, others] = [text, other].map(findSentences);
  if (sentences.length === others.length) return [...others[sentences.findIndex(([, end]) => start < end)], 0];
  const place = Math.round((start / text.length) * other.length);
  return [place, place, UNMARKED_LENGTH];
}
