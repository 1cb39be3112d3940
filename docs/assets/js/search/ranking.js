/* How results are ranked: here alone, before any of them is loaded. `search/ranking.py` makes the data.

   Passages of the texts and entries of the indexes are two lists. The passages come by
   1. their match: the words side by side, as typed; then the words of the texts for an everyday word that was typed, those of the
      entry that has it first before those of others; then all words near each other; then all words anywhere. Where no passage has
      all words, those with more and rarer words come first;
   2. their text: the principal one, then the others;
   3. their group: titles, then passages, then what is around a text (summaries, footnotes, title pages);
   4. how much of them the words are: the number of matches by the square root of their length;
   5. their place in reading.
   Entries come by whether their names have the words, then by the index's own score.
   What has exactly the name or number that was typed comes before all that, in the order of its kinds (`engine.js`). */

export const PHRASE = 0;
export const EVERYDAY = 1;
export const OTHER_EVERYDAY = 2;
export const NEAR = 3;
export const APART = 4;
const NEAR_WORDS = 6;
const FIRST_ENTRY = 3; // Groups of ranking.py: titles, passages, what is around a text, entries, pages.

export class Ranking {
  constructor({ fragments, kinds, groups, lengths, principal, cited }) {
    Object.assign(this, { kinds, groups, lengths, principal, cited });
    this.places = new Map(fragments.map((name, place) => [name, place]));
  }

  isEntry(place) {
    return Number(this.groups[place]) >= FIRST_ENTRY;
  }

  /** The places of things with the same name, in the order of their kinds. */
  sortByKind(places) {
    return [...places].sort((a, b) => this.kinds[a] - this.kinds[b] || a - b);
  }

  /** The places of matches, best first: of the passages, and of the entries. */
  sort(matches) {
    const best = [...matches];
    const texts = best.filter(([place]) => !this.isEntry(place)).sort((a, b) => this.#comparePassages(a, b));
    const entries = best.filter(([place]) => this.isEntry(place)).sort((a, b) => this.#compareEntries(a, b));
    return { texts: texts.map(([place]) => place), entries: entries.map(([place]) => place) };
  }

  #comparePassages([a, one], [b, other]) {
    const density = (place, match) => match.count / Math.sqrt(this.lengths[place] + 8);
    return other.weight - one.weight || one.match - other.match || this.principal[b] - this.principal[a]
      || this.groups[a] - this.groups[b] || density(b, other) - density(a, one) || a - b;
  }

  #compareEntries([a, one], [b, other]) {
    return other.weight - one.weight || other.named - one.named || one.match - other.match
      || this.groups[a] - this.groups[b] || other.score - one.score || a - b;
  }
}

/** Where the words of a query begin side by side as in the query, from where each of them begins in a text. */
export function phraseStarts(starts, offsets) {
  const sets = starts.map((positions) => new Set(positions));
  return starts[0].filter((start) => sets.every((set, each) => set.has(start + offsets[each] - offsets[0])));
}

/** How near the words of a query stand to each other, from where each of them begins, and their distances in the query. */
export function closeness(starts, offsets) {
  if (phraseStarts(starts, offsets).length > 0) return PHRASE;
  const reach = NEAR_WORDS + offsets.at(-1) - offsets[0];
  const isNear = (start) => starts.every((positions) => positions.some((position) => Math.abs(position - start) <= reach));
  return starts[0].some(isNear) ? NEAR : APART;
}
