/* The search: reads a query, asks the index, and shows what it finds in a dialog or on the search page. Loaded on first use. */
const opener = document.querySelector("a[data-search]");
const language = document.documentElement.lang;
const at = (path, base = opener.dataset.root) => new URL(path, new URL(base, document.baseURI)).href;
const files = new URL(`${opener.dataset.files}/`, document.baseURI).href;

/* --- Reading a query ------------------------------------------------------------------------------------------------ */

const LONGEST = 300; // Characters of a query: a long sentence of the texts.
const MOST_WORDS = 32; // Different words that are looked for, each at some cost.
const OWN = "x";
const FOREIGN = "y";
const FOREIGN_SIGN = "w";
const JOINER = "\u2060";
const LIGATURES = { "œ": "oe", "æ": "ae" };
const OPENED = { o: "œ", O: "Œ", a: "æ", A: "Æ" };
const DIGITS = "abcdefghij"; // Each after a q, which no form of a key has otherwise.

/** Words without accents, ligatures and capitals. */
export const fold = (text) =>
  text.toLowerCase().replace(/[œæ]/g, (one) => LIGATURES[one]).replace(/[’ʼ]/g, "'").normalize("NFKD").replace(/\p{M}/gu, "");

const tokens = (text) => fold(text).match(/[a-z]+|\d+|§/g) ?? [];

export class Reader {
  constructor(content) {
    Object.assign(this, content);
    this.elision = new RegExp(`(?<![\\p{L}])(${this.elided.join("|") || "(?!)"})'`, "giu");
    this.theirElision = new RegExp(`(?<![\\p{L}])(${this.their_elided.join("|") || "(?!)"})'`, "giu");
    this.stops = new Set(this.stop);
    this.aliases = new Map(Object.entries(this.aliases)); // An object would have a "constructor".
    this.known = new Map(this.vocabulary.split(" ").map((word, place) => [fold(word), { word, place }]));
  }

  /** One word that stands for a whole form; see `key` in search.py, which makes the same ones. */
  key(found, mark, end = "q") {
    const kept = found.length > 2 ? found.filter((token) => token !== "n") : found;
    const number = (token) => `${token.replace(/\d/g, (digit) => `q${DIGITS[digit]}`)}z`;
    const joined = kept.map((token) => (/\d/.test(token) ? number(token) : token.replace(/(?<=[a-z]{3})[sx]$/, ""))).join("");
    return joined && mark + joined + end;
  }

  tokens(text) {
    return tokens(fold(text).replace(this.elision, " "));
  }

  /** The keys of what may be an identifier or a name: as written, then with the words for a number's kind made one. */
  keys(text) {
    const plain = this.tokens(text);
    const named = plain.map((token) => this.aliases.get(token) ?? token);
    const shorter = named.length > 2 ? named.slice(1) : [];
    const numbered = /\d/.test(text) ? [named, /^[a-z]{4}/.test(shorter[0] ?? "") ? shorter : []] : [];
    return [...new Set([plain, ...numbered].map((found) => this.key(found, OWN)))].filter(Boolean);
  }

  /** The key of a form in another language, without the words that may open it. */
  theirKey(text, mark) {
    const found = tokens(fold(text).replace(this.theirElision, " "));
    while (found.length > 1 && this.their_stop.includes(found[0])) found.shift();
    return this.key(found, mark);
  }

  /** The query as the index has its words: elisions parted or left out, ligatures opened; each word once unless `whole`. */
  searched(text, whole = false) {
    const flat = text.replace(/[œæŒÆ]/g, (one) => LIGATURES[one.toLowerCase()]).replace(/[’ʼ]/g, "'");
    const words = flat.replace(this.elision, whole ? "$1 " : " ").replace(/[«»"“”„]/g, " ").split(/\s+/).filter(Boolean);
    if (whole) return words.join(" ");
    const weighty = words.filter((word) => !this.stops.has(fold(word)));
    return [...new Set(weighty.length === 0 ? words : weighty)].slice(0, MOST_WORDS).join(" ");
  }

  /** The query with each unknown word put right; null where nothing is to be put right. */
  corrected(text) {
    let changed = false;
    const words = text.split(/(?<=\s)|(?=\s)|(?<=['’-])/);
    const last = words.length - 1;
    const right = words.map((written, place) => {
      const word = fold(written).replace(/[^a-z]/g, "");
      if (word.length < 4 || /\d/.test(written)) return written;
      const respelled = this.respelled(word);
      if (!respelled && this.familiar(word, place === last)) return written;
      const near = respelled ?? this.nearest(word);
      if (!near) return written;
      changed = true;
      return written.replace(/[\p{L}]+/u, near);
    });
    return changed ? right.join("") : null;
  }

  /** The spelling of the texts, where it is another and more frequent one. */
  respelled(word) {
    const place = (one) => this.known.get(one)?.place ?? Infinity;
    const others = this.spellings.map(([theirs, ours]) => word.replaceAll(theirs, ours));
    const better = others.find((one) => one !== word && (place(one) < place(word) || place(`${one}s`) < place(word)));
    return better && (this.known.get(better)?.word ?? better);
  }

  familiar(word, growing) {
    if (this.known.has(word) || this.known.has(word.replace(/[sx]$/, "")) || this.known.has(`${word}s`)) return true;
    return growing && [...this.known.keys()].some((one) => one.startsWith(word));
  }

  /** The word as far as the texts know it; nothing where they do not: the index would guess at shorter and shorter words. */
  begun(written) {
    const pieces = tokens(written).filter((piece) => /\d/.test(piece) || piece.length > 2);
    if (pieces.some((piece) => /\d/.test(piece) && !this.known.has(piece))) return "";
    const word = fold(written).replace(/[^a-z]/g, "");
    if (pieces.length !== 1 || word !== pieces[0] || this.familiar(word, true)) return written;
    for (let end = word.length - 1; end >= Math.max(4, word.length / 2); end--) {
      if (this.familiar(word.slice(0, end), true)) return word.slice(0, end);
    }
    return "";
  }

  /** The word of the texts that a slip of the finger away is: the nearest, then the most frequent. */
  nearest(word) {
    const most = word.length < 8 ? 1 : word.length < 12 ? 2 : 3;
    let best = null;
    for (const [folded, { word: written }] of this.known) { // The most frequent come first.
      if (Math.abs(folded.length - word.length) > most) continue;
      const far = distance(word, folded, most);
      if (far > most) continue;
      const score = far + (folded[0] === word[0] ? 0 : 0.5);
      if (!best || score < best.score) best = { written, score };
    }
    return best?.written;
  }
}

/** How many letters are to be changed, added, left out or swapped with their neighbour; `most` + 1 where it is more. */
function distance(a, b, most) {
  let before = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next) > most) return most + 1;
    before = row;
    row = next;
  }
  return row[b.length];
}

/* --- Asking the index ----------------------------------------------------------------------------------------------- */

/** In which order things of the same name stand: what explains it before what speaks of it. */
const ORDER = ["paragraph", "item", "box", "outcome", "enabler", "output", "instruments", "sdg", "governing-body-documents",
  "terms", "organizations", "initiatives", "document", "themes"];
/** A name says more than a mention; a word that only points to a thing says next to nothing; keys are asked for whole. */
const WEIGHTS = { title: 6, forms: 3, signs: 0.1, keys: 0 };
const RANKING = { termSimilarity: 1, pageLength: 0.6, termFrequency: 0.9, metaWeights: WEIGHTS };

class Engine {
  static #ready;

  static get() {
    Engine.#ready ??= Engine.#load();
    Engine.#ready.catch(() => { Engine.#ready = null; }); // Asked again the next time.
    return Engine.#ready;
  }

  static async #load() {
    const [content, index] = await Promise.all([json(`words.${language}.json`), import(`${files}index/${language}/pagefind.js`)]);
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
    this.facetsReady ??= json(`facets.${language}.json`);
    return this.facetsReady;
  }

  async ask(term) {
    return term === "" ? [] : (await this.index.search(term)).results;
  }

  exactly(key) {
    return this.ask(key && `"${key}"`);
  }

  /** Everything that answers a query, best first, and how it was understood. */
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

  /** What has just this name or identifier. */
  async named(words) {
    const groups = await Promise.all(this.reader.keys(words).map((key) => this.exactly(key)));
    return (await Promise.all(groups.map(inOrder))).flat();
  }

  /** What has a name that begins so. */
  async beginning(words, named) {
    const key = this.reader.key(this.reader.tokens(words), OWN, "");
    if (named.length > 0 || key.length < 5) return [];
    const found = (await this.ask(key)).filter((result) => result.score >= 0 && result.words.length === 0).slice(0, 12);
    const loaded = await Promise.all(found.map(shown));
    const fitting = loaded.filter((one) => this.reader.key(this.reader.tokens(one.title), OWN, "").startsWith(key));
    return fitting.sort((a, b) => a.title.length - b.title.length).slice(0, 3).map((one) => one.result);
  }

  /** What has this name in another language, and what speaks of it in this one. */
  async foreign(words, mark = FOREIGN) {
    const { reader } = this;
    const found = reader.tokens(words);
    const shouted = words === words.toUpperCase();
    if (found.length === 1 && !shouted && reader.familiar(found[0], false)) return null;
    const results = await inOrder(await this.exactly(reader.theirKey(words, mark)));
    if (results.length === 0) return null;
    const said = (await Promise.all(results.map(shown))).find((one) => one.said)?.said ?? "";
    const passages = said ? await this.passages(said) : { results: [] };
    return { results: unique([...results, ...passages.results]), note: said && { kind: "foreign", words: said } };
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

  /** What says some phrases word for word, and all the words beside them; else what has the words. */
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

/** Things of one name in the order in which they help. */
async function inOrder(results) {
  const loaded = await Promise.all(results.slice(0, 12).map(shown));
  const place = (one) => (ORDER.includes(one.kind) ? ORDER.indexOf(one.kind) : ORDER.length);
  return loaded.sort((a, b) => place(a) - place(b)).map((one) => one.result);
}

/** A result as it is shown. */
async function shown(result) {
  const data = await result.data();
  const raw = data.raw_url ?? data.url;
  const [path, hash] = raw.split("#");
  const [address, facts] = path.split("?");
  const get = new URLSearchParams(facts);
  const runs = excerpt(data.excerpt, data.content);
  const marked = [...new Set(runs.filter((run) => run.marked).map((run) => run.text))];
  const target = new URL(at(address.replace(/^\//, "")));
  if (marked.length > 0) target.searchParams.set("highlight", marked.slice(0, 8).join(" "));
  target.hash = hash ?? "";
  return {
    result, href: target.href, unit: get.get("u"), kind: get.get("k"), title: get.get("t"), trail: get.get("w") ?? "",
    said: get.get("s") ?? "",
    runs: fold(runs.map((run) => run.text).join("").trim()) === fold(get.get("t").replace(/\s/g, " ")) ? [] : runs,
  };
}

/** Pagefind's excerpt of a content as words, marked or not; never as markup. */
function excerpt(html, content) {
  const body = new DOMParser().parseFromString(html, "text/html").body;
  const plain = (words) =>
    words.replaceAll(`${JOINER} `, "").replace(/([oOaA])\u2060e/g, (_, letter) => OPENED[letter]).replaceAll(JOINER, "");
  // What was parted for the search is joined again before the marks are set, by marks that no text has.
  const mark = (node) => (node.nodeName === "MARK" ? `\ue000${node.textContent}\ue001` : node.textContent);
  const marked = [...body.childNodes].map(mark).join("").replaceAll(`${JOINER}\ue001 `, "\ue001");
  const joined = plain(marked).replace(/\ue000([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)\ue001/gu, "$1\ue000$2\ue001$3");
  const said = body.textContent.trim();
  const before = content.startsWith(said.slice(0, 30)) ? "" : "… ";
  const after = content.endsWith(said.slice(-30)) ? "" : " …";
  return `${before}${joined.trim()}${after}`.split("\ue001").flatMap((part) => {
    const [text, word] = part.split("\ue000");
    return [{ text, marked: false }, ...(word ? [{ text: word, marked: true }] : [])];
  });
}

async function json(name) {
  const answer = await fetch(files + name);
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.json();
}

/* --- Showing -------------------------------------------------------------------------------------------------------- */

const say = (phrase, facts = {}) => phrase.replace(/\{(\w+)\}/g, (_, name) => facts[name] ?? "");

/** An element with attributes and children; text is never read as markup. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

const excerptOf = (one) =>
  one.runs.map((run) => (run.marked ? element("mark", {}, run.text) : run.text));

function link(one, attributes = {}) {
  return element(
    "a", { href: one.href, "data-unit": one.unit, ...attributes },
    element("span", { class: "found-title" }, one.title), one.trail && element("span", { class: "found-trail" }, one.trail),
    element("span", { class: "found-excerpt" }, ...excerptOf(one)),
  );
}

const address = (query, root = at("search/")) => {
  const target = new URL(root);
  if (query) target.searchParams.set("q", query);
  return target.href;
};

const elsewhere = (query) => address(query, new URL(opener.dataset.elsewhere, document.baseURI).href);

/** How a query was understood, in words and with the way to have it otherwise. */
function notes(engine, query, note, insist) {
  const { phrases } = engine;
  if (note?.kind === "corrected") {
    const button = element("button", { type: "button" }, say(phrases["search-insist"], { query }));
    button.addEventListener("click", insist);
    return [say(phrases["search-corrected"], { words: note.words }), " ", button];
  }
  if (note?.kind === "foreign") return [say(phrases["search-foreign"], { query, words: note.words })];
  if (note?.kind === "loose" || note?.kind === "inexact") return [phrases[`search-${note.kind}`]];
  return [];
}

/** What to say where nothing answers: another word, and the same query in the other language. */
function nothing(engine, query, retry) {
  const { phrases, reader } = engine;
  const near = reader.corrected(query);
  const button = near && element("button", { type: "button" }, say(phrases["search-try"], { words: near }));
  button?.addEventListener("click", () => retry(near));
  return [
    element("p", {}, say(phrases["search-none"], { query }), " ", button ?? ""),
    element("p", {}, phrases["search-hints"]),
    inOther(phrases, query),
  ];
}

/** With so few results, the query may be of the other language. */
const FEW = 3;

const inOther = (phrases, query) => element("p", {}, element("a", { href: elsewhere(query), lang: language }, phrases["search-other"]));

const counted = (phrases, count) =>
  say(phrases[count === 1 ? "search-one" : "search-many"], { count: count.toLocaleString(language) });

/* --- The dialog ----------------------------------------------------------------------------------------------------- */

const SHOWN_IN_DIALOG = 10;
const OPTION = { role: "option", tabindex: "-1", "aria-selected": "false" };
let dialog;

/** Opens the search over the page. */
export function open() {
  const field = document.querySelector("[data-search-page] input");
  if (field) return field.focus();
  dialog ??= new Dialog();
  return dialog.show();
}

class Dialog {
  constructor() {
    this.turn = 0;
    this.active = -1;
    this.root = element("dialog", { class: "search-dialog", "aria-label": opener.dataset.label });
    this.input = element("input", {
      type: "search", role: "combobox", "aria-expanded": "false", "aria-controls": "search-found", "aria-autocomplete": "list",
      "aria-label": opener.dataset.label, placeholder: opener.dataset.placeholder, maxlength: LONGEST, autocomplete: "off",
      autocapitalize: "off", spellcheck: "false", enterkeyhint: "search",
    });
    this.shut = element("button", { type: "button", class: "search-close", "aria-label": opener.dataset.close }, "×");
    this.status = element("p", { class: "search-status", role: "status", "aria-live": "polite" });
    this.note = element("p", { class: "search-note", hidden: true });
    this.list = element("div", { id: "search-found", role: "listbox", "aria-label": opener.dataset.label });
    this.rest = element("div", { class: "search-rest" });
    this.root.append(
      element("form", { class: "search-form", method: "dialog" }, this.input, this.shut), this.status, this.note,
      element("div", { class: "search-scroll" }, this.list, this.rest),
    );
    this.input.addEventListener("input", () => this.search(this.input.value));
    this.root.addEventListener("keydown", (event) => this.press(event));
    this.shut.addEventListener("click", () => this.root.close());
    this.root.addEventListener("click", (event) => event.target === this.root && this.root.close());
    this.root.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
    document.body.append(this.root);
  }

  show() {
    if (!this.root.open) this.root.showModal();
    this.input.focus();
    this.input.select();
    if (this.input.value) return;
    this.status.textContent = opener.dataset.waiting;
    this.search("");
  }

  fail() {
    this.status.textContent = opener.dataset.failed;
    this.rest.replaceChildren(element("a", { href: at("search/") }, opener.dataset.label));
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  press(event) {
    const { options } = this;
    const moves = { ArrowDown: this.active + 1, ArrowUp: this.active - 1 };
    if (event.key in moves && options.length > 0 && event.target === this.input) {
      event.preventDefault();
      this.choose((moves[event.key] + options.length) % options.length);
    } else if (event.key === "Enter" && event.target === this.input) {
      event.preventDefault();
      this.enter();
    }
  }

  /** Opens what is chosen, else the first result; waits for it where the answer is still to come. */
  async enter() {
    await this.answering;
    const chosen = this.options[Math.max(this.active, 0)];
    if (chosen) location.href = chosen.href;
    else if (this.input.value.trim()) location.href = address(this.input.value);
  }

  choose(place) {
    for (const [each, one] of this.options.entries()) one.setAttribute("aria-selected", String(each === place));
    this.active = place;
    const option = this.options[place];
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  search(query, asTyped = false) {
    const turn = ++this.turn;
    this.answering = this.fill(turn, query, asTyped).catch(() => turn === this.turn && this.fail());
    return this.answering;
  }

  async fill(turn, query, asTyped) {
    const engine = await Engine.get();
    const { phrases } = engine;
    if (!query.trim()) return this.place(turn, [], phrases["search-help"], [], []);
    const { results, note } = await engine.answer(query, asTyped);
    if (turn !== this.turn) return;
    const found = await Promise.all(results.slice(0, SHOWN_IN_DIALOG).map(shown));
    const kinds = new Map();
    for (const one of found) kinds.set(one.kind, [...(kinds.get(one.kind) ?? []), one]);
    let number = 0;
    const groups = [...kinds].map(([kind, members], place) =>
      element(
        "div", { role: "group", "aria-labelledby": `search-kind-${place}` },
        element("div", { id: `search-kind-${place}`, class: "found-kind", role: "presentation" }, engine.reader.kinds[kind]),
        ...members.map((one) => link(one, { id: `search-option-${number++}`, ...OPTION })),
      ));
    const more = element("p", {}, element("a", { href: address(query) }, phrases["search-all"]));
    this.place(
      turn, groups, results.length > 0 ? counted(phrases, results.length) : say(phrases["search-none"], { query }),
      notes(engine, query, note, () => { this.input.focus(); this.search(query, true); }),
      results.length === 0 ? nothing(engine, query, (words) => this.retry(words))
        : results.length < FEW ? [more, inOther(phrases, query)] : [more],
    );
  }

  retry(words) {
    this.input.value = words;
    this.input.focus();
    this.search(words);
  }

  place(turn, groups, said, note, rest) {
    if (turn !== this.turn) return;
    this.list.replaceChildren(...groups);
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-expanded", String(groups.length > 0));
    this.status.textContent = said;
    this.note.hidden = note.length === 0;
    this.note.replaceChildren(...note);
    this.rest.replaceChildren(...rest);
  }
}

/* --- The page ------------------------------------------------------------------------------------------------------- */

const SHOWN_AT_ONCE = 20;

/** Makes the search page work. */
export function page(root) {
  document.querySelector("[data-without-script]").hidden = true;
  new SearchPage(root).restore();
}

class SearchPage {
  constructor(root) {
    this.turn = 0;
    this.title = document.title;
    this.form = root.querySelector("form");
    this.input = root.querySelector("input");
    this.input.maxLength = LONGEST;
    this.status = root.querySelector("[role=status]");
    this.note = root.querySelector(".search-note");
    this.list = root.querySelector(".found");
    this.more = root.querySelector(".search-more");
    this.rest = root.querySelector(".search-rest");
    this.narrow = root.querySelector(".search-narrow");
    this.form.hidden = false;
    this.narrow.open = matchMedia("(min-width: 60em)").matches;
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.go(true); });
    this.input.addEventListener("input", () => this.go(false));
    this.more.addEventListener("click", () => this.next(true));
    this.narrow.addEventListener("change", () => this.go(true));
    addEventListener("popstate", () => this.restore());
  }

  /** Shows what the address says. */
  restore() {
    const asked = new URLSearchParams(location.search);
    this.input.value = (asked.get("q") ?? "").slice(0, LONGEST);
    this.chosen = asked;
    return this.show(false);
  }

  /** Puts what is asked in the address, as a step of its own where it was asked for so, and shows it. */
  go(step) {
    const asked = new URLSearchParams();
    if (this.input.value.trim()) asked.set("q", this.input.value.trim());
    for (const box of this.narrow.querySelectorAll("input:checked")) asked.append(box.name, box.value);
    this.chosen = asked;
    const here = new URL(location.href);
    here.search = asked.toString();
    if (here.href !== location.href) history[step ? "pushState" : "replaceState"](null, "", here);
    return this.show(false);
  }

  async show(asTyped) {
    const turn = ++this.turn;
    try {
      await this.fill(turn, asTyped);
    } catch (error) {
      if (turn !== this.turn) return;
      this.status.textContent = opener.dataset.failed;
      throw error;
    }
  }

  async fill(turn, asTyped) {
    const query = this.input.value.trim();
    const narrowed = [...this.chosen.keys()].some((name) => name !== "q");
    this.list.setAttribute("aria-busy", "true");
    const engine = await Engine.get();
    const { fragments, facets } = await engine.facets();
    engine.places ??= new Map(fragments.map((name, place) => [name, place]));
    const { places } = engine;
    this.values ??= facets.map((facet) => {
      const values = fragments.map(() => []);
      for (const [value, [, , members]] of facet.values.entries()) for (const place of members) values[place].push(value);
      return values;
    });
    let answer = { results: [], note: null };
    if (query) answer = await engine.answer(query, asTyped);
    else if (narrowed) answer.results = (await engine.ask(null)).sort((a, b) => places.get(a.id) - places.get(b.id));
    if (turn !== this.turn) return;
    const asked = facets.map((facet) => {
      const names = new Set(this.chosen.getAll(facet.id));
      return new Set(facet.values.flatMap(([name], value) => (names.has(name) ? [value] : [])));
    });
    const fits = (place, facet) => asked[facet].size === 0 || this.values[facet][place].some((value) => asked[facet].has(value));
    const counts = facets.map((facet) => facet.values.map(() => 0));
    this.results = answer.results.filter((result) => {
      const place = places.get(result.id);
      const missed = facets.map((_, facet) => facet).filter((facet) => !fits(place, facet));
      for (const facet of missed.length === 0 ? facets.keys() : missed.length === 1 ? missed : []) {
        for (const value of this.values[facet][place]) counts[facet][value] += 1;
      }
      return missed.length === 0;
    });
    this.facet(engine, facets, asked, counts, query || narrowed);
    this.list.replaceChildren();
    this.reached = 0;
    const { phrases } = engine;
    this.note.replaceChildren(...notes(engine, query, answer.note, () => this.show(true)));
    this.note.hidden = !this.note.hasChildNodes();
    const none = this.results.length === 0;
    const few = query && answer.results.length < FEW;
    this.rest.replaceChildren(...(query && none ? nothing(engine, query, (words) => this.retry(words)) : few ? [inOther(phrases, query)] : []));
    await this.next(false);
    if (turn !== this.turn) return;
    const told = none ? say(phrases["search-none"], { query }) : counted(phrases, this.results.length);
    this.status.textContent = query || narrowed ? told : "";
    this.list.removeAttribute("aria-busy");
    this.list.dataset.query = query;
    document.title = query ? `${query} · ${this.title}` : this.title;
  }

  retry(words) {
    this.input.value = words;
    this.input.focus();
    this.go(true);
  }

  /** Shows more results; the first of them takes the focus where somebody asked for them. */
  async next(asked) {
    const { turn } = this;
    const found = await Promise.all(this.results.slice(this.reached, this.reached + SHOWN_AT_ONCE).map(shown));
    if (turn !== this.turn) return;
    this.reached += found.length;
    const kinds = (await Engine.get()).reader.kinds;
    const items = found.map((one) => element("li", {}, element("span", { class: "found-kind" }, kinds[one.kind]), link(one)));
    this.list.append(...items);
    this.more.hidden = this.reached >= this.results.length;
    if (asked) items[0]?.querySelector("a").focus();
  }

  /** The facets with how many results each would leave. */
  facet(engine, facets, asked, counts, shownAtAll) {
    const focused = document.activeElement?.id;
    const opened = new Set([...this.narrow.querySelectorAll("details[open]")].map((details) => details.dataset.facet));
    const groups = facets.map((facet, place) => {
      const boxes = facet.values.flatMap(([value, name], each) => {
        if (counts[place][each] === 0 && !asked[place].has(each)) return [];
        const id = `${facet.id}-${each}`;
        const box = element("input", { type: "checkbox", id, name: facet.id, value, checked: asked[place].has(each) });
        const count = element("span", { class: "count" }, counts[place][each].toLocaleString(language));
        return [element("li", {}, element("label", { for: id }, box, " ", name, " ", count))];
      });
      const unfolded = opened.has(facet.id) || asked[place].size > 0;
      const title = element("summary", {}, facet.title);
      return boxes.length > 0 && element("details", { "data-facet": facet.id, open: unfolded }, title, element("ul", {}, ...boxes));
    });
    const clear = element("button", { type: "button" }, engine.phrases["search-clear"]);
    clear.addEventListener("click", () => {
      for (const box of this.narrow.querySelectorAll("input:checked")) box.checked = false;
      this.go(true);
      this.input.focus();
    });
    this.narrow.hidden = !shownAtAll;
    const clearing = asked.some((values) => values.size > 0) ? [clear] : [];
    this.narrow.querySelector("div").replaceChildren(...groups.filter(Boolean), ...clearing);
    if (focused) document.getElementById(focused)?.focus();
  }
}

/* --- On the page that was opened ------------------------------------------------------------------------------------ */

/** Marks the words that were looked for, and takes them out of the address, which is to be passed on clean. */
export function highlight() {
  const here = new URL(location.href);
  const words = new Set(tokens(here.searchParams.get("highlight") ?? ""));
  here.searchParams.delete("highlight");
  history.replaceState(history.state, "", here);
  if (words.size === 0 || !CSS.highlights) return;
  const ranges = [];
  const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    for (const match of walker.currentNode.data.matchAll(/[\p{L}\p{N}]+/gu)) {
      if (!words.has(fold(match[0]))) continue;
      const range = new Range();
      range.setStart(walker.currentNode, match.index);
      range.setEnd(walker.currentNode, match.index + match[0].length);
      ranges.push(range);
    }
  }
  CSS.highlights.set("searched", new Highlight(...ranges));
}
