/* The words that were looked for, on the page that was opened. */
import { fold } from "../lib/text.js";
import { tokens } from "./query.js";

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
