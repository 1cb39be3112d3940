/* Where a reader is: the unit at the top of the screen, its name, and the way to the next one. */

const trail = document.querySelector(".breadcrumbs");
const here = trail?.querySelector(".here");
const heading = document.querySelector("article h1");

/** Units that can be read now: neither folded away nor, as the notes at the end may be, set elsewhere. */
const units = () => [...document.querySelectorAll("article [data-unit]")].filter((unit) => unit.offsetParent);

/** The anchor of a unit, which may stand on the heading of its list. */
export const anchor = (unit) => unit.dataset.unit.slice(unit.dataset.unit.lastIndexOf("/") + 1);

const number = (unit) => unit.querySelector(":scope > .number");
const printed = (unit) => /^\d+$/.test(number(unit)?.textContent ?? "") && !unit.closest(".footnotes");

/** The words of an element without the links to itself. */
function words(element) {
  const copy = element.cloneNode(true);
  for (const part of copy.querySelectorAll(".headerlink, .kind, .other")) part.remove();
  return copy.textContent.trim();
}

/** The heading that a unit stands under; none for what stands under the page's own. */
function above(unit) {
  const headings = [...document.querySelectorAll("article :is(h2, h3, h4)")];
  const before = headings.filter((one) => one.compareDocumentPosition(unit) & Node.DOCUMENT_POSITION_FOLLOWING);
  return before.length ? words(before.at(-1)) : "";
}

/** What a unit is called: «§ 28, élément 1», the heading of one without a number; `brief` is for the trail: «§ 28 (1)». */
export function name(unit, brief = false) {
  if (unit.matches("li")) {
    const lead = unit.closest(".units")?.querySelector(".lead");
    const list = lead && printed(lead) ? name(lead, brief) : above(unit);
    return brief ? `${list} (${number(unit).textContent})` : [list, number(unit).ariaLabel.toLocaleLowerCase()].filter(Boolean).join(", ");
  }
  if (unit.closest(".footnotes")) return document.querySelector(`.call a[href="#${unit.id}"]`)?.ariaLabel ?? "";
  return printed(unit) ? `§\u00a0${number(unit).textContent}` : above(unit);
}

const inBand = new Set();
let titleInView = true;
let last = null;

/** The unit that the reader means: the one in focus, the one addressed, else the first on the screen. */
export function current() {
  const focused = document.activeElement?.closest("[data-unit]");
  if (focused) return focused;
  const target = document.querySelector("[data-unit]:target");
  if (target && inBand.has(target)) return target;
  return last ?? units()[0];
}

/** Goes to the next unit or, with -1, to the one before. */
export function step(by) {
  const list = units();
  const focused = document.activeElement?.closest("[data-unit]");
  const from = focused ?? (titleInView ? null : last);
  const next = from ? list[list.indexOf(from) + by] : by > 0 ? list[0] : null;
  if (!next) return;
  next.scrollIntoView();
  number(next)?.focus({ preventScroll: true, focusVisible: true });
}

function show() {
  const follows = (unit, other) => other.compareDocumentPosition(unit) & Node.DOCUMENT_POSITION_FOLLOWING;
  last = [...inBand].sort((unit, other) => (follows(unit, other) ? 1 : -1))[0] ?? last;
  if (!here) return;
  const shown = !titleInView && last ? name(last, true) : "";
  if (here.textContent !== shown) here.textContent = shown;
  here.hidden = !shown;
}

/** The height of what stays at the top of the screen. */
const covered = Math.round((trail?.offsetHeight ?? 0) + (document.querySelector(".md-header")?.offsetHeight ?? 0));

/** Watches the upper part of the screen. */
function watch() {
  const band = new IntersectionObserver((entries) => {
    for (const entry of entries) inBand[entry.isIntersecting ? "add" : "delete"](entry.target);
    show();
  }, { rootMargin: `-${covered + 2}px 0px -55% 0px` });
  for (const unit of document.querySelectorAll("article [data-unit]")) band.observe(unit);
  if (!heading) return;
  new IntersectionObserver(([entry]) => {
    titleInView = entry.isIntersecting || entry.boundingClientRect.top > 0;
    show();
  }, { rootMargin: `-${covered}px 0px 0px 0px` }).observe(heading);
}

/** Marks in the page's outline the section that is read. */
function outline() {
  const links = [...document.querySelectorAll(".md-nav--secondary a[href^='#']")];
  const places = links.map((link) => document.getElementById(link.hash.slice(1)));
  const column = links[0]?.closest(".md-sidebar__scrollwrap");
  let marked;
  return () => {
    const reached = links[places.findLastIndex((place) => place?.offsetParent && place.getBoundingClientRect().top <= covered + 20)];
    if (reached === marked) return;
    marked?.removeAttribute("aria-current");
    marked = reached;
    marked?.setAttribute("aria-current", "location");
    // The column follows; the page stays where it is.
    if (marked) column.scrollTop += marked.getBoundingClientRect().top - column.getBoundingClientRect().top - column.clientHeight / 2;
  };
}

/** How far a page is read; nothing where the style follows the scrolling by itself. */
function progress() {
  if (!trail || CSS.supports("animation-timeline: scroll()")) return null;
  const root = document.documentElement;
  return () => trail.style.setProperty("--read", scrollY / Math.max(1, root.scrollHeight - root.clientHeight));
}

/** Does something now, and again at most once a picture while the page is scrolled. */
function whileScrolling(follow) {
  let asked = false;
  addEventListener("scroll", () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      follow();
    });
  }, { passive: true });
  follow();
}

watch();
for (const follow of [outline(), progress()].filter(Boolean)) whileScrolling(follow);
