/* The search on a page of its own, whose results can be filtered. */
import { createElement } from "../lib/elements.js";
import { hasScrollPosition, restoreScrollPosition, saveScrollPosition } from "../lib/scroll_position.js";
import { fill } from "../lib/text.js";
import { Engine, loadFacets } from "./engine.js";
import { MAX_QUERY_LENGTH } from "./query.js";
import {
  announce, createNotes, createOtherSearchLink, createResult, createSuggestions, FEW, FEW_ENTRIES, formatCount, formatHeading, formatMore, formatNumber,
  getTextNames, orderLists,
} from "./results.js";
import { searchLink } from "./urls.js";

const PAGE_SIZE = 10;

/** Makes the search page work. */
export function start(root) {
  document.querySelector("[data-without-script]").hidden = true;
  history.scrollRestoration = "manual"; // The results come later.
  new SearchPage(root).begin();
}

class SearchPage {
  constructor(root) {
    this.turn = 0;
    this.isTyped = false;
    this.title = document.title;
    this.form = root.querySelector("form");
    this.input = root.querySelector("input");
    this.input.maxLength = MAX_QUERY_LENGTH;
    this.status = root.querySelector("[role=status]");
    this.note = root.querySelector(".search-note");
    this.results = root.querySelector(".search-results");
    this.lists = Object.fromEntries([...root.querySelectorAll("[data-results]")].map((list) => [list.dataset.results, new ResultList(list)]));
    this.suggestions = root.querySelector(".search-rest");
    this.filters = root.querySelector(".search-filters");
    this.chosen = root.querySelector(".search-chosen");
    this.sheet = new Sheet(root, this.filters);
    this.ways = document.querySelector(".search-ways");
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.update(false); });
    this.input.addEventListener("input", () => this.update(true));
    this.filters.addEventListener("change", () => this.update(false));
    addEventListener("popstate", () => this.restore());
    saveScrollPosition(() => this.findResults());
  }

  /** Shows what the address asks for, else what was typed before the script had come. */
  begin() {
    const typed = this.input.value.trim();
    if (!typed || new URLSearchParams(location.search).has("q")) return this.restore();
    return this.update(true);
  }

  findResults() {
    return [...this.results.querySelectorAll(".found > li")];
  }

  /** Shows what the address asks for, where it was left. */
  async restore() {
    const asked = new URLSearchParams(location.search);
    this.input.value = (asked.get("q") ?? "").slice(0, MAX_QUERY_LENGTH);
    this.parameters = asked;
    this.isTyped = false;
    await this.show(false);
    if (!hasScrollPosition()) return;
    for (const list of Object.values(this.lists)) await list.restore();
    restoreScrollPosition(() => this.findResults());
  }

  /** Shows the results of the form; the address follows, while a query is being typed once its results are shown. */
  async update(isTyped) {
    const asked = new URLSearchParams();
    if (this.input.value.trim()) asked.set("q", this.input.value.trim());
    for (const box of this.filters.querySelectorAll("input:checked")) asked.append(box.name, box.value);
    this.parameters = asked;
    if (isTyped && !(await this.show(false))) return;
    this.writeAddress(isTyped);
    if (!isTyped) await this.show(false);
  }

  /** Writes the query and its filters to a new entry of the history, or to that of the query that is being typed. */
  writeAddress(isTyped) {
    const replaces = isTyped && (this.isTyped || !location.search);
    this.isTyped = isTyped;
    const here = new URL(location.href);
    here.search = this.parameters.toString();
    if (here.href !== location.href) history[replaces ? "replaceState" : "pushState"](null, "", here);
  }

  /** Shows the results; returns whether they were not overtaken by those of a later query. */
  async show(asTyped) {
    const turn = ++this.turn;
    try {
      await this.load(turn, asTyped);
      return turn === this.turn;
    } catch (error) {
      if (turn !== this.turn) return false;
      announce(this.status, searchLink.dataset.failed);
      this.ways.toggleAttribute("data-shown", true);
      throw error;
    }
  }

  async load(turn, asTyped) {
    const query = this.input.value.trim();
    const filtered = [...this.parameters.keys()].some((name) => name !== "q");
    this.results.setAttribute("aria-busy", "true");
    if ((query || filtered) && !this.status.textContent) announce(this.status, searchLink.dataset.waiting);
    const [engine, facets] = await Promise.all([Engine.get(), loadFacets()]);
    const { phrases, ranking } = engine;
    this.values ??= facets.map((facet) => {
      const values = Array.from({ length: ranking.places.size }, () => []);
      for (const [value, [, , members]] of facet.values.entries()) for (const place of members) values[place].push(value);
      return values;
    });
    let answer = { texts: [], entries: [], note: null };
    if (query) answer = await engine.answer(query, asTyped);
    else if (filtered) answer = { ...(await engine.all()), note: null };
    if (turn !== this.turn) return;
    const asked = facets.map((facet) => {
      const names = new Set(this.parameters.getAll(facet.id));
      return new Set(facet.values.flatMap(([name], value) => (names.has(name) ? [value] : [])));
    });
    const fits = (place, facet) => asked[facet].size === 0 || this.values[facet][place].some((value) => asked[facet].has(value));
    const counts = facets.map((facet) => facet.values.map(() => 0));
    const isShown = (place) => {
      const missed = facets.map((_, facet) => facet).filter((facet) => !fits(place, facet));
      for (const facet of missed.length === 0 ? facets.keys() : missed.length === 1 ? missed : []) {
        for (const value of this.values[facet][place]) counts[facet][value] += 1;
      }
      return missed.length === 0;
    };
    const texts = answer.texts.filter(isShown);
    const entries = answer.entries.filter(isShown);
    const count = texts.length + entries.length;
    const shown = orderLists({ texts, entries, lead: answer.lead });
    const textsByPlace = this.values[facets.findIndex(({ id }) => id === "document")];
    const names = getTextNames(engine, texts.flatMap((place) => textsByPlace[place]));
    const note = query && count > 0 ? await createNotes(engine, query, answer, () => this.show(true)) : [];
    const made = await Promise.all(Object.entries({ texts, entries }).map(([name, places]) =>
      this.lists[name].make(engine, answer.matches, names, places, name === "entries" && texts.length > 0 ? FEW_ENTRIES : PAGE_SIZE)));
    if (turn !== this.turn) return;
    const isFiltered = asked.some((values) => values.size > 0);
    this.showFacets(engine, facets, asked, counts, count > 0 || isFiltered);
    this.showChosen(phrases, facets, asked);
    for (const show of made) show();
    this.note.after(...shown.map(([name]) => this.lists[name].root));
    this.ways.toggleAttribute("data-shown", !query && !filtered);
    this.note.replaceChildren(...note);
    this.note.hidden = note.length === 0;
    const all = answer.texts.length + answer.entries.length;
    this.suggestions.replaceChildren(...this.suggest(engine, query, count, all));
    const none = all > 0 ? fill(phrases["search-none-filtered"], { count: formatNumber(all) }) : fill(phrases["search-none"], { query });
    announce(this.status, !query && !filtered ? "" : count > 0 ? formatCount(phrases, count) : none);
    this.sheet.showCount(phrases, count, asked.reduce((sum, values) => sum + values.size, 0), count > 0 || isFiltered);
    this.results.removeAttribute("aria-busy");
    this.results.dataset.query = query;
    document.title = query ? `${query} · ${this.title}` : this.title;
  }

  /** What is offered with few results or none: to clear the filters, or other words and the other language. */
  suggest(engine, query, count, all) {
    if (count === 0 && all > 0) return [createElement("p", {}, this.createClearButton(engine.phrases))];
    if (!query || all >= FEW) return [];
    return count > 0 ? [createOtherSearchLink(engine.phrases, query)] : createSuggestions(engine, query, (words) => this.retry(words));
  }

  retry(words) {
    this.input.value = words;
    this.input.focus();
    this.update(false);
  }

  createClearButton(phrases) {
    const button = createElement("button", { type: "button" }, phrases["search-clear"]);
    button.addEventListener("click", () => this.removeFilters([...this.filters.querySelectorAll("input:checked")]));
    return button;
  }

  /** Removes filters; the focus goes to the next of them, not to the field, which would open the keyboard of a phone. */
  async removeFilters(boxes) {
    for (const box of boxes) box.checked = false;
    await this.update(false);
    (this.filters.closest("dialog") ?? this.chosen.querySelector("button") ?? this.status).focus();
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
        const count = createElement("span", { class: "count" }, formatNumber(counts[place][each]));
        return [createElement("li", {}, createElement("label", { for: id }, box, " ", name, " ", count))];
      });
      const open = opened.has(facet.id) || asked[place].size > 0;
      const title = createElement("summary", {}, facet.title);
      return boxes.length > 0 && createElement("details", { "data-facet": facet.id, open }, title, createElement("ul", {}, ...boxes));
    });
    this.filters.hidden = !visible;
    const clearButtons = asked.some((values) => values.size > 0) ? [this.createClearButton(engine.phrases)] : [];
    this.filters.querySelector("div").replaceChildren(...groups.filter(Boolean), ...clearButtons);
    if (focused) document.getElementById(focused)?.focus();
  }

  /** Shows the chosen values above the results, each as a button that removes it. */
  showChosen(phrases, facets, asked) {
    const buttons = facets.flatMap(({ id, values }, place) => [...asked[place]].map((value) => {
      const [, name] = values[value];
      const button = createElement("button", { type: "button", "aria-label": fill(phrases["search-remove"], { name }) }, `${name} ×`);
      button.addEventListener("click", () => this.removeFilters([document.getElementById(`${id}-${value}`)]));
      return button;
    }));
    this.chosen.replaceChildren(...buttons, ...(buttons.length > 1 ? [this.createClearButton(phrases)] : []));
    this.chosen.hidden = buttons.length === 0;
  }
}

/** The filters, which open over the results where there is no room beside them. */
class Sheet {
  constructor(root, filters) {
    this.dialog = root.querySelector(".search-sheet");
    this.opener = root.querySelector(".search-open-filters");
    this.closer = filters.querySelector("[data-close]");
    const place = filters.parentElement;
    this.opener.addEventListener("click", () => {
      this.dialog.append(filters);
      this.dialog.showModal();
    });
    this.closer.addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("click", ({ target }) => target === this.dialog && this.dialog.close());
    this.dialog.addEventListener("close", () => place.prepend(filters));
    matchMedia("(min-width: 60em)").addEventListener("change", () => this.dialog.close());
  }

  /** Shows how many results there are, and how many filters are set. */
  showCount(phrases, results, filters, visible) {
    this.opener.hidden = !visible;
    const { plain, active } = this.opener.dataset;
    this.opener.textContent = filters > 0 ? fill(active, { count: formatNumber(filters) }) : plain;
    this.closer.textContent = fill(phrases["search-show"], { count: formatNumber(results) });
  }
}

/** One list of results, of which more are shown on demand. */
class ResultList {
  constructor(root) {
    this.root = root;
    this.heading = root.querySelector("h2");
    this.list = root.querySelector(".found");
    this.more = root.querySelector(".search-more");
    this.more.addEventListener("click", () => this.showMore(true));
  }

  get name() {
    return this.root.dataset.results;
  }

  /** Shows as many results as were shown when this entry of the history was left. */
  async restore() {
    const shown = history.state?.shown?.[this.name] ?? 0;
    while (this.list.childElementCount < shown && (await this.showMore()));
  }

  /** Loads the first results; returns what shows them, so that both lists appear at once. */
  async make(engine, matches, names, places, size) {
    const load = (some) => Promise.all(some.map(async (place) => createItem(await engine.load(place, matches), names)));
    const items = await load(places.slice(0, size));
    return () => {
      Object.assign(this, { load, phrases: engine.phrases, places });
      this.heading.textContent = formatHeading(engine.phrases, this.name, places.length);
      this.list.replaceChildren(...items);
      this.root.hidden = places.length === 0;
      this.update();
    };
  }

  /** Shows more results, if there are any; `focus` moves the focus from the button to the first of them. */
  async showMore(focus = false) {
    const { places } = this;
    const shown = this.list.childElementCount;
    const items = await this.load(places.slice(shown, shown + PAGE_SIZE));
    if (places !== this.places || shown !== this.list.childElementCount) return false;
    // Who has gone on to something else since stays there. Not every browser focuses a button that is pressed.
    const isWaiting = [this.more, document.body].includes(document.activeElement);
    this.list.append(...items);
    this.update();
    history.replaceState({ ...history.state, shown: { ...history.state?.shown, [this.name]: this.list.childElementCount } }, "");
    if (focus && isWaiting) items[0]?.querySelector("a").focus();
    return items.length > 0;
  }

  update() {
    const shown = this.list.childElementCount;
    this.more.hidden = shown === this.places.length;
    this.more.textContent = formatMore(this.phrases, shown, this.places.length);
  }
}

/** A result whose whole row is its link's. */
const createItem = (result, names) => {
  const createTitle = (title) => createElement("a", { class: "found-title", href: result.href, "data-unit": result.unit }, title);
  return createElement("li", {}, ...createResult(result, names, createTitle));
};
