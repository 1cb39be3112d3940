/* The index of words: where the records have a word or words side by side, and what is shown of them. */
import { loadFragment } from "./fragments.js";
import { UNMARKED } from "./matches.js";
import { closeness, NEAR, phraseStarts } from "./ranking.js";
import { files, language } from "./urls.js";

/** A name weighs more than a mention; a word that only points to a thing, next to nothing. */
const WEIGHTS = { title: 6, forms: 3, signs: 0.1 };
const RANKING = { termSimilarity: 1, pageLength: 0.6, termFrequency: 0.9, metaWeights: WEIGHTS };
const MAX_CACHED_WORDS = 200;

/** Loads the index of Pagefind. */
export async function loadIndex() {
  const index = await import(`${files}index/${language}/pagefind.js`);
  await index.options({ baseUrl: "/", ranking: RANKING, noWorker: true }); // A worker would be 12 kB more to fetch.
  await index.init();
  return index;
}

export class WordIndex {
  constructor(index, reader, ranking) {
    this.index = index;
    this.reader = reader;
    this.ranking = ranking;
    this.results = new Map(); // By place, as the index last returned them, for their excerpts.
    this.hits = new Map();
  }

  /** Places of results for words of the index, all of them without words. */
  async #ask(term) {
    const { results } = term === "" ? { results: [] } : await this.index.search(term);
    return results.map((result) => {
      const place = this.ranking.places.get(result.id);
      this.results.set(place, result);
      return [place, result];
    });
  }

  /** The places of records with exactly these words. */
  async findExactly(words) {
    return (await this.#ask(words && `"${words}"`)).map(([place]) => place);
  }

  /** What has words side by side, or `near` each other; of a single word also what has only its beginning, where `begun` is true. */
  async findPhrase(words, { begun = false, near = false } = {}) {
    const each = await Promise.all(words.map(({ word }) => this.findWord(word, begun && words.length === 1)));
    const matches = new Map();
    for (const [place, first] of each[0] ?? []) {
      const all = each.map((one) => one.get(place));
      if (!all.every(Boolean)) continue;
      const offsets = words.map(({ offset }) => offset - words[0].offset);
      const positions = all.map((one) => one.starts);
      const starts = phraseStarts(positions, offsets);
      const named = all.every((one) => one.named);
      const size = offsets.at(-1) + 1;
      const marks = starts.map((start) => [start, size]);
      if (starts.length > 0 || named) matches.set(place, { ...UNMARKED, starts, marks, count: starts.length, named, score: first.score });
      else if (near && closeness(positions, offsets) === NEAR) {
        matches.set(place, { ...UNMARKED, starts: positions[0], marks: positions.flat().map((start) => [start, 1]), count: 1, score: first.score, match: NEAR });
      }
    }
    return matches;
  }

  /** What has a word, by place; or its beginning, where nothing has the word and `begun` is true. */
  findWord(word, begun) {
    const key = `${begun} ${word}`;
    if (!this.hits.has(key)) {
      if (this.hits.size >= MAX_CACHED_WORDS) this.hits.clear();
      const found = this.#lookUp(word, begun);
      found.catch(() => this.hits.delete(key)); // Asked again the next time.
      this.hits.set(key, found);
    }
    return this.hits.get(key);
  }

  async #lookUp(word, begun) {
    // In quotation marks the index finds the word and its inflections, but each once; without, all words that begin so.
    const exact = new Map((await this.#ask(`"${word}"`)).filter(([, result]) => result.score > 0));
    const beginning = exact.size > 0 ? word : begun ? this.reader.begun(word) : "";
    const some = (await this.#ask(beginning)).filter(([place, result]) => (exact.size > 0 ? exact.has(place) : result.score > 0));
    const found = this.reader.isAmbiguous(word) ? await this.#keepNumber(word, some) : some;
    return new Map(found.map(([place, { words, score }]) => {
      const named = exact.size > 0 ? exact.get(place).score >= WEIGHTS.forms : words.length === 0;
      return [place, { ...UNMARKED, starts: words, count: words.length, named, score }];
    }));
  }

  /** The results that have a number as it was typed: the index has 8.7 as 87. */
  async #keepNumber(number, found) {
    const typed = new RegExp(`(?<![\\d.])${number.replace(/[^\d]/g, "\\.")}(?!\\d|\\.\\d)`);
    const records = await Promise.all(found.map(([place]) => this.loadData(place)));
    return found.filter((_, each) => [records[each].meta.title, records[each].raw_content ?? records[each].content].some((text) => typed.test(text)));
  }

  /** What the index has of a record. Of one that it has not found itself, the file is read: it would load all its words. */
  async loadData(place) {
    if (!this.results.has(place)) {
      try {
        return await loadFragment(this.ranking.fragments[place]);
      } catch {
        await this.#ask(null);
      }
    }
    return this.results.get(place).data();
  }
}
