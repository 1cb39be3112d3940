/* Highlights the words that were searched for, without a change of the page, where the browser can. */

/** Highlights parts of the texts in some elements, and nothing else: `findPlaces` yields where each begins and ends in a text node. */
export function highlightTexts(elements, findPlaces) {
  if (!CSS.highlights) return;
  const ranges = [];
  for (const element of elements) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      for (const [start, end] of findPlaces(walker.currentNode)) {
        const range = new Range();
        range.setStart(walker.currentNode, start);
        range.setEnd(walker.currentNode, end);
        ranges.push(range);
      }
    }
  }
  CSS.highlights.set("searched", new Highlight(...ranges));
}
