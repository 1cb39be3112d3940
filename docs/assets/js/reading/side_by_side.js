/* Both languages side by side: each unit of the page beside its translation, taken from the other page. */

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

const apart = (node) => node instanceof Element && node.matches(".number, .headerlink, .stale, .unit-tools, .preview");

/** The words of an element as one column; its number and links to itself stay outside. */
function column(element, language, kind) {
  const span = document.createElement("span");
  span.className = kind;
  span.lang = language;
  span.append(...[...element.childNodes].filter((node) => !apart(node)));
  return span;
}

/** The view of a page that its button turns on and off; `key` is where the choice is remembered. */
export class SideBySide {
  constructor(button, key) {
    this.button = button;
    this.key = key;
    this.other = document.querySelector("a[data-other]");
    this.on = false;
  }

  async show(on, chosen) {
    if (on && !this.ready) {
      this.button.setAttribute("aria-busy", "true");
      try {
        await this.setBeside();
      } catch {
        if (chosen) location.href = this.other.href; // Without the other page there is still the way to it.
        return;
      } finally {
        this.button.removeAttribute("aria-busy");
      }
    }
    this.on = on;
    document.documentElement.classList.toggle("both", on);
    this.button.setAttribute("aria-pressed", String(on));
    if (chosen) this.remember();
    if (location.hash && !chosen) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }

  remember() {
    try {
      localStorage.setItem(this.key, this.on ? "both" : "one");
    } catch {
      // Then the address alone remembers it.
    }
    const here = new URL(location.href);
    if (this.on) here.searchParams.set("view", "both");
    else here.searchParams.delete("view");
    history.replaceState(history.state, "", here);
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
