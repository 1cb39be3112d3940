/* The page for addresses that lead nowhere: the nearest addresses there are. */
import { distance, fold } from "../lib/text.js";
import { asked, own, page, sections } from "./error_page.js";

const SHOWN = 5;
const LEAST = 0.45; // Below this, an address is not near but merely another.
const LIKE = 0.6; // Up to this, a word is not another with a slip but merely another.
const COMPARED = 100; // Characters of an address, the last ones: more than any address of the site has, and few enough for a moment's work.

const words = (text) => fold(text).match(/[a-z]+|\d+/g) ?? [];
const trimmed = (address) => fold(address).replace(/(^|\/)index\.html?$|\.html?$/, "").replace(/\/{2,}/g, "/").replace(/^\/|\/$/g, "");
const last = (address) => address.slice(address.lastIndexOf("/") + 1);

/** How alike two strings are, from 0 to 1, by the letters to be changed; 0 where their lengths alone keep them to `least`. */
function alike(a, b, least = 0) {
  if (a === b) return 1;
  if (Math.min(a.length, b.length) <= least * Math.max(a.length, b.length)) return 0;
  return 1 - distance(a, b) / Math.max(a.length, b.length, 1);
}

/** The part of some words that others have, or nearly; a number is that number or none. */
function shared(some, others) {
  if (!some.length) return 0;
  const best = (word) => Math.max(0, ...others.map((other) => (/\d/.test(word) ? Number(word === other) : alike(word, other, LIKE))));
  return some.map(best).reduce((sum, near) => sum + (near > LIKE ? near : 0), 0) / some.length;
}

/** How near an address is to the one asked for: by its last part above all, then by its words and its titles'. */
function nearness(path, [address, ...titles]) {
  const known = trimmed(address);
  if (known === path) return 2;
  const sought = words(path);
  const inAddress = (shared(sought, words(known)) + shared(words(known), sought)) / 2;
  const byAddress = 0.45 * alike(last(path), last(known)) + 0.2 * alike(path, known) + 0.35 * inAddress;
  const spoken = words(last(path));
  const byTitle = Math.max(...titles.map(words).map((title) => 0.6 * shared(spoken, title) + 0.2 * shared(title, spoken)));
  return Math.max(byAddress, byTitle);
}

async function suggest() {
  const answer = await fetch(page.dataset.addresses);
  if (!answer.ok) return;
  const rows = await answer.json();
  // What another language's prefix, or one that there is not, stands before is looked up without it.
  const path = trimmed(asked.slice(own.dataset.prefix.length)).replace(/^(fr|[a-z]{2}-[a-z]{2})(\/|$)/, "").slice(-COMPARED);
  if (!path) return;
  const places = new Map();
  for (const row of rows) {
    const near = nearness(path, row.slice(0, sections.length + 1));
    const target = row[sections.length + 1] ?? row[0];
    if (near >= LEAST && near > (places.get(target)?.near ?? 0)) places.set(target, { near, row });
  }
  const nearest = [...places].sort(([, a], [, b]) => b.near - a.near).slice(0, SHOWN);
  sections.forEach((section, language) => {
    const list = section.querySelector("[data-nearest] ul");
    for (const [target, { row }] of nearest) {
      const link = document.createElement("a");
      link.href = page.dataset.root + section.dataset.prefix + target;
      link.textContent = row[1 + language];
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    }
    section.querySelector("[data-nearest]").hidden = nearest.length === 0;
  });
}

suggest().catch(() => { /* Without the list there are still the search and the ways on. */ });
