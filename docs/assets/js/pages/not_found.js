/* The page for addresses that are not found: suggests the nearest addresses. */
import { createElement } from "../lib/elements.js";
import { distance, fold } from "../lib/text.js";
import { requestedPath, section } from "./error_page.js";

const MAX_SUGGESTIONS = 5;
const MIN_NEARNESS = 0.45; // Below this, an address is not near but another one.
const MIN_WORD_SIMILARITY = 0.6; // Up to this, a word is not a misspelling but another one.
const MAX_COMPARED = 100; // Characters of an address, the last ones: more than any address of the site has, and few enough to be compared at once.

const getWords = (text) => [...new Set(fold(text).match(/[a-z]+|\d+/g))];
const normalize = (address) => fold(address).replace(/(^|\/)index\.html?$|\.html?$/, "").replace(/\/{2,}/g, "/").replace(/^\/|\/$/g, "");
const getLastPart = (address) => address.slice(address.lastIndexOf("/") + 1);

/** How alike two strings are, from 0 to 1, by their edit distance; 0 where their lengths alone keep them to `min`. */
function getSimilarity(a, b, min = 0) {
  if (a === b) return 1;
  if (Math.min(a.length, b.length) <= min * Math.max(a.length, b.length)) return 0;
  return 1 - distance(a, b) / Math.max(a.length, b.length, 1);
}

/** The share of some words that others contain, or nearly; a number matches only itself. */
function getShare(some, others) {
  if (!some.length) return 0;
  const compare = (word, other) => (/\d/.test(word) ? Number(word === other) : getSimilarity(word, other, MIN_WORD_SIMILARITY));
  const best = (word) => Math.max(0, ...others.map((other) => compare(word, other)));
  return some.map(best).reduce((sum, similarity) => sum + (similarity > MIN_WORD_SIMILARITY ? similarity : 0), 0) / some.length;
}

/** How near an address is to a path: by its last part above all, then by its words and those of its titles. */
function getNearness(path, [address, ...titles]) {
  const known = normalize(address);
  if (known === path) return 2;
  const [words, knownWords, lastWords] = [path, known, getLastPart(path)].map(getWords);
  const byWords = (getShare(words, knownWords) + getShare(knownWords, words)) / 2;
  const byAddress = 0.45 * getSimilarity(getLastPart(path), getLastPart(known)) + 0.2 * getSimilarity(path, known) + 0.35 * byWords;
  const byTitle = Math.max(...titles.map(getWords).map((title) => 0.6 * getShare(lastWords, title) + 0.2 * getShare(title, lastWords)));
  return Math.max(byAddress, byTitle);
}

async function suggest() {
  const { addresses, index, languages, root } = section.dataset;
  const response = await fetch(addresses);
  if (!response.ok) return;
  const rows = await response.json();
  const titlesEnd = 1 + Number(languages);
  // The prefix of a language that the edition does not have, or that no address of it has, is left out.
  const path = normalize(requestedPath).replace(/^(fr|[a-z]{2}-[a-z]{2})(\/|$)/, "").slice(-MAX_COMPARED);
  if (!path) return;
  const found = new Map();
  for (const row of rows) {
    const nearness = getNearness(path, row.slice(0, titlesEnd));
    const target = row[titlesEnd] ?? row[0];
    if (nearness >= MIN_NEARNESS && nearness > (found.get(target)?.nearness ?? 0)) found.set(target, { nearness, row });
  }
  const nearest = [...found].sort(([, a], [, b]) => b.nearness - a.nearness).slice(0, MAX_SUGGESTIONS);
  const links = nearest.map(([target, { row }]) => createElement("a", { href: root + target }, row[1 + Number(index)]));
  section.querySelector("[data-nearest] ul").append(...links.map((link) => createElement("li", {}, link)));
  section.querySelector("[data-nearest]").hidden = nearest.length === 0;
}

suggest().catch(() => { /* Without the list there are still the search and the other links. */ });
