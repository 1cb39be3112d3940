/* Finds the lines of a concordance, with their translations, their order and their groups. */
import { fold } from "../lib/text.js";
import { makeKey } from "./inflection.js";
import { findPhrase, findWords, isSamePhrase } from "./phrase_search.js";

/** The key of an unknown translation; others have letters or digits. */
export const UNKNOWN = "-";
const SORTED_WORDS = 5;

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
  const found = findPhrase(words, phrase).map(([first, last]) => ({ place: [words.starts[first], words.ends[last]], expression: null }));
  for (const expression of unit.expressions) {
    const { term, places } = expression;
    if (terms.has(term) && places[language]) found.push({ place: places[language], expression });
  }
  let reached = 0;
  // The longest first; of the same words, the expression, whose translation may be known.
  const sorted = found.sort((a, b) => a.place[0] - b.place[0] || b.place[1] - a.place[1] || (a.expression === null) - (b.expression === null));
  for (const { place: [start, end], expression } of sorted) {
    if (start < reached) continue;
    reached = end;
    yield { unit, language, start, end, ...findTranslation(unit, language, [start, end], expression) };
  }
}

const getSize = ([start, end]) => end - start;
const contains = ([outerStart, outerEnd], [innerStart, innerEnd]) => outerStart <= innerStart && innerEnd <= outerEnd;

/** The translation of some words: as an expression, else that of the smallest one around them; of a phrase, else those of the
    expressions in it. */
function findTranslation(unit, language, place, expression) {
  const isKnown = ({ places }) => places[language] && places[1 - language];
  const known = unit.expressions.filter(isKnown);
  const getLength = ({ places }) => getSize(places[language]);
  const around = expression && isKnown(expression) ? expression
    : known.filter(({ places }) => contains(places[language], place)).sort((a, b) => getLength(a) - getLength(b))[0];
  const within = expression ? [] : known.filter(({ places }) => contains(place, places[language]));
  const marks = mergePlaces((around ? [around] : within).map(({ places }) => places[1 - language]));
  if (marks.length === 0) return { marks, translation: "", source: "" };
  const translation = marks.map((mark) => unit.texts[1 - language].slice(...mark)).join(" … ");
  const source = around && getLength(around) > getSize(place) ? unit.texts[language].slice(...around.places[language]) : "";
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

const normalize = (words) => fold(words).replace(/\s+/g, " ");
const getName = ({ translation, source }) => normalize(source ? `${translation} / ${source}` : translation) || UNKNOWN;

/** The lines by translation, the most frequent first, the unknown last; all inflected forms of a translation are one group.
    Each group has its lines, the forms of its translation with their counts, and its names in an address: one a form. */
export function groupLines(lines, inflections) {
  const groups = new Map();
  for (const line of lines) {
    const { translation, source, language } = line;
    const key = [makeKey(translation, inflections[1 - language]), makeKey(source, inflections[language])].join(" / ");
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(line);
  }
  return [...groups.values()].map(describeGroup).sort((a, b) => isUnknown(a) - isUnknown(b) || b.lines.length - a.lines.length);
}

export const isUnknown = ({ names }) => names[0] === UNKNOWN;

function describeGroup(lines) {
  const byName = countValues(lines.map(getName));
  const byForm = countValues(lines.map(({ translation }) => normalize(translation)));
  const spellings = countValues(lines.map(({ translation }) => translation)).map(([spelling]) => spelling);
  const forms = byForm.map(([form, count]) => [spellings.find((spelling) => normalize(spelling) === form), count]);
  return { lines, forms, names: byName.map(([name]) => name), source: lines[0].source };
}

/** Values with their counts, the most frequent first. */
function countValues(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}
