/* The search on a page of its own, whose results can be filtered. */
import { createElement } from "../lib/elements.js";
import { hasScrollPosition, restoreScrollPosition, saveScrollPosition } from "../lib/scroll_position.js";
import { fill } from "../lib/text.js";
import { Engine, loadResult } from "./engine.js";
import { MAX_QUERY_LENGTH } from "./query.js";
import { createNotes, createOtherSearchLink, createResultLink, createSuggestions, FEW, formatCount } from "./results.js";
import { language, searchLink } from "./urls.js";

const PAGE_SIZE = 20;

/** Makes the search page work. */
export function start(root) {
  document.querySelector("[data-without-script]").hidden = true;
  history.scrollRestoration = "manual"; // The results come later.
  new SearchPage(root).restore();
}

class SearchPage {
  constructor(root) {
    this.turn = 0;
    this.title = document.title;
    this.form = root.querySelector("form");
    this.input = root.querySelector("input");
    this.input.maxLength = MAX_QUERY_LENGTH;
    this.status = root.querySelector("[role=status]");
    this.note = root.querySelector(".search-note");
    this.list = root.querySelector(".found");
    this.more = root.querySelector(".search-more");
    this.suggestions = root.querySelector(".search-rest");
    this.filters = root.querySelector(".search-narrow");
    this.form.hidden = false;
    this.filters.open = matchMedia("(min-width: 60em)").matches;
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.update(true); });
    this.input.addEventListener("input", () => this.update(false));
    this.more.addEventListener("click", () => this.showMore(true));
    this.filters.addEventListener("change", () => this.update(true));
    addEventListener("popstate", () => this.restore());
    saveScrollPosition(() => this.findResults());
  }

  findResults() {
    return [...this.list.children];
  }

  /** Shows what the address asks for, where it was left. */
  async restore() {
    const asked = new URLSearchParams(location.search);
    this.input.value = (asked.get("q") ?? "").slice(0, MAX_QUERY_LENGTH);
    this.parameters = asked;
    await this.show(false);
    if (!hasScrollPosition()) return;
    while (this.shownCount <= history.state.position.index && this.shownCount < this.results.length) await this.showMore(false);
    restoreScrollPosition(() => this.findResults());
  }

  /** Writes the query and its filters to the address, as a new entry of the history where `step` is true, and shows the results. */
  update(step) {
    const asked = new URLSearchParams();
    if (this.input.value.trim()) asked.set("q", this.input.value.trim());
    for (const box of this.filters.querySelectorAll("input:checked")) asked.append(box.name, box.value);
    this.parameters = asked;
    const here = new URL(location.href);
    here.search = asked.toString();
    if (here.href !== location.href) history[step ? "pushState" : "replaceState"](null, "", here);
    return this.show(false);
  }

  async show(asTyped) {
    const turn = ++this.turn;
    try {
      await this.load(turn, asTyped);
    } catch (error) {
      if (turn !== this.turn) return;
      this.status.textContent = searchLink.dataset.failed;
      throw error;
    }
  }

  async load(turn, asTyped) {
    const query = this.input.value.trim();
    const filtered = [...this.parameters.keys()].some((name) => name !== "q");
    this.list.setAttribute("aria-busy", "true");
    const engine = await Engine.get();
    const { fragments, facets } = await engine.facets();
    engine.places ??= new Map(fragments.map((name, place) => [name, place]));
    const { places } = engine;
    this.values ??= facets.map((facet) => {
      const values = fragments.map(() => []);
      for (const [value, [, , members]] of facet.values.entries()) for (const place of members) values[place].push(value);
      return values;
    });
    let answer = { results: [], note: null };
    if (query) answer = await engine.answer(query, asTyped);
    else if (filtered) answer.results = (await engine.ask(null)).sort((a, b) => places.get(a.id) - places.get(b.id));
    if (turn !== this.turn) return;
    const asked = facets.map((facet) => {
      const names = new Set(this.parameters.getAll(facet.id));
      return new Set(facet.values.flatMap(([name], value) => (names.has(name) ? [value] : [])));
    });
    const fits = (place, facet) => asked[facet].size === 0 || this.values[facet][place].some((value) => asked[facet].has(value));
    const counts = facets.map((facet) => facet.values.map(() => 0));
    this.results = answer.results.filter((result) => {
      const place = places.get(result.id);
      const missed = facets.map((_, facet) => facet).filter((facet) => !fits(place, facet));
      for (const facet of missed.length === 0 ? facets.keys() : missed.length === 1 ? missed : []) {
        for (const value of this.values[facet][place]) counts[facet][value] += 1;
      }
      return missed.length === 0;
    });
    this.showFacets(engine, facets, asked, counts, query || filtered);
    this.list.replaceChildren();
    this.shownCount = 0;
    const { phrases } = engine;
    this.note.replaceChildren(...createNotes(engine, query, answer.note, () => this.show(true)));
    this.note.hidden = !this.note.hasChildNodes();
    const none = this.results.length === 0;
    const few = query && answer.results.length < FEW;
    this.suggestions.replaceChildren(...(query && none ? createSuggestions(engine, query, (words) => this.retry(words)) : few ? [createOtherSearchLink(phrases, query)] : []));
    await this.showMore(false);
    if (turn !== this.turn) return;
    const status = none ? fill(phrases["search-none"], { query }) : formatCount(phrases, this.results.length);
    this.status.textContent = query || filtered ? status : "";
    this.list.removeAttribute("aria-busy");
    this.list.dataset.query = query;
    document.title = query ? `${query} · ${this.title}` : this.title;
  }

  retry(words) {
    this.input.value = words;
    this.input.focus();
    this.update(true);
  }

  /** Shows more results; `focus` moves the focus to the first of them. */
  async showMore(focus) {
    const { turn } = this;
    const found = await Promise.all(this.results.slice(this.shownCount, this.shownCount + PAGE_SIZE).map(loadResult));
    if (turn !== this.turn) return;
    this.shownCount += found.length;
    const kinds = (await Engine.get()).reader.kinds;
    const items = found.map((one) => createElement("li", {}, createElement("span", { class: "found-kind" }, kinds[one.kind]), createResultLink(one)));
    this.list.append(...items);
    this.more.hidden = this.shownCount >= this.results.length;
    if (focus) items[0]?.querySelector("a").focus();
  }

  /** Shows the facets, each value with how many results it would leave. */
  showFacets(engine, facets, asked, counts, visible) {
    const focused = document.activeElement?.id;
    const opened = new Set([...this.filters.querySelectorAll("details[open]")].map((details) => details.dataset.facet));
    const groups = facets.map((facet, place) => {
      const boxes = facet.values.flatMap(([value, name], each) => {
        if (counts[place][each] === 0 && !asked[place].has(each)) return [];
        const id = `${facet.id}-${each}`;
        const box = createElement("input", { type: "checkbox", id, name: facet.id, value, checked: asked[place].has(each) });
        const count = createElement("span", { class: "count" }, counts[place][each].toLocaleString(language));
        return [createElement("li", {}, createElement("label", { for: id }, box, " ", name, " ", count))];
      });
      const open = opened.has(facet.id) || asked[place].size > 0;
      const title = createElement("summary", {}, facet.title);
      return boxes.length > 0 && createElement("details", { "data-facet": facet.id, open }, title, createElement("ul", {}, ...boxes));
    });
    const clear = createElement("button", { type: "button" }, engine.phrases["search-clear"]);
    clear.addEventListener("click", () => {
      for (const box of this.filters.querySelectorAll("input:checked")) box.checked = false;
      this.update(true);
      this.input.focus();
    });
    this.filters.hidden = !visible;
    const clearButtons = asked.some((values) => values.size > 0) ? [clear] : [];
    this.filters.querySelector("div").replaceChildren(...groups.filter(Boolean), ...clearButtons);
    if (focused) document.getElementById(focused)?.focus();
  }
}
