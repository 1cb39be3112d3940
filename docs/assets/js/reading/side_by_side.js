/* Both languages side by side: each unit of the page beside its translation, taken from the page in the other language. */

import { isLaidOut, scrollDown, scrollInFrames } from "../lib/scroll_position.js";
import { scrollToPassage } from "./addressed_passage.js";

/** The units and headings of a page by the key that both pages share. */
function findUnits(root) {
  const units = new Map();
  for (const element of root.querySelectorAll("article [data-unit], article [data-pair], article h1, article :is(h2, h3, h4)[id]")) {
    if (element.querySelector("[data-unit]")) continue;
    const key = element.dataset.unit ?? element.dataset.pair ?? (element.id || element.tagName);
    if (!units.has(key)) units.set(key, element);
  }
  return units;
}

/** Whether a part of a unit stands outside its columns. */
const isOutside = (node) => node instanceof Element && node.matches(".number, .headerlink, .stale, .unit-button, .preview, .lead-in");

/** The content of a unit as one column. */
function createColumn(unit, language, kind) {
  const column = document.createElement("span");
  column.className = kind;
  column.lang = language;
  column.append(...[...unit.childNodes].filter((node) => !isOutside(node)));
  const { firstChild } = column;
  if (firstChild instanceof Text) firstChild.data = firstChild.data.trimStart();
  return column;
}

/** Changes the layout, and leaves the unit that is read where it is on the screen. */
function keepInPlace(change) {
  const covered = document.querySelector(".breadcrumbs").getBoundingClientRect().bottom;
  const units = scrollY > 0 ? [...document.querySelectorAll("article :is([data-unit], h2, h3, h4)")].filter(isLaidOut) : [];
  const box = (one) => one.getBoundingClientRect();
  const isRead = (one, height = innerHeight / 2) => box(one).top > covered - 4 && box(one).top < height;
  const target = document.querySelector("[data-unit]:target");
  // The one addressed, else the first that begins in the upper half of the screen, else the one that fills it.
  const unit = (target && isRead(target, innerHeight * 2 / 3) ? target : units.find((one) => isRead(one))) ?? units.find((one) => box(one).bottom > covered);
  const top = unit && box(unit).top;
  change();
  if (unit) scrollInFrames(() => scrollDown(box(unit).top - top));
}

/** The view of a page that its button turns on and off; `remember` stores the choice. */
export class SideBySide {
  constructor(button, remember) {
    this.button = button;
    this.remember = remember;
    this.link = document.querySelector("a[data-other]");
    this.on = false;
    // An earlier entry of the history may have the address of the other view.
    addEventListener("popstate", () => this.writeAddress());
  }

  /** Turns the view on or off; `chosen` where the reader has just asked for it. */
  async show(on, chosen) {
    let page = null;
    if (on && !this.ready) {
      this.button.setAttribute("aria-busy", "true");
      try {
        page = await this.fetchPage();
      } catch {
        if (chosen) location.href = this.link.href; // Without the translation, the link to its page still works.
        return;
      } finally {
        this.button.removeAttribute("aria-busy");
      }
    }
    this.on = on;
    const change = () => {
      if (page) this.addTranslations(page);
      document.documentElement.classList.toggle("both", on);
    };
    const target = !chosen && location.hash ? document.getElementById(location.hash.slice(1)) : null;
    if (target) {
      change();
      scrollInFrames(() => scrollToPassage(target));
    } else {
      keepInPlace(change);
    }
    this.button.setAttribute("aria-pressed", String(on));
    if (chosen) this.remember(on);
    this.writeAddress();
  }

  /** Writes the view in the address, so that this shows to others what the reader sees. */
  writeAddress() {
    const address = new URL(location.href);
    if (this.on) address.searchParams.set("view", "both");
    else address.searchParams.delete("view");
    history.replaceState(history.state, "", address);
  }

  /** The page in the other language. */
  async fetchPage() {
    const response = await fetch(this.link.href);
    if (!response.ok) throw new Error(response.statusText);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    // As attributes: the links of drawings have no address that can be set.
    for (const link of page.querySelectorAll("article a[href]")) {
      const target = new URL(link.getAttribute("href"), response.url);
      // Its notes and passages are on this page too.
      const isHere = target.pathname === new URL(response.url).pathname && target.hash;
      link.setAttribute("href", isHere ? target.hash : target.href);
    }
    return page;
  }

  /** Puts each translation beside its unit. */
  addTranslations(page) {
    const translations = findUnits(page);
    const { lang } = document.documentElement;
    for (const [key, unit] of findUnits(document)) {
      const translation = translations.get(key);
      if (!translation) continue;
      const column = createColumn(translation, page.documentElement.lang, "other");
      for (const element of column.querySelectorAll("[id]")) element.removeAttribute("id");
      // In the place of the text: before the link of a heading, after the number of a passage.
      const after = [...unit.children].find((child) => isOutside(child) && !child.matches(".number, .lead-in")) ?? null;
      for (const node of [new Text(" "), createColumn(unit, lang, "mine"), column]) unit.insertBefore(node, after);
      unit.classList.add("paired");
    }
    this.ready = true;
  }
}
