/* What every page does: keeps its reader's place, answers keys, and loads whatever else when it is first asked for. */
(() => {
  "use strict";

  const SOURCE = document.currentScript.src;
  const VIEW = "edition.view";
  const KEYS = "edition.keys";
  const load = (name) => import(new URL(`../${name}.js`, SOURCE).href);
  const all = (selector) => document.querySelectorAll(selector);

  /** What the address points to on this page. */
  function pointed() {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return null; // An address cut off in the middle of a letter.
    }
  }

  function remembered(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // A browser that keeps nothing.
    }
  }

  /** The language switcher leads to the same passage, in the same view. */
  function keepPlace() {
    for (const link of all("a[hreflang]")) {
      link.addEventListener("click", () => {
        const target = new URL(link.href);
        target.hash = location.hash;
        target.search = location.search;
        link.href = target.href;
      });
    }
  }

  /** The search is loaded by its button, by its keys, by its page, or to mark what it found. */
  function search() {
    const opener = document.querySelector("a[data-search]");
    if (!opener) return null;
    const open = () => load("search/dialog").then((loaded) => loaded.open(), () => location.assign(opener.href));
    opener.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      open();
    });
    // What is typed at once after opening it should not be lost: it is fetched as somebody approaches it.
    const fetched = () => load("search/dialog").catch(() => { /* Tried again when it is opened. */ });
    for (const sign of ["pointerenter", "focus"]) opener.addEventListener(sign, fetched, { once: true });
    const page = document.querySelector("[data-search-page]");
    if (page) load("search/page").then((loaded) => loaded.page(page));
    if (new URLSearchParams(location.search).has("highlight")) load("search/highlight").then((loaded) => loaded.highlight());
    return open;
  }

  /** Both languages side by side, at once where that was asked for before. */
  function both(button) {
    let view;
    const toggle = async (chosen) => {
      view ??= load("reading/side_by_side").then((beside) => new beside.SideBySide(button, VIEW));
      const shown = await view;
      await shown.show(!shown.on, chosen);
    };
    button.hidden = false;
    button.addEventListener("click", () => toggle(true));
    const asked = new URLSearchParams(location.search).get("view");
    if (asked === "both" || (asked === null && remembered(VIEW) === "both")) toggle(false);
  }

  /** Lists of different levels face to face, where a page has them and the screen has room. */
  function facing(button) {
    button.hidden = !document.querySelector(".levels") || !matchMedia("(min-width: 60em)").matches;
    button.addEventListener("click", () => {
      const on = document.documentElement.classList.toggle("facing");
      button.setAttribute("aria-pressed", String(on));
    });
  }

  /** Who comes for a passage that has left this page is led to where it is now. */
  function followMoved() {
    const way = pointed()?.closest(".moved")?.querySelector("a");
    if (way) location.replace(way.href);
  }

  /** A passage that is addressed is not left folded away. */
  function unfold() {
    const target = pointed();
    const folded = target?.closest("details:not([open])");
    if (!folded) return;
    folded.open = true;
    target.scrollIntoView();
  }

  /** What a finger's tap does first, where a mouse would only pass over. */
  let touched = false;

  /** References show a preview: to a mouse that stays on them, to the keyboard, to a first tap. */
  function previews(article) {
    if (!("showPopover" in HTMLElement.prototype)) return;
    for (const type of ["pointerover", "focusin", "click"]) {
      article.addEventListener(type, (event) => {
        const link = event.target.closest("a.reference");
        if (!link || (type !== "click" && touched) || (type === "focusin" && !link.matches(":focus-visible"))) return;
        if (type === "click") {
          if (!touched || link.hasAttribute("aria-describedby") || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
        }
        load("reading/reference_preview").then((preview) => preview.show(link, event)).catch(() => type === "click" && location.assign(link.href));
      });
    }
  }

  /** A unit offers to be copied: to a mouse that passes over it, and by its number. */
  function copying(article) {
    article.addEventListener("pointerover", (event) => {
      const unit = event.target.closest("[data-unit]");
      if (unit && event.pointerType === "mouse") load("reading/citation").then((copy) => copy.offer(unit));
    });
    article.addEventListener("click", (event) => {
      const number = event.target.closest("[data-unit] > .number");
      if (!number || event.ctrlKey || event.metaKey || event.shiftKey || number.closest(".footnotes")) return;
      event.preventDefault();
      const [x, y] = [scrollX, scrollY];
      location.hash = number.hash;
      scrollTo(x, y); // The number is an address: it need not move what it stands before,
      number.focus({ preventScroll: true }); // nor lose the focus.
      load("reading/citation").then((copy) => copy.offer(number.closest("[data-unit]"), true));
    });
  }

  /** What each key does on this page, by its name in the list of keys. */
  function answers(open, article) {
    const found = new Map();
    const add = (key, name, run) => run && found.set(key, { name, run });
    const press = (selector) => document.querySelector(selector) && (() => document.querySelector(selector).click());
    add("/", "search", open);
    add("s", "search", open);
    if (article.querySelector("[data-unit]")) {
      const report = document.querySelector("[data-report]");
      add("j", "next-unit", () => load("reading/reading_position").then((place) => place.step(1)));
      add("k", "previous-unit", () => load("reading/reading_position").then((place) => place.step(-1)));
      add("c", "link", () => load("reading/citation").then((copy) => copy.copyLink()));
      add("q", "citation", () => load("reading/citation").then((copy) => copy.copyCitation()));
      add("r", "report", report && (() => load("reading/citation").then((copy) => copy.report())));
    }
    add("n", "next", press(".neighbours [rel=next]"));
    add("p", "previous", press(".neighbours [rel=prev]"));
    add("b", "both", press("button[data-both]"));
    return found;
  }

  /** Keys of one letter, which can be switched off: who speaks to a machine would press them unawares. */
  function keys(found) {
    let on = remembered(KEYS) !== "off";
    const help = () => load("reading/keyboard_shortcuts").then((list) => list.open(found, on, (wanted) => {
      on = wanted;
      try {
        localStorage.setItem(KEYS, on ? "on" : "off");
      } catch {
        // Then it holds for this page alone.
      }
    }));
    found.set("?", { name: "help", run: help });
    for (const button of all("button[data-keys]")) {
      button.hidden = false;
      button.addEventListener("click", help);
    }
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest?.("input, textarea, select, dialog, [contenteditable]");
      if (typing || event.metaKey || event.ctrlKey || event.altKey || event.key.length > 1) return;
      const answer = on && found.get(event.key);
      if (!answer) return;
      event.preventDefault();
      answer.run();
    });
  }

  /** What is read is kept for times without a connection, once the page has nothing else to do. */
  function offline() {
    const worker = document.querySelector("meta[name=offline-worker]");
    if (!worker || !isSecureContext) return;
    const address = new URL(worker.content, document.baseURI).href;
    const start = () => load("pages/offline").then((keeping) => keeping.start(address)).catch(() => { /* Then nothing is kept. */ });
    addEventListener("load", () => (globalThis.requestIdleCallback ?? setTimeout)(start));
  }

  document.addEventListener("DOMContentLoaded", () => {
    const article = document.querySelector("article");
    offline();
    followMoved();
    addEventListener("hashchange", followMoved);
    keepPlace();
    unfold();
    addEventListener("hashchange", unfold);
    for (const place of all("[data-own-address]")) place.textContent = document.querySelector("link[rel=canonical]").href;
    all("button[data-facing]").forEach(facing);
    const open = search();
    all("button[data-both]").forEach(both);
    if (document.querySelector("table.sortable")) load("lib/table_sorting").then((tables) => all("table.sortable").forEach(tables.sortable));
    if (!article) return;
    document.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch"; }, true);
    document.addEventListener("keydown", () => { touched = false; }, true);
    previews(article);
    copying(article);
    keys(answers(open, article));
    if (document.querySelector("[data-unit], .md-nav--secondary")) load("reading/reading_position");
  });
})();
