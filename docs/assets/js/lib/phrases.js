/* The phrases that scripts show, in the page's language. */
import { fill } from "./text.js";

const root = document.querySelector("[data-root]").dataset.root;
const answer = await fetch(new URL(`${root}reading.json`, document.baseURI));

/** Phrases by their identifiers. */
export const phrases = await answer.json();

/** A phrase with its places filled. */
export const filled = (name, facts) => fill(phrases[name], facts);
