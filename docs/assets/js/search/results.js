/* The elements that show results, and notes about a query, in the dialog and on the page. */
import { createElement } from "../lib/elements.js";
import { fill } from "../lib/text.js";
import { getOtherSearchUrl, language } from "./urls.js";

const createExcerpt = (result) =>
  result.runs.map((run) => (run.marked ? createElement("mark", {}, run.text) : run.text));

export function createResultLink(result, attributes = {}) {
  return createElement(
    "a", { href: result.href, "data-unit": result.unit, ...attributes },
    result.title && createElement("span", { class: "found-title" }, result.title),
    result.trail && createElement("span", { class: "found-trail" }, result.trail),
    createElement("span", { class: "found-excerpt" }, ...createExcerpt(result)),
  );
}

/** How a query was understood, with a button to search for it as it was typed. */
export function createNotes(engine, query, note, searchAsTyped) {
  const { phrases } = engine;
  if (note?.kind === "corrected") {
    const button = createElement("button", { type: "button" }, fill(phrases["search-insist"], { query }));
    button.addEventListener("click", searchAsTyped);
    return [fill(phrases["search-corrected"], { words: note.words }), " ", button];
  }
  if (note?.kind === "also") return [fill(phrases["search-also"], { words: note.words })];
  if (note?.kind === "foreign") return [fill(phrases["search-foreign"], { query, words: note.words })];
  if (note?.kind === "loose" || note?.kind === "inexact") return [phrases[`search-${note.kind}`]];
  return [];
}

/** What is suggested where there is no result: another word, and the same query in the other language. */
export function createSuggestions(engine, query, retry) {
  const { phrases, reader } = engine;
  const words = reader.corrected(query);
  const button = words && createElement("button", { type: "button" }, fill(phrases["search-try"], { words }));
  button?.addEventListener("click", () => retry(words));
  return [
    createElement("p", {}, fill(phrases["search-none"], { query }), " ", button ?? ""),
    createElement("p", {}, phrases["search-hints"]),
    createOtherSearchLink(phrases, query),
  ];
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
  fill(phrases[count === 1 ? "search-one" : "search-many"], { count: count.toLocaleString(language) });
