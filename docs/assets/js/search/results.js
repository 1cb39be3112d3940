/* The elements that show results, and notes about a query, in the dialog and on the page. */
import { createElement } from "../lib/elements.js";
import { fill } from "../lib/text.js";
import { getOtherSearchUrl, language } from "./urls.js";

const SEPARATOR = " · ";
const PLACE = 2; // The last parts of the trail of a result without a name: where it is, and its number.

/** The identifier of the text that a result is in. */
export const getTextId = ({ unit }) => unit.split("/")[0];

/** The elements of a result: its name or place, what it is, and its excerpt. `names` has those of the texts, where there are several. */
export function createResult(result, names, createTitle) {
  const parts = result.trail.split(SEPARATOR).filter(Boolean);
  const title = result.title || parts.splice(-PLACE).join(SEPARATOR);
  const text = names.get(getTextId(result));
  if (text && ![...title.split(SEPARATOR), ...parts].includes(text)) parts.push(text);
  const excerpt = result.runs.map((run) => (run.marked ? createElement("mark", {}, run.text) : run.text));
  return [
    createTitle(title),
    parts.length > 0 && createElement("span", { class: "found-trail" }, parts.join(SEPARATOR)),
    excerpt.length > 0 && createElement("span", { class: "found-excerpt" }, ...excerpt),
  ].filter(Boolean);
}

/** The names of the texts by their identifiers, where results are in more than one of them; none elsewhere. */
export const getTextNames = ({ reader }, identifiers) => new Map(new Set(identifiers).size < 2 ? [] : Object.entries(reader.texts));

export const formatNumber = (number) => number.toLocaleString(language);

/** That words of a query are not in the texts, and for which ones there are results instead; null where that is not so. */
async function describeMissing(engine, query, note) {
  const { phrases, reader } = engine;
  const { found, missing } = await engine.findWords(query);
  const begun = missing.map((word) => reader.begun(word)).filter((word) => word && !missing.includes(word)).map((word) => `${word}…`);
  const words = {
    also: [...found, note?.words], corrected: [note?.words], loose: found.length > 0 ? found : [note?.words].filter(Boolean), none: begun.length < missing.length ? [] : [...found, ...begun],
  }[note?.kind ?? "none"] ?? [];
  if (missing.length === 0 || words.length === 0) return null;
  const quoted = missing.map((word) => fill(phrases["search-quoted"], { words: word }));
  return fill(phrases[missing.length === 1 ? "search-missing-one" : "search-missing-many"], {
    missing: new Intl.ListFormat(language).format(quoted), words: words.join(", "),
  });
}

/** How a query was understood, with a button to search for it as it was typed. */
export async function createNotes(engine, query, { isNamed, note }, searchAsTyped) {
  const { phrases } = engine;
  const missing = isNamed ? null : await describeMissing(engine, query, note);
  const sentence = missing ?? (note && fill(phrases[`search-${note.kind}`], { query, words: note.words }));
  if (note?.kind !== "corrected") return sentence ? [sentence] : [];
  const button = createElement("button", { type: "button" }, fill(phrases["search-insist"], { query }));
  button.addEventListener("click", searchAsTyped);
  return [sentence, " ", button];
}

/** What is suggested where there is no result: another word, and the same query in the other language. */
export function createSuggestions(engine, query, retry) {
  const { phrases, reader } = engine;
  const words = reader.corrected(query);
  const button = words && createElement("button", { type: "button" }, fill(phrases["search-try"], { words }));
  button?.addEventListener("click", () => retry(words));
  return [button && createElement("p", {}, button), createElement("p", {}, phrases["search-hints"]), createOtherSearchLink(phrases, query)].filter(Boolean);
}

/** The entries that are shown with the texts, the others on demand. */
export const FEW_ENTRIES = 4;

/** The lists of an answer that have results, in their order, each with its name. */
export const orderLists = ({ texts, entries, lead }) =>
  (lead === "entries" ? [["entries", entries], ["texts", texts]] : [["texts", texts], ["entries", entries]]).filter(([, places]) => places.length > 0);

/** With fewer results, the query may be in the other language. */
export const FEW = 3;

export const createOtherSearchLink = (phrases, query) =>
  createElement("p", {}, createElement("a", { href: getOtherSearchUrl(query), lang: language }, phrases["search-other"]));

export const formatCount = (phrases, count) =>
  fill(phrases[count === 1 ? "search-one" : "search-many"], { count: formatNumber(count) });

/** The heading of a list, with the number of its results. */
export const formatHeading = (phrases, name, count) => `${phrases[`search-${name}`]} (${formatNumber(count)})`;

/** The label of the button that shows more of a list. */
export const formatMore = (phrases, shown, all) => fill(phrases["search-rest"], { shown: formatNumber(shown), all: formatNumber(all) });

/** Announces a text, once: a status that is set anew is announced again. */
export function announce(status, text) {
  if (status.textContent !== text) status.textContent = text;
}
