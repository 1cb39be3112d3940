/* The search engine: what answers a query. */
import { fold } from "../lib/text.js";
import { makeResult } from "./fragments.js";
import { add, join, UNMARKED } from "./matches.js";
import { FOREIGN, FOREIGN_SIGN, LEADING, normalize, Reader } from "./query.js";
import { APART, closeness, EVERYDAY, OTHER_EVERYDAY, PHRASE, RARE_EVERYDAY, Ranking } from "./ranking.js";
import { files, language } from "./urls.js";
import { loadIndex, WordIndex } from "./word_index.js";

const FEW_PASSAGES = 4; // With more that have the typed words, no others are searched.
const SENTENCE = 4; // Words and expressions: few passages have all of them.
const RARE = 20; // Results with a word that tells more than the words of the texts for an everyday expression.
const LEAST_SHARE = 0.4; // Of the words of the passage that has most of them, by weight.

let facets;

/** The facets, each with its values and the places of the records that have them. */
export function loadFacets() {
  facets ??= loadJson(`facets.${language}.json`);
  facets.catch(() => { facets = null; }); // Loaded again the next time.
  return facets;
}

export class Engine {
  static #ready;

  static get() {
    Engine.#ready ??= Engine.#load();
    Engine.#ready.catch(() => { Engine.#ready = null; }); // Loaded again the next time.
    return Engine.#ready;
  }

  static async #load() {
    const [content, records, index] = await Promise.all([loadJson(`words.${language}.json`), loadJson(`records.${language}.json`), loadIndex()]);
    const [reader, ranking] = [new Reader(content), new Ranking(records)];
    return new Engine(reader, ranking, new WordIndex(index, reader, ranking));
  }

  constructor(reader, ranking, index) {
    this.reader = reader;
    this.ranking = ranking;
    this.index = index;
    this.phrases = reader.phrases;
  }

  /** The places of records with a key. */
  keyed(key) {
    return this.ranking.named.get(key) ?? [];
  }

  /** The places of all records in reading order. */
  all() {
    return this.split([...this.ranking.fragments.keys()]);
  }

  split(places) {
    return { texts: places.filter((place) => !this.ranking.isEntry(place)), entries: places.filter((place) => this.ranking.isEntry(place)) };
  }

  /** The passages and the entries that answer a query, which of them come first, and a note on how it was understood. */
  async answer(query, asTyped = false) {
    const { reader } = this;
    const text = normalize(query);
    const quoted = [...text.matchAll(/["«“„]([^"»”]*)["»”]?/gu)].map((match) => match[1].trim()).filter(Boolean);
    if (quoted.length > 0) return this.exact(quoted, text.replace(/["«»“”„]/gu, " ").trim());
    const leading = this.leading(text);
    const isClear = asTyped || this.named(text).length > 0 || reader.isEveryday(text);
    const { answer, right } = isClear ? {} : await this.reread(text, leading);
    if (answer) return answer;
    const words = right ?? text;
    const named = this.named(words);
    const some = leading.length > 0 ? await this.mentions(leading, words) : await this.passages(words);
    const found = named.length > 0 && some.note?.kind === "loose" ? NOTHING : some;
    if (!asTyped && named.length === 0 && (found.note?.kind === "loose" || found.texts.length + found.entries.length === 0)) {
      const sign = await this.foreign(text, [], FOREIGN_SIGN);
      if (sign) return sign;
    }
    const own = this.split(named);
    // Of a word that is corrected to an everyday one, the words of the texts for it were searched.
    const note = right ? { kind: "corrected", words: found.note?.kind === "also" ? found.note.words : right } : found.note;
    return {
      texts: this.addContents(own.texts, found.texts), entries: unique(own.entries, leading, found.entries),
      lead: leading.length > 0 && own.texts.length === 0 ? "entries" : "texts", note, matches: found.matches,
      isNamed: !right && named.length > 0,
    };
  }

  /** What has exactly this name or identifier. */
  named(words) {
    return this.reader.keys(words).flatMap((key) => this.ranking.sortByKind(this.keyed(key)));
  }

  /** What a query means that is not to be read as it was typed: a name in another language, or words that are spelled otherwise. */
  async reread(text, leading) {
    const foreign = await this.foreign(text, leading);
    if (foreign) return { answer: foreign };
    const right = this.reader.corrected(text);
    const isNew = right && this.named(right).length === 0;
    return { answer: isNew ? await this.foreign(right, leading) : null, right };
  }

  /** What has a name before what was found; with nothing else found, also what stands under it. */
  addContents(named, found) {
    const places = unique(named, found);
    return named.length === 1 && places.length === 1 ? [...places, ...this.ranking.getContents(places[0])] : places;
  }

  /** Entries of which this is the acronym, the number or the proper name: they answer before the texts. */
  leading(words) {
    const keys = new Set([...this.reader.keys(words, LEADING), this.reader.foreignKey(words, LEADING)]);
    return this.split(unique(...[...keys].map((key) => this.ranking.sortByKind(this.keyed(key))))).entries;
  }

  /** The passages that name an entry, then those with the words as they were typed. */
  async mentions(leading, words) {
    const { term } = await this.load(leading[0]);
    const typed = await this.passages(words);
    const mentioned = await this.passages(term);
    const cited = leading.flatMap((entry) => this.ranking.cited[entry] ?? []);
    const sure = (found) => (found.note ? [] : [...found.matches].filter(([, match]) => match.match === PHRASE && match.starts.length > 0));
    const matches = new Map([...cited.map((place) => [place, UNMARKED]), ...sure(mentioned), ...sure(typed)]);
    return { ...this.ranking.sort(matches), matches, note: null };
  }

  /** What has this name in another language, and the passages that mention it in this one. */
  async foreign(words, leading, mark = FOREIGN) {
    const { reader } = this;
    const found = reader.tokens(words);
    const shouted = words === words.toUpperCase();
    if (found.length === 1 && !shouted && reader.familiar(found[0], false)) return null;
    const named = this.ranking.sortByKind(this.keyed(reader.foreignKey(words, mark)));
    if (named.length === 0) return null;
    const term = (await Promise.all(named.slice(0, 4).map((place) => this.load(place)))).find((one) => one.term)?.term ?? "";
    const { texts, entries, matches } = term ? await this.passages(term) : NOTHING;
    const own = this.split(named);
    return {
      texts: unique(own.texts, texts), entries: unique(own.entries, entries),
      lead: leading.length > 0 ? "entries" : "texts", note: term && { kind: "foreign", words: term }, matches,
    };
  }

  /** What has the words of a query, or the words of the texts for them. */
  async passages(words) {
    const concepts = this.reader.concepts(words);
    const found = await Promise.all(concepts.map((concept) => this.concept(concept)));
    const rarest = found.reduce((least, one) => (one.size < least.size ? one : least), found[0] ?? new Map());
    const matches = new Map();
    for (const place of rarest.keys()) {
      const each = found.map((one) => one.get(place));
      if (each.every(Boolean)) matches.set(place, join(each, concepts));
    }
    const note = this.everydayNote(concepts, matches);
    const sure = this.ranking.sort(matches);
    if (concepts.length < 2) return { ...sure, matches, note };
    const isSure = [...matches].some(([place, match]) => match.match < APART && !this.ranking.isEntry(place));
    const isSentence = concepts.length >= SENTENCE;
    if (isSure && ((!note && !isSentence) || sure.texts.length > FEW_PASSAGES)) return { ...sure, matches, note };
    const loose = this.loose(concepts, found);
    if (isSure) return { ...merge(sure, loose), matches: new Map([...loose.matches, ...matches]), note };
    return { ...loose, entries: unique(sure.entries, loose.entries), note: matches.size > 0 ? note : loose.note };
  }

  /** What has the most and the rarest words of a query; two that stand side by side as they were typed count again. */
  loose(concepts, found) {
    const weights = found.map((one, index) => concepts[index].words.length * Math.log(1 + this.ranking.places.size / (1 + one.size)));
    const matches = new Map();
    let most = 0;
    for (const place of new Set(found.flatMap((one) => [...one.keys()]))) {
      const each = found.map((one) => one.get(place));
      const some = each.filter(Boolean);
      const pairs = weights.map((rarity, index) => {
        const pair = [each[index - 1], each[index]];
        const offsets = [concepts[index - 1]?.offset, concepts[index].offset];
        return pair.every((one) => one?.starts.length > 0) && closeness(pair.map((one) => one.starts), offsets) === PHRASE ? rarity : 0;
      });
      const alone = sum(weights.filter((_, index) => each[index]));
      most = Math.max(most, alone);
      matches.set(place, { ...join(some, concepts.filter((_, index) => each[index])), match: APART, weight: alone + sum(pairs), named: some.length === each.length && some.every((one) => one.named) });
    }
    const enough = [...matches].filter(([, match]) => match.weight >= most * LEAST_SHARE);
    return { ...this.ranking.sort(enough), matches, note: enough.length > 0 ? { kind: "loose", words: this.everydayNote(concepts, matches)?.words } : null };
  }

  /** What has a word or phrase, or one of the phrases of the texts for it: first what also has a rare word that was typed. */
  async concept({ words, everyday }) {
    const matches = await this.index.findPhrase(words, { begun: everyday.length === 0, near: true });
    const count = () => this.split([...matches.keys()]).texts.length;
    if (everyday.length === 0 || count() > FEW_PASSAGES) return matches;
    const rare = await this.rare(words);
    for (const [rank, entry] of everyday.entries()) {
      // More serve where there are few; a theme, which has many words, where there is nothing.
      const isEnough = count() > (entry.broad ? 0 : FEW_PASSAGES);
      const isDone = isEnough && (rare.size === 0 || [...rare].some((place) => matches.has(place)));
      const found = isDone ? [] : await this.entry(entry);
      const match = rank === 0 ? EVERYDAY : OTHER_EVERYDAY;
      for (const [place, one] of found.filter(([each]) => !isEnough || rare.has(each))) {
        add(matches, place, { ...one, match: rare.has(place) ? RARE_EVERYDAY : match });
      }
    }
    return matches;
  }

  /** An entry, and what has one of its forms, once for each form. */
  async entry(entry) {
    const named = this.split(this.named(entry.name)).entries.map((place) => [place, { ...UNMARKED, named: true, weight: 1 }]);
    const each = await Promise.all(entry.forms.map((form) => this.index.findPhrase(this.reader.words(form))));
    return [...named, ...each.flatMap((matches) => [...matches]).map(([place, match]) => [place, { ...match, entries: [entry] }])];
  }

  /** What has a rare word of an expression. */
  async rare(words) {
    const each = words.length > 1 ? await Promise.all(words.map(({ word }) => this.index.findWord(word, false))) : [];
    return new Set(each.filter((places) => places.size <= RARE).flatMap((places) => [...places.keys()]));
  }

  /** The words and everyday expressions of a query that passages of the texts have, and those that none has; the last may still be being typed. */
  async findWords(query) {
    const text = normalize(query);
    const trim = (words) => words.replace(/^[^\p{L}\p{N}§]+|[^\p{L}\p{N}]+$/gu, "");
    const all = this.reader.concepts(text);
    // The number of a Convention that the texts do not cite is no paragraph's.
    if (all.length === 1 && all[0].everyday.length > 0 && /\d/.test(text)) return { found: [], missing: [trim(query)] };
    const concepts = all.filter(({ words }) => words.length > 0);
    const matches = await Promise.all(concepts.map(({ words }) => this.index.findPhrase(words)));
    const found = [];
    const missing = [];
    for (const [place, concept] of concepts.entries()) {
      const last = fold(concept.words.at(-1).word);
      const typing = place === concepts.length - 1 && this.reader.familiar(last, true) && !this.reader.familiar(last, false);
      const isFound = typing || this.split([...matches[place].keys()]).texts.length > 0;
      const typed = concepts.length === 1 ? query : this.reader.between(text, concept.offset, concept.words.at(-1).offset);
      (isFound ? found : missing).push(trim(typed));
    }
    return { found, missing };
  }

  /** The words of the texts that were searched for an everyday word, where they found something. */
  everydayNote(concepts, matches) {
    const entries = new Set([...matches.values()].flatMap((match) => (match.match === PHRASE ? [] : match.entries)));
    const names = concepts.flatMap(({ everyday }) => everyday.filter((entry) => entries.has(entry)).map((entry) => entry.name));
    return names.length > 0 ? { kind: "also", words: [...new Set(names)].slice(0, 3).join(", ") } : null;
  }

  /** What has some phrases word for word and all other words; else what has the words. */
  async exact(phrases, words) {
    const each = await Promise.all(phrases.map(async (phrase) => new Set(await this.index.findExactly(this.reader.searched(phrase, true)))));
    const found = await this.passages(words);
    const { matches } = found;
    const fits = (place) => each.every((set) => set.has(place));
    const only = phrases.join(" ") === words.replace(/\s+/g, " ");
    const all = only ? this.rank([...each[0]], found) : { texts: found.texts.filter(fits), entries: found.entries.filter(fits) };
    if (all.texts.length + all.entries.length > 0) return { ...all, lead: "texts", note: null, matches };
    return { ...found, lead: "texts", note: { kind: "inexact" } };
  }

  /** Places in the order in which they were found, then the others. */
  rank(places, found) {
    const wanted = new Set(places);
    const { texts, entries } = this.split(unique([...found.texts, ...found.entries].filter((place) => wanted.has(place)), places));
    return { texts, entries };
  }

  /** Loads what is shown of a result, with the words that matched. */
  async load(place, matches) {
    return makeResult(await this.index.loadData(place), matches?.get(place)?.marks ?? []);
  }
}

/** The answer without results. */
const NOTHING = { texts: [], entries: [], matches: new Map(), note: null };

const merge = (first, then) => ({ texts: unique(first.texts, then.texts), entries: unique(first.entries, then.entries) });

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

const unique = (...lists) => [...new Set(lists.flat())];

async function loadJson(name) {
  const response = await fetch(files + name);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.json();
}
