/* The reading position: the unit that is read, its name, and the steps to the next one. */

const trail = document.querySelector(".breadcrumbs");
const here = trail?.querySelector(".here");
const heading = document.querySelector("article h1");
const sectionLinks = [...document.querySelectorAll(".md-nav--secondary a[href^='#']")];
const sections = sectionLinks.map((link) => document.getElementById(link.hash.slice(1)));

/** Units that can be read now: neither folded away nor, as the notes at the end may be, shown elsewhere. */
const findUnits = () => [...document.querySelectorAll("article [data-unit]")].filter((unit) => unit.offsetParent);

/** The anchor of a unit, which may be on the heading of its list. */
export const getAnchor = (unit) => unit.dataset.unit.slice(unit.dataset.unit.lastIndexOf("/") + 1);

export const getNumber = (unit) => unit.querySelector(":scope > .number");
export const hasPrintedNumber = (unit) => /^\d+$/.test(getNumber(unit)?.textContent ?? "") && !unit.closest(".footnotes");

/** The text of a heading without the link to itself, the kind of page and the other language. */
function getText(element) {
  const copy = element.cloneNode(true);
  for (const part of copy.querySelectorAll(".headerlink, .kind, .other")) part.remove();
  return copy.textContent.trim();
}

/** The text of the heading above a unit; none where that is the heading of the page. */
function getHeading(unit) {
  const headings = [...unit.ownerDocument.querySelectorAll("article :is(h2, h3, h4)")];
  const before = headings.filter((one) => one.compareDocumentPosition(unit) & Node.DOCUMENT_POSITION_FOLLOWING);
  return before.length ? getText(before.at(-1)) : "";
}

/** The name of a unit: «§ 28, élément 1», or the heading above one without a number; `brief` is for the trail: «§ 28 (1)». */
export function getName(unit, brief = false) {
  if (unit.matches("li")) {
    const lead = unit.closest(".units")?.querySelector(".lead");
    const list = lead && hasPrintedNumber(lead) ? getName(lead, brief) : getHeading(unit);
    const number = getNumber(unit);
    if (brief && list) return `${list} (${number.textContent.replace(/[.)]$/, "")})`;
    return [list, number.ariaLabel.toLocaleLowerCase()].filter(Boolean).join(", ");
  }
  if (unit.closest(".footnotes")) return unit.ownerDocument.querySelector(`.call a[href="#${unit.id}"]`)?.ariaLabel ?? "";
  return hasPrintedNumber(unit) ? `§\u00a0${getNumber(unit).textContent}` : getHeading(unit);
}

const unitsInView = new Set();
let lastUnit = null;
let lastName = "";

/** Whether the title of the page can be seen. It is measured: Firefox may tell an observer where it was before the page went to a passage. */
const isTitleInView = () => !heading || heading.getBoundingClientRect().bottom > covered;

/** The unit that the reader means: the one in focus, the one addressed, else the one read. */
export function getCurrentUnit() {
  const focused = document.activeElement?.closest("[data-unit]");
  if (focused) return focused;
  const target = document.querySelector("[data-unit]:target");
  if (target && unitsInView.has(target)) return target;
  return lastUnit ?? findUnits()[0];
}

/** Goes to the next unit or, with -1, to the previous one. */
export function step(by) {
  const units = findUnits();
  const focused = document.activeElement?.closest("[data-unit]");
  const from = focused ?? (isTitleInView() ? null : lastUnit);
  const next = from ? units[units.indexOf(from) + by] : by > 0 ? units[0] : null;
  if (!next) return;
  next.scrollIntoView();
  getNumber(next)?.focus({ preventScroll: true, focusVisible: true });
}

const getUpperThird = () => covered + (innerHeight - covered) / 3;

/** At the end of a page, the unit addressed, which cannot come further up. */
function findAddressedUnitAtEnd() {
  const target = document.querySelector("[data-unit]:target");
  const { scrollHeight } = document.documentElement;
  return target && unitsInView.has(target) && scrollY + innerHeight >= scrollHeight - 1 ? target : null;
}

/** The unit that is read: the one addressed while it begins above the lower third, else the first that begins in the upper third. */
function findReadUnit() {
  const beginsAbove = (height) => (unit) => {
    const { top } = unit.getBoundingClientRect();
    return top >= covered && top < height;
  };
  const target = document.querySelector("[data-unit]:target");
  if (target && beginsAbove(innerHeight * 2 / 3)(target)) return target;
  const follows = (unit, other) => other.compareDocumentPosition(unit) & Node.DOCUMENT_POSITION_FOLLOWING;
  const units = [...unitsInView].sort((unit, other) => (follows(unit, other) ? 1 : -1));
  return units.find(beginsAbove(getUpperThird())) ?? units[0];
}

/** The anchor of what is read: of the unit addressed or read, below all units of the section. */
function getReadAnchor(unit) {
  const target = document.querySelector("[data-unit]:target");
  if (unit) return getAnchor(target && unitsInView.has(target) ? target : unit);
  return sections.findLast((one) => one?.offsetParent && one.getBoundingClientRect().top < getUpperThird())?.id;
}

/** Shows the name of the unit that is read in the breadcrumbs. */
function showUnit() {
  const unit = findAddressedUnitAtEnd() ?? findReadUnit();
  if (unit && unit !== lastUnit) {
    lastUnit = unit;
    lastName = getName(unit, true);
  }
  if (!here) return;
  const titleInView = isTitleInView();
  const name = unit && !titleInView ? lastName : "";
  if (here.textContent !== name) here.textContent = name;
  // For the link to the other language, which leads to the passage that is read.
  const anchor = titleInView ? "" : getReadAnchor(unit);
  if (anchor) trail.dataset.read = anchor;
  else delete trail.dataset.read;
  here.hidden = !name;
}

/** The height of what stays at the top of the screen. */
const covered = Math.round((trail?.offsetHeight ?? 0) + (document.querySelector(".md-header")?.offsetHeight ?? 0));

/** Watches the units on the screen. */
function watchUnits() {
  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) unitsInView[entry.isIntersecting ? "add" : "delete"](entry.target);
    showUnit();
  }, { rootMargin: `-${covered + 2}px 0px 0px 0px` });
  for (const unit of document.querySelectorAll("article [data-unit]")) observer.observe(unit);
}

/** A function that marks the section that is read in the page's table of contents. */
function createSectionMarker() {
  const column = sectionLinks[0]?.closest(".md-sidebar__scrollwrap");
  let marked;
  return () => {
    const reached = sectionLinks[sections.findLastIndex((one) => one?.offsetParent && one.getBoundingClientRect().top <= covered + 20)];
    if (reached === marked) return;
    marked?.removeAttribute("aria-current");
    marked = reached;
    marked?.setAttribute("aria-current", "location");
    // The column scrolls along; the page stays where it is.
    if (marked) column.scrollTop += marked.getBoundingClientRect().top - column.getBoundingClientRect().top - column.clientHeight / 2;
  };
}

/** A function that shows how far the page is read; nothing where the style follows the scrolling by itself. */
function createProgressBar() {
  if (!trail || CSS.supports("animation-timeline: scroll()")) return null;
  const root = document.documentElement;
  return () => trail.style.setProperty("--read", scrollY / Math.max(1, root.scrollHeight - root.clientHeight));
}

/** Calls a function now, and again at most once a frame while the page is scrolled. */
function callOnScroll(update) {
  let pending = false;
  addEventListener("scroll", () => {
    if (pending) return;
    pending = true;
    requestAnimationFrame(() => {
      pending = false;
      update();
    });
  }, { passive: true });
  update();
}

watchUnits();
for (const update of [showUnit, createSectionMarker(), createProgressBar()].filter(Boolean)) callOnScroll(update);
