/* What a page does beyond being read: both languages side by side, a switcher that keeps its place, tables that sort. */
(() => {
  "use strict";

  const REMEMBERED = "edition.view";

  /** The language switcher leads to the same passage, in the same view. */
  function keepPlace() {
    for (const link of document.querySelectorAll("a[hreflang]")) {
      link.addEventListener("click", () => {
        const target = new URL(link.href);
        target.hash = location.hash;
        target.search = location.search;
        link.href = target.href;
      });
    }
  }

  /** What can be set beside its translation, by the key that both pages share. */
  function pairs(root) {
    const found = new Map();
    for (const element of root.querySelectorAll("article [data-unit], article [data-pair], article h1, article :is(h2, h3, h4)[id]")) {
      if (element.querySelector("[data-unit]")) continue;
      const key = element.dataset.unit ?? element.dataset.pair ?? (element.id || element.tagName);
      if (!found.has(key)) found.set(key, element);
    }
    return found;
  }

  const apart = (node) => node instanceof Element && node.matches(".number, .headerlink, .stale");

  /** The words of an element as one column; its number and links to itself stay outside. */
  function column(element, language, kind) {
    const span = document.createElement("span");
    span.className = kind;
    span.lang = language;
    span.append(...[...element.childNodes].filter((node) => !apart(node)));
    return span;
  }

  class SideBySide {
    constructor(button) {
      this.button = button;
      this.other = document.querySelector("a[data-other]");
      this.on = false;
      button.hidden = false;
      button.addEventListener("click", () => this.show(!this.on, true));
      const asked = new URLSearchParams(location.search).get("view");
      if (asked === "both" || (asked === null && localStorage.getItem(REMEMBERED) === "both")) this.show(true, false);
    }

    async show(on, chosen) {
      if (on && !this.ready) {
        this.button.setAttribute("aria-busy", "true");
        try {
          await this.setBeside();
        } catch {
          location.href = this.other.href; // Without the other page there is still the way to it.
          return;
        } finally {
          this.button.removeAttribute("aria-busy");
        }
      }
      this.on = on;
      document.documentElement.classList.toggle("both", on);
      this.button.setAttribute("aria-pressed", String(on));
      if (chosen) {
        localStorage.setItem(REMEMBERED, on ? "both" : "one");
        const here = new URL(location.href);
        if (on) here.searchParams.set("view", "both");
        else here.searchParams.delete("view");
        history.replaceState(history.state, "", here);
      }
      if (location.hash && !chosen) document.querySelector(location.hash)?.scrollIntoView();
    }

    async setBeside() {
      const answer = await fetch(this.other.href);
      if (!answer.ok) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const theirs = pairs(page);
      const mine = document.documentElement.lang;
      for (const [key, element] of pairs(document)) {
        const twin = theirs.get(key);
        if (!twin) continue;
        const there = column(twin, page.documentElement.lang, "other");
        for (const named of there.querySelectorAll("[id]")) named.removeAttribute("id");
        for (const link of there.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), answer.url).href;
        element.append(column(element, mine, "mine"), document.adoptNode(there));
        element.classList.add("paired");
      }
      this.ready = true;
    }
  }

  /** A table that its readers sort by the column they press. */
  function sortable(table) {
    const body = table.tBodies[0];
    const order = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
    for (const button of table.querySelectorAll("th button")) {
      const head = button.closest("th");
      button.disabled = false;
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const key = (row) => row.cells[head.cellIndex].dataset.key ?? row.cells[head.cellIndex].textContent.trim();
        const rows = [...body.rows].sort((a, b) => order.compare(key(a), key(b)));
        body.append(...(down ? rows.reverse() : rows));
      });
    }
  }

  /** The search is loaded when it is first asked for: by its button, by `/` or `s`, by its page, or to mark what it found. */
  function search() {
    const opener = document.querySelector("a[data-search]");
    if (!opener) return;
    const load = () => import(new URL(opener.dataset.script, document.baseURI).href);
    const open = (event) => {
      event.preventDefault();
      load().then((loaded) => loaded.open(), () => (location.href = opener.href));
    };
    opener.addEventListener("click", (event) => event.metaKey || event.ctrlKey || event.shiftKey || open(event));
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest?.("input, textarea, select, dialog, [contenteditable]");
      if (["/", "s"].includes(event.key) && !typing && !event.metaKey && !event.ctrlKey && !event.altKey) open(event);
    });
    const page = document.querySelector("[data-search-page]");
    if (page) load().then((loaded) => loaded.page(page));
    if (new URLSearchParams(location.search).has("highlight")) load().then((loaded) => loaded.highlight());
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
    const way = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest(".moved")?.querySelector("a");
    if (way) location.replace(way.href);
  }

  document.addEventListener("DOMContentLoaded", () => {
    followMoved();
    addEventListener("hashchange", followMoved);
    keepPlace();
    for (const place of document.querySelectorAll("[data-own-address]")) place.textContent = document.querySelector("link[rel=canonical]").href;
    for (const button of document.querySelectorAll("button[data-facing]")) facing(button);
    search();
    for (const button of document.querySelectorAll("button[data-both]")) new SideBySide(button);
    for (const table of document.querySelectorAll("table.sortable")) sortable(table);
  });
})();
