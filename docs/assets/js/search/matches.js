/* The matches of places: where a text has the words of a query, and how well. */
import { APART, closeness, PHRASE, phraseStarts } from "./ranking.js";

/** A match without words in the text. */
export const UNMARKED = { starts: [], marks: [], count: 0, named: false, score: 0, match: PHRASE, weight: 0, entries: [] };

/** Adds a match of a place, which keeps the better of two. */
export function add(matches, place, match) {
  const other = matches.get(place);
  const [better, worse] = other && other.match <= match.match ? [other, match] : [match, other ?? UNMARKED];
  matches.set(place, {
    ...better, starts: [...better.starts, ...worse.starts], marks: [...better.marks, ...worse.marks], count: better.count + worse.count,
    named: better.named || worse.named, entries: [...better.entries, ...worse.entries],
  });
}

/** The match of a place with all concepts of a query. */
export function join(each, concepts) {
  const [first] = each;
  if (each.length === 1) return first;
  const offsets = concepts.map(({ offset }) => offset);
  const starts = each.map((one) => one.starts);
  const near = starts.every((positions) => positions.length > 0) ? closeness(starts, offsets) : APART;
  const begins = near === PHRASE ? new Set(phraseStarts(starts, offsets)) : null;
  const isMarked = (start, index) => !begins || begins.has(start - offsets[index] + offsets[0]);
  const everyday = Math.max(...each.map((one) => one.match));
  return {
    ...first, match: everyday === PHRASE || near === APART ? near : everyday, count: Math.min(...each.map((one) => one.count)),
    named: each.every((one) => one.named), score: Math.min(...each.map((one) => one.score)),
    marks: each.flatMap((one, index) => one.marks.filter(([start]) => isMarked(start, index))), entries: each.flatMap((one) => one.entries),
  };
}
