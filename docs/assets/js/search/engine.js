/* The search engine: asks the index for a query, ranks what it finds, and loads the results. */
import { fold } from "../lib/text.js";
import { FOREIGN, FOREIGN_SIGN, JOINER, OPENED, OWN, Reader } from "./query.js";
import { files, getSiteUrl, language } from "./urls.js";

/** A name weighs more than a mention; a word that only points to a thing, next to nothing; keys are searched for whole. */
const WEIGHTS = { title: 6, forms: 3, signs: 0.1, keys: 0 };
const RANKING = { termSimilarity: 1, pageLength: 0.6, termFrequency: 0.9, metaWeights: WEIGHTS };

export class Engine {
  static #ready;

  static get() {
    Engine.#ready ??= Engine.#load();
    Engine.#ready.catch(() => { Engine.#ready = null; }); // Loaded again the next time.
    return Engine.#ready;
  }

  static async #load() {
    const [content, index] = await Promise.all([loadJson(`words.${language}.json`), import(`${files}index/${language}/pagefind.js`)]);
    await index.options({ baseUrl: "/", excerptLength: 28, ranking: RANKING });
    await index.init();
    return new Engine(new Reader(content), index);
  }

  constructor(reader, index) {
    this.reader = reader;
    this.index = index;
    this.phrases = reader.phrases;
  }

  facets() {
    this.facetsReady ??= loadJson(`facets.${language}.json`);
    return this.facetsReady;
  }

  async ask(term) {
    return term === "" ? [] : (await this.index.search(term)).results;
  }

  exactly(key) {
    return this.ask(key && `"${key}"`);
  }

  /** The results of a query, best first, and a note on how it was understood. */
  async answer(query, asTyped = false) {
    const { reader } = this;
    const text = query.trim();
    const quoted = [...text.matchAll(/["«“„]([^"»”]*)["»”]?/gu)].map((match) => match[1].trim()).filter(Boolean);
    if (quoted.length > 0) return this.exact(quoted, text.replace(/["«»“”„]/gu, " ").trim());
    let words = text;
    let named = await this.named(words);
    let note = null;
    if (!asTyped && named.length === 0) {
      const foreign = await this.foreign(words);
      if (foreign) return foreign;
      const right = reader.corrected(words);
      if (right) {
        words = right;
        note = { kind: "corrected", words: right };
        named = await this.named(words);
        const elsewhere = named.length === 0 && (await this.foreign(words));
        if (elsewhere) return elsewhere;
      }
    }
    const found = await this.passages(words);
    if (!asTyped && named.length === 0 && (found.note || found.results.length === 0)) {
      const sign = await this.foreign(text, FOREIGN_SIGN);
      if (sign) return sign;
    }
    if (named.length > 0 && found.note) found.results = [];
    else note ??= found.note;
    return { results: unique([...named, ...(await this.beginning(words, named)), ...found.results]), note };
  }

  /** Results with exactly this name or identifier. */
  async named(words) {
    const groups = await Promise.all(this.reader.keys(words).map((key) => this.exactly(key)));
    return (await Promise.all(groups.map((results) => this.sortByKind(results)))).flat();
  }

  /** Results of the same name in the order of their kinds. */
  async sortByKind(results) {
    const { order } = this.reader;
    const loaded = await Promise.all(results.slice(0, 12).map(loadResult));
    const place = (one) => (order.includes(one.kind) ? order.indexOf(one.kind) : order.length);
    return loaded.sort((a, b) => place(a) - place(b)).map((one) => one.result);
  }

  /** Results whose names begin so. */
  async beginning(words, named) {
    const key = this.reader.key(this.reader.tokens(words), OWN, "");
    if (named.length > 0 || key.length < 5) return [];
    const found = (await this.ask(key)).filter((result) => result.score >= 0 && result.words.length === 0).slice(0, 12);
    const loaded = await Promise.all(found.map(loadResult));
    const fitting = loaded.filter((one) => this.reader.key(this.reader.tokens(one.title), OWN, "").startsWith(key));
    return fitting.sort((a, b) => a.title.length - b.title.length).slice(0, 3).map((one) => one.result);
  }

  /** Results with this name in another language, and those that mention it in this one. */
  async foreign(words, mark = FOREIGN) {
    const { reader } = this;
    const found = reader.tokens(words);
    const shouted = words === words.toUpperCase();
    if (found.length === 1 && !shouted && reader.familiar(found[0], false)) return null;
    const results = await this.sortByKind(await this.exactly(reader.foreignKey(words, mark)));
    if (results.length === 0) return null;
    const term = (await Promise.all(results.map(loadResult))).find((one) => one.term)?.term ?? "";
    const passages = term ? await this.passages(term) : { results: [] };
    return { results: unique([...results, ...passages.results]), note: term && { kind: "foreign", words: term } };
  }

  async passages(words) {
    const wanted = this.reader.searched(words).split(" ");
    const begun = wanted.map((word) => this.reader.begun(word)).filter(Boolean);
    const all = begun.length === wanted.length ? matching(await this.ask(begun.join(" "))) : [];
    if (all.length > 0 || wanted.length < 2) return { results: all, note: null };
    const each = await Promise.all(begun.map((word) => this.ask(word)));
    const sums = new Map();
    for (const results of each) {
      for (const result of matching(results)) {
        const sum = sums.get(result.id) ?? { result, words: 0, score: 0 };
        sum.words += 1;
        sum.score += result.score;
        sums.set(result.id, sum);
      }
    }
    const most = [...sums.values()].sort((a, b) => b.words - a.words || b.score - a.score).map((sum) => sum.result);
    return { results: most, note: most.length > 0 ? { kind: "loose" } : null };
  }

  /** Results with some phrases word for word and all other words; else those with the words. */
  async exact(phrases, words) {
    const each = await Promise.all(phrases.map((phrase) => this.exactly(this.reader.searched(phrase, true))));
    const all = phrases.join(" ") === words.replace(/\s+/g, " ") ? each[0] : (await this.passages(words)).results;
    const ids = each.map((found) => new Set(found.map((result) => result.id)));
    const results = all.filter((result) => ids.every((set) => set.has(result.id)));
    return results.length > 0 ? { results, note: null } : { ...(await this.passages(words)), note: { kind: "inexact" } };
  }
}

const matching = (results) => results.filter((result) => result.score > 0);

const unique = (results) => [...new Map(results.map((result) => [result.id, result])).values()];

/** Loads what is shown of a result. */
export async function loadResult(result) {
  const data = await result.data();
  const raw = data.raw_url ?? data.url;
  const [path, hash] = raw.split("#");
  const [address, facts] = path.split("?");
  const get = new URLSearchParams(facts);
  const runs = excerpt(data.excerpt, data.content);
  const marked = [...new Set(runs.filter((run) => run.marked).map((run) => run.text))];
  const target = new URL(getSiteUrl(address.replace(/^\//, "")));
  if (marked.length > 0) target.searchParams.set("highlight", marked.slice(0, 8).join(" "));
  target.hash = hash ?? "";
  return {
    result, href: target.href, unit: get.get("u"), kind: get.get("k"), title: get.get("t"), trail: get.get("w") ?? "",
    term: get.get("s") ?? "",
    runs: fold(runs.map((run) => run.text).join("").trim()) === fold(get.get("t").replace(/\s/g, " ")) ? [] : runs,
  };
}

/** Pagefind's excerpt as runs of text, marked or not; never as markup. */
function excerpt(html, content) {
  const body = new DOMParser().parseFromString(html, "text/html").body;
  const plain = (words) =>
    words.replaceAll(`${JOINER} `, "").replace(/([oOaA])\u2060e/g, (_, letter) => OPENED[letter]).replaceAll(JOINER, "");
  // Words that were split for the search are joined again before the marks are set, with characters that no text has.
  const mark = (node) => (node.nodeName === "MARK" ? `\ue000${node.textContent}\ue001` : node.textContent);
  const marked = [...body.childNodes].map(mark).join("").replaceAll(`${JOINER}\ue001 `, "\ue001");
  const joined = plain(marked).replace(/\ue000([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)\ue001/gu, "$1\ue000$2\ue001$3");
  const text = body.textContent.trim();
  const before = content.startsWith(text.slice(0, 30)) ? "" : "… ";
  const after = content.endsWith(text.slice(-30)) ? "" : " …";
  return `${before}${joined.trim()}${after}`.split("\ue001").flatMap((part) => {
    const [plainText, word] = part.split("\ue000");
    return [{ text: plainText, marked: false }, ...(word ? [{ text: word, marked: true }] : [])];
  });
}

async function loadJson(name) {
  const response = await fetch(files + name);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.json();
}
