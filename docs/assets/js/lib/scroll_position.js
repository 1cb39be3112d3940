/* Returns to where a page was read. The browser restores a number of pixels, which is another place where the content comes late
   or is laid out only near the screen; here it is an element, and its distance from the top of the screen. */

const SAVE_DELAY = 150;
const FRAMES = 12;

/** Whether an element is laid out, neither folded away nor in a part far from the screen: to ask for its place would lay it out. */
export const isLaidOut = (element) => element.checkVisibility?.({ contentVisibilityAuto: true }) ?? Boolean(element.offsetParent);

/** Whether the page is on its way to a position: the places on the way are not where the reader was. */
let isScrolling = false;

/** Scrolls now, and again in the next frames: what comes near the screen is laid out only then, which moves the rest. */
export function scrollInFrames(scroll, frames = FRAMES) {
  scroll();
  isScrolling = frames > 0;
  if (isScrolling) requestAnimationFrame(() => scrollInFrames(scroll, frames - 1));
}

/** Scrolls by a distance at once. */
export const scrollDown = (top) => scrollBy({ top, behavior: "instant" });

/** Saves the position in the history while the page is scrolled and when it is left by a link: the first element of `find()` that is on the screen. */
export function saveScrollPosition(find) {
  let timer;
  const saveLater = () => { clearTimeout(timer); timer = setTimeout(save, SAVE_DELAY); };
  const save = () => {
    if (isScrolling) return saveLater();
    const elements = find();
    const index = elements.findIndex((element) => isLaidOut(element) && element.getBoundingClientRect().bottom > 0);
    if (index < 0) return;
    const position = { index, top: elements[index].getBoundingClientRect().top };
    history.replaceState({ ...history.state, position }, "");
  };
  addEventListener("scroll", saveLater, { passive: true });
  // What is above may have changed without scrolling.
  document.addEventListener("click", ({ target }) => target.closest("a[href]") && save(), true);
}

/** Whether a position was saved for this entry of the history; for a new one, none was. */
export const hasScrollPosition = () => Boolean(history.state?.position);

/** Scrolls to the saved position. */
export function restoreScrollPosition(find) {
  const { position } = history.state;
  const element = find()[position.index];
  if (element) scrollInFrames(() => scrollDown(element.getBoundingClientRect().top - position.top));
}
