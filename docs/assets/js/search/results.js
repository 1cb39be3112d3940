/* Shows results, and what there is to say about a query, in the dialog and on the page alike. */
import { fill } from "../lib/text.js";
import { elsewhere, language } from "./urls.js";

/** An element with attributes and children; text is never read as markup. */
export function element(name, attributes = {}, ...children) {
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

export function link(one, attributes = {}) {
  return element(
    "a", { href: one.href, "data-unit": one.unit, ...attributes },
    element("span", { class: "found-title" }, one.title), one.trail && element("span", { class: "found-trail" }, one.trail),
    element("span", { class: "found-excerpt" }, ...excerptOf(one)),
  );
}

/** How a query was understood, in words and with the way to have it otherwise. */
export function notes(engine, query, note, insist) {
  const { phrases } = engine;
  if (note?.kind === "corrected") {
    const button = element("button", { type: "button" }, fill(phrases["search-insist"], { query }));
    button.addEventListener("click", insist);
    return [fill(phrases["search-corrected"], { words: note.words }), " ", button];
  }
  if (note?.kind === "foreign") return [fill(phrases["search-foreign"], { query, words: note.words })];
  if (note?.kind === "loose" || note?.kind === "inexact") return [phrases[`search-${note.kind}`]];
  return [];
}

/** What to say where nothing answers: another word, and the same query in the other language. */
export function nothing(engine, query, retry) {
  const { phrases, reader } = engine;
  const near = reader.corrected(query);
  const button = near && element("button", { type: "button" }, fill(phrases["search-try"], { words: near }));
  button?.addEventListener("click", () => retry(near));
  return [
    element("p", {}, fill(phrases["search-none"], { query }), " ", button ?? ""),
    element("p", {}, phrases["search-hints"]),
    inOther(phrases, query),
  ];
}

/** With so few results, the query may be of the other language. */
export const FEW = 3;

export const inOther = (phrases, query) => element("p", {}, element("a", { href: elsewhere(query), lang: language }, phrases["search-other"]));

export const counted = (phrases, count) =>
  fill(phrases[count === 1 ? "search-one" : "search-many"], { count: count.toLocaleString(language) });
