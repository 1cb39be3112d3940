/* Cuts what a line shows from the texts: its words with those around them, in the language of the query and in the other. */

const CONTEXT_LENGTH = 80; // Characters on each side of what is marked, or of the place where a translation is likely.
const SENTENCE_END = /[.?!»]\s+(?=[\p{Lu}«“])|;\s+/gu;

/** A part of a text with whole words around it: before, within and after. */
export function cutContext(text, start, end, room = CONTEXT_LENGTH) {
  let from = Math.max(0, start - room);
  let to = Math.min(text.length, end + room);
  while (from > 0 && from < start && !/\s/.test(text[from - 1])) from += 1;
  while (to < text.length && to > end && !/\s/.test(text[to])) to -= 1;
  return [(from ? "… " : "") + text.slice(from, start), text.slice(start, end), text.slice(end, to) + (to < text.length ? " …" : "")];
}

/** A text in parts, each with whether it is marked. */
export function splitAtMarks(text, marks) {
  const parts = [];
  let reached = 0;
  for (const [start, end] of marks) {
    parts.push([text.slice(reached, start), false], [text.slice(start, end), true]);
    reached = end;
  }
  return [...parts, [text.slice(reached), false]];
}

/** What a line shows of the other language, in parts: around the translation, else around the place that corresponds. */
export function cutTranslation({ unit, language, start, marks }) {
  const [text, other] = [unit.texts[language], unit.texts[1 - language]];
  if (marks.length === 0) return [[cutCounterpart(text, other, start), false]];
  const from = marks[0][0];
  const [before, within, after] = cutContext(other, from, marks.at(-1)[1]);
  const parts = splitAtMarks(within, marks.map((mark) => mark.map((place) => place - from)));
  return [[before, false], ...parts, [after, false]].filter(([words]) => words);
}

const findSentences = (text) => {
  const ends = [...text.matchAll(SENTENCE_END)].map((end) => end.index + end[0].length);
  return [0, ...ends].map((start, place) => [start, start + text.slice(start, ends[place]).trimEnd().length]);
};

/** The part of the other text around the relative place of some words: of the same sentence, if both texts have as many. */
function cutCounterpart(text, other, start) {
  const [sentences, others] = [text, other].map(findSentences);
  const index = sentences.findIndex(([, end]) => start < end);
  const isAligned = sentences.length === others.length;
  const [from, to] = isAligned ? sentences[index] : [0, text.length];
  const [otherFrom, otherTo] = isAligned ? others[index] : [0, other.length];
  const place = otherFrom + Math.round(((start - from) / (to - from)) * (otherTo - otherFrom));
  const isShort = isAligned && otherTo - otherFrom <= 2 * CONTEXT_LENGTH;
  return (isShort ? cutContext(other, otherFrom, otherTo, 0) : cutContext(other, place, place)).join("");
}
