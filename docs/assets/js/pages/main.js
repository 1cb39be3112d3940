/* What every page does: attaches the listeners, and loads each further script when it is first needed. */
(() => {
  "use strict";

  const SCRIPTS = new URL("..", document.currentScript.src);
  const VIEW_KEY = "edition.view";
  const SHORTCUTS_KEY = "edition.keys";
  const load = (name) => import(new URL(`${name}.js`, SCRIPTS).href);
  const all = (selector) => document.querySelectorAll(selector);

  /** The element that the address names. */
  function getTarget() {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return null; // An address cut off in the middle of a letter.
    }
  }

  function readStored(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // A browser that stores nothing.
    }
  }

  function store(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch {
      // Then it holds for this page alone.
    }
  }

  /** The full form of an acronym is shown below it, or from the edge of the screen where it may not fit: a late font makes it wider. */
  function placeFullForm({ target }) {
    if (!target.matches("abbr[tabindex]")) return;
    const [{ left }] = target.getClientRects();
    const { offsetWidth: width } = document.documentElement;
    const needed = Number.parseFloat(getComputedStyle(target, "::after").width) + 64;
    const around = (target.offsetParent ?? document.body).getBoundingClientRect();
    const fits = left + needed <= width;
    target.style.setProperty("--ed-left", fits ? `${Math.max(8, left) - around.left}px` : "auto");
    target.style.setProperty("--ed-right", fits ? "auto" : `${around.right - width + 12}px`);
  }

  /** Links to other languages lead to the same passage, in the same view. */
  function addLanguageLinks() {
    for (const link of all("a[hreflang]")) {
      link.addEventListener("click", () => {
        const target = new URL(link.href);
        const read = document.querySelector("[data-read]")?.dataset.read;
        target.hash = read ? `#${read}` : location.hash;
        target.search = location.search;
        link.href = target.href;
      });
    }
  }

  /** The search is loaded by its button, by its shortcuts, by its page, or to highlight the words that it found. */
  function addSearch() {
    const link = document.querySelector("a[data-search]");
    if (!link) return null;
    const open = () => load("search/dialog").then((dialog) => dialog.open(), () => location.assign(link.href));
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      open();
    });
    // What is typed just after opening it should not be lost: it is loaded as the pointer or the focus approaches.
    const preload = () => load("search/dialog").catch(() => { /* Tried again when it is opened. */ });
    for (const type of ["pointerenter", "focus"]) link.addEventListener(type, preload, { once: true });
    // A reader who comes back from a result finds the search again.
    const reopen = () => { if (history.state?.search) open(); };
    for (const type of ["pageshow", "popstate"]) addEventListener(type, reopen);
    const page = document.querySelector("[data-search-page]");
    if (page) load("search/page").then((search) => search.start(page));
    if (new URLSearchParams(location.search).has("highlight")) load("search/highlight").then((search) => search.highlight());
    return open;
  }

  /** Both languages side by side, at once where the reader chose that before. */
  function addSideBySide(button) {
    let loading;
    const remember = (on) => store(VIEW_KEY, on ? "both" : "one");
    const toggle = async (chosen) => {
      loading ??= load("reading/side_by_side").then(({ SideBySide }) => new SideBySide(button, remember));
      const view = await loading;
      await view.show(!view.on, chosen);
    };
    button.hidden = false;
    button.addEventListener("click", () => toggle(true));
    const asked = new URLSearchParams(location.search).get("view");
    if (asked === "both" || (asked === null && readStored(VIEW_KEY) === "both")) toggle(false);
  }

  /** Lists of different levels in columns, where a page has them and the screen has room. */
  function addLevelColumns(button) {
    button.hidden = !document.querySelector(".levels") || !matchMedia("(min-width: 60em)").matches;
    button.addEventListener("click", () => {
      const on = document.documentElement.classList.toggle("facing");
      button.setAttribute("aria-pressed", String(on));
    });
  }

  /** Unfolds for printing what the print style unfolds where the browser can. */
  function unfoldForPrint() {
    if (CSS.supports("selector(::details-content)")) return;
    let folded = [];
    addEventListener("beforeprint", () => {
      folded = [...all("details:not([open])")];
      for (const details of folded) details.open = true;
    });
    addEventListener("afterprint", () => { for (const details of folded) details.open = false; });
  }

  /** Prints the page; browsers offer to save it as a PDF there. */
  function addPrint(button) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  /** The address of a passage that has moved to another page leads there. */
  function followMoved() {
    const link = getTarget()?.closest(".moved")?.querySelector("a");
    if (link) location.replace(link.href);
  }

  /** Unfolds the details that the passage named by the address is in, or in which the mentions go on from the page that it names. */
  function unfoldTarget() {
    const target = getTarget();
    const following = (target?.matches(":is(h3, h4)[id^=in-]") && target.closest("section")?.querySelectorAll("details.more")) || [];
    const folded = [target?.closest("details"), ...following].filter((details) => details && !details.open);
    if (folded.length === 0) return;
    for (const details of folded) details.open = true;
    target.scrollIntoView();
  }

  /** Opens an item of a list with the words that lead to it; a page that is returned to stays where it was. */
  function showLead() {
    const item = getTarget()?.closest("li[data-unit]");
    if (!item || performance.getEntriesByType("navigation")[0]?.type !== "navigate") return;
    load("reading/addressed_passage").then(({ scrollToPassage }) => scrollToPassage(item));
  }

  /** A long page that is returned to stays where it was read, at one of its parts; one that is opened is scrolled to its target. */
  function keepScrollPosition(parts) {
    history.scrollRestoration = "manual";
    const scripts = ["lib/scroll_position", "reading/addressed_passage"];
    Promise.all(scripts.map(load)).then(([{ hasScrollPosition, restoreScrollPosition, saveScrollPosition, scrollInFrames }, { scrollToPassage }]) => {
      const find = () => [...all(parts)];
      const open = () => getTarget() && scrollInFrames(() => scrollToPassage(getTarget()));
      const go = () => (hasScrollPosition() ? restoreScrollPosition(find) : open());
      go();
      for (const type of ["popstate", "hashchange"]) addEventListener(type, go);
      saveScrollPosition(find);
    });
  }

  /** Whether the last input was a touch, which has no hover. */
  let touched = false;

  /** References, corrections and footnotes show a preview: to a mouse that stays on them, to the keyboard, to a first tap. */
  function addPreviews(article) {
    if (!("showPopover" in HTMLElement.prototype)) return;
    for (const type of ["pointerover", "focusin", "click"]) {
      article.addEventListener(type, (event) => {
        const link = event.target.closest("a.reference, a.correction, .call a");
        if (!link || event.buttons || (type !== "click" && touched) || (type === "focusin" && !link.matches(":focus-visible"))) return;
        if (type === "click") {
          if (!touched || link.hasAttribute("aria-describedby") || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
        }
        load("reading/reference_preview").then((preview) => preview.show(link, event))
          .catch(() => type === "click" && location.assign(link.href));
      });
    }
  }

  const isNumbered = (unit) => /^\d+$/.test(unit?.querySelector(":scope > .number")?.textContent);

  /** The name of a unit, unlike that of any other on its page: «Paragraphe 28, élément 1», «Note 2», or its first words. */
  function getUnitName(unit, article) {
    if (unit.closest(".footnotes")) return article.querySelector(`.call a[href="#${unit.id}"]`)?.ariaLabel ?? "";
    const label = (one) => one.querySelector(":scope > .number").ariaLabel;
    const lead = unit.matches("li") ? unit.closest(".units")?.querySelector(".lead") : null;
    if (isNumbered(lead)) return `${label(lead)}, ${label(unit).toLocaleLowerCase()}`;
    if (isNumbered(unit) && !unit.matches("li")) return label(unit);
    const words = unit.textContent.trim().split(/\s+/).slice(1); // The first is its number.
    return words.slice(0, 8).join(" ") + (words.length > 8 ? "…" : "");
  }

  /** Opens the menu of a unit; where its script cannot be loaded, the link of the unit is in the address. */
  function openMenu(unit, button) {
    button.setAttribute("aria-busy", "true");
    load("reading/unit_menu").then((menu) => menu.toggle(unit, button))
      .catch(() => unit.querySelector(":scope > a.number").click())
      .finally(() => button.removeAttribute("aria-busy"));
  }

  /** Each unit has a button that opens its menu. */
  function addMenus(article) {
    const { menuLabel, menuTooltip } = article.querySelector("[data-menu-label]")?.dataset ?? {};
    if (!menuLabel) return;
    // Before the first press, so that it is answered at once.
    addEventListener("scroll", () => load("reading/unit_menu").catch(() => { /* Tried again by the press. */ }), { once: true, passive: true });
    for (const unit of article.querySelectorAll("[data-unit]")) {
      const number = unit.querySelector(":scope > .number");
      if (!number) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "unit-button";
      button.dataset.tooltip = menuTooltip;
      button.setAttribute("aria-expanded", "false");
      button.setAttribute("aria-label", menuLabel.replace("{unit}", getUnitName(unit, article)));
      button.addEventListener("click", () => openMenu(unit, button));
      number.after(button);
    }
    // What a tooltip covers can be seen again without moving the pointer.
    document.addEventListener("keydown", (event) => {
      const button = event.key === "Escape" && article.querySelector(".unit-button:is(:hover, :focus)");
      if (!button) return;
      button.removeAttribute("data-tooltip");
      for (const type of ["pointerleave", "blur"]) {
        button.addEventListener(type, () => { button.dataset.tooltip = menuTooltip; }, { once: true });
      }
    });
  }

  /** The shortcuts of this page by their keys: their names in the list of shortcuts, and what they do. */
  function findShortcuts(openSearch, article) {
    const shortcuts = new Map();
    const add = (key, name, run) => run && shortcuts.set(key, { name, run });
    const click = (selector) => document.querySelector(selector) && (() => document.querySelector(selector).click());
    add("/", "search", openSearch);
    add("s", "search", openSearch);
    if (article.querySelector("[data-unit]")) {
      const report = document.querySelector("[data-report]");
      add("j", "next-unit", () => load("reading/reading_position").then((position) => position.step(1)));
      add("k", "previous-unit", () => load("reading/reading_position").then((position) => position.step(-1)));
      add("c", "link", () => load("reading/citation").then((citation) => citation.copyLink()));
      add("q", "citation", () => load("reading/citation").then((citation) => citation.copyCitation()));
      add("r", "report", report && (() => load("reading/citation").then((citation) => citation.openReport())));
    }
    add("n", "next", click(".neighbours [rel=next]"));
    add("p", "previous", click(".neighbours [rel=prev]"));
    add("b", "both", click("button[data-both]"));
    return shortcuts;
  }

  /** Shortcuts of one letter, which can be turned off: speech input would press them by accident. */
  function addShortcuts(shortcuts) {
    let enabled = readStored(SHORTCUTS_KEY) !== "off";
    const setEnabled = (on) => {
      enabled = on;
      store(SHORTCUTS_KEY, on ? "on" : "off");
    };
    const help = () => load("reading/keyboard_shortcuts").then((dialog) => dialog.open(shortcuts, enabled, setEnabled));
    shortcuts.set("?", { name: "help", run: help });
    for (const button of all("button[data-keys]")) {
      button.hidden = false;
      button.addEventListener("click", help);
    }
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest?.("input, textarea, select, dialog, [contenteditable]");
      if (typing || event.metaKey || event.ctrlKey || event.altKey || event.key.length > 1) return;
      const shortcut = enabled && shortcuts.get(event.key);
      if (!shortcut) return;
      event.preventDefault();
      shortcut.run();
    });
  }

  /** What is read is saved for reading offline, once the page has nothing else to do. */
  function addOffline() {
    const worker = document.querySelector("meta[name=offline-worker]");
    if (!worker || !isSecureContext) return;
    const address = new URL(worker.content, document.baseURI).href;
    const start = () => load("pages/offline").then((offline) => offline.start(address)).catch(() => { /* Then nothing is saved. */ });
    // A page that is never idle starts all the same.
    addEventListener("load", () => (globalThis.requestIdleCallback ?? setTimeout)(start, { timeout: 3000 }));
  }

  document.addEventListener("DOMContentLoaded", () => {
    const article = document.querySelector("article");
    addOffline();
    followMoved();
    addEventListener("hashchange", followMoved);
    addLanguageLinks();
    article.addEventListener("focusin", placeFullForm);
    unfoldTarget();
    addEventListener("hashchange", unfoldTarget);
    if (document.querySelector(".division")) keepScrollPosition("article [data-unit]");
    if (document.querySelector("table.commitments, table.glossary")) keepScrollPosition("tr:is([data-unit], [id])");
    else showLead();
    for (const place of all("[data-own-address]")) place.textContent = document.querySelector("link[rel=canonical]").href;
    all("button[data-facing]").forEach(addLevelColumns);
    all("button[data-print]").forEach(addPrint);
    unfoldForPrint();
    const openSearch = addSearch();
    all("button[data-both]").forEach(addSideBySide);
    if (!article) return;
    document.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch"; }, true);
    document.addEventListener("keydown", () => { touched = false; }, true);
    addPreviews(article);
    addMenus(article);
    addShortcuts(findShortcuts(openSearch, article));
    if (document.querySelector("[data-unit], .md-nav--secondary")) load("reading/reading_position");
  });
})();
