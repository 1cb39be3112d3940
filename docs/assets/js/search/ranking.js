/* How results are ranked: here alone, before any of them is loaded. `search/ranking.py` makes the data.

   Passages of the texts and entries of the indexes are two lists. The summaries come after all passages, the passages by
   1. their match: the words side by side, as typed; then the words of the texts for an everyday word that was typed, those of the
      entry that has it first before those of others; then all words near each other; then all words anywhere. Where no passage has
      all words, those with more and rarer words come first. A title with all words near each other counts as if they were side by side;
   2. their text: the principal one, then the others;
   3. their group: titles, then passages, then what is around a text (footnotes, title pages);
   4. how much of them the words are: the number of matches by the square root of their length; more on pages that have more matches;
   5. their place in reading.
   Entries come by whether their names have the words, then by the index's own score.
   What has exactly the name or number that was typed comes before all that, in the order of its kinds (`engine.js`). */

export const PHRASE = 0;
export const RARE_EVERYDAY = 1;
export const EVERYDAY = 2;
export const OTHER_EVERYDAY = 3;
export const NEAR = 4;
export const APART = 5;
const MATCH_WEIGHTS = [1, 0.8, 0.8, 0.7, 0.5, 0.3];
const TITLE_WEIGHT = 3; // Of a title among the passages of its page.
const TOPIC_WEIGHT = 3; // Of the page that has the words most often.
const NEAR_WORDS = 6;
const PARAGRAPH = 0; // Kinds, in the order of query_words.py.
const ITEM = 1;
const TITLE = "0";
const SUMMARY = "3";
const FIRST_ENTRY = 4; // Groups of ranking.py: titles, passages, what is around a text, summaries, entries, pages.

export class Ranking {
  constructor({ fragments, kinds, groups, lengths, principal, cited, starts, keys }) {
    Object.assign(this, { fragments, kinds, groups, lengths, principal, cited });
    this.places = new Map(fragments.map((name, place) => [name, place]));
    this.named = new Map();
    for (const [place, one] of keys.entries()) for (const key of one.split(" ")) this.#addName(key, place);
    const begins = new Set(starts);
    let page = -1;
    this.pages = fragments.map((_, place) => (begins.has(place) ? ++page : page));
  }

  /** Adds a record under a key, once for each of its marks. */
  #addName(key, place) {
    const [, marks, name] = key.match(/^([A-Z]*)(.*)$/);
    for (const mark of marks) this.named.set(mark + name, [...(this.named.get(mark + name) ?? []), place]);
  }

  isEntry(place) {
    return Number(this.groups[place]) >= FIRST_ENTRY;
  }

  isTitle(place) {
    return this.groups[place] === TITLE;
  }

  /** The places of what stands under a title, on its page, or under a paragraph: the items of its list. */
  getContents(place) {
    if (this.isTitle(place)) {
      return [...this.pages.keys()].filter((one) => one > place && this.pages[one] === this.pages[place] && !this.isEntry(one) && !this.#isSummary(one));
    }
    let end = place + 1;
    if (this.kinds[place] === PARAGRAPH) while (this.kinds[end] === ITEM) end += 1;
    return Array.from({ length: end - place - 1 }, (_, each) => place + 1 + each);
  }

  /** The places of things with the same name, in the order of their kinds. */
  sortByKind(places) {
    return [...places].sort((a, b) => this.kinds[a] - this.kinds[b] || a - b);
  }

  /** The places of matches, best first: of the passages, and of the entries. */
  sort(matches) {
    const best = [...matches];
    const passages = best.filter(([place]) => !this.isEntry(place));
    const scores = this.#scores(passages);
    const texts = passages.sort(([a, one], [b, other]) => this.#isSummary(a) - this.#isSummary(b) || other.weight - one.weight || this.#tier(a, one) - this.#tier(b, other)
      || this.principal[b] - this.principal[a] || this.groups[a] - this.groups[b] || scores.get(b) - scores.get(a) || a - b);
    const entries = best.filter(([place]) => this.isEntry(place)).sort((a, b) => this.#compareEntries(a, b));
    return { texts: texts.map(([place]) => place), entries: entries.map(([place]) => place) };
  }

  #isSummary(place) {
    return this.groups[place] === SUMMARY;
  }

  /** A title that has the words near each other says what a whole page is about. */
  #tier(place, { match }) {
    return match === NEAR && this.isTitle(place) ? PHRASE : match;
  }

  /** How much of each passage the words are, more so on the pages that have them most often. */
  #scores(passages) {
    const topics = new Map();
    for (const [place, match] of passages) {
      const page = this.pages[place];
      topics.set(page, (topics.get(page) ?? 0) + (this.isTitle(place) ? TITLE_WEIGHT : 1) * MATCH_WEIGHTS[match.match]);
    }
    const most = Math.max(...topics.values());
    const density = (place, match) => match.count / Math.sqrt(this.lengths[place] + 8);
    return new Map(passages.map(([place, match]) => [place, density(place, match) * (1 + TOPIC_WEIGHT * topics.get(this.pages[place]) / most)]));
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
