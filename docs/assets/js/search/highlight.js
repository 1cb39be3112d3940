/* Highlights the words that were searched for on the page that was found. */
import { fold } from "../lib/text.js";
import { tokens } from "./query.js";

/** Highlights the words, and removes them from the address, so that it can be shared without them. */
export function highlight() {
  const address = new URL(location.href);
  const words = new Set(tokens(address.searchParams.get("highlight") ?? ""));
  address.searchParams.delete("highlight");
  history.replaceState(history.state, "", address);
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
