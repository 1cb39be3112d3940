/* The phrases that scripts show, in the page's language. */
import { fill } from "./text.js";

const root = document.querySelector("[data-root]").dataset.root;
const response = await fetch(new URL(`${root}reading.json`, document.baseURI));

/** Phrases by their identifiers. */
export const phrases = await response.json();

/** A phrase with its placeholders filled. */
export const fillPhrase = (name, values) => fill(phrases[name], values);
