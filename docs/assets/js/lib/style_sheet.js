/* Loads the style sheet of what is not part of the page as it comes. */
import { createElement } from "./elements.js";

/** Adds a style sheet to the page; resolves when it applies, or could not be loaded. */
export function loadStyleSheet(name) {
  const link = createElement("link", { rel: "stylesheet", href: new URL(`../../css/${name}.css`, import.meta.url).href });
  const loaded = new Promise((resolve) => { link.onload = link.onerror = resolve; });
  document.head.append(link);
  return loaded;
}
