/* The search on a page of its own, whose results can be narrowed. */
import { fill } from "../lib/text.js";
import { Engine, shown } from "./engine.js";
import { LONGEST } from "./query.js";
import { counted, element, FEW, inOther, link, nothing, notes } from "./results.js";
import { language, opener } from "./urls.js";

const SHOWN_AT_ONCE = 20;

/** Makes the search page work. */
export function page(root) {
  document.querySelector("[data-without-script]").hidden = true;
  new SearchPage(root).restore();
}

class SearchPage {
  constructor(root) {
    this.turn = 0;
    this.title = document.title;
    this.form = root.querySelector("form");
    this.input = root.querySelector("input");
    this.input.maxLength = LONGEST;
    this.status = root.querySelector("[role=status]");
    this.note = root.querySelector(".search-note");
    this.list = root.querySelector(".found");
    this.more = root.querySelector(".search-more");
    this.rest = root.querySelector(".search-rest");
    this.narrow = root.querySelector(".search-narrow");
    this.form.hidden = false;
    this.narrow.open = matchMedia("(min-width: 60em)").matches;
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.go(true); });
    this.input.addEventListener("input", () => this.go(false));
    this.more.addEventListener("click", () => this.next(true));
    this.narrow.addEventListener("change", () => this.go(true));
    addEventListener("popstate", () => this.restore());
  }

  /** Shows what the address says. */
  restore() {
    const asked = new URLSearchParams(location.search);
    this.input.value = (asked.get("q") ?? "").slice(0, LONGEST);
    this.chosen = asked;
    return this.show(false);
  }

  /** Puts what is asked in the address, as a step of its own where it was asked for so, and shows it. */
  go(step) {
    const asked = new URLSearchParams();
    if (this.input.value.trim()) asked.set("q", this.input.value.trim());
    for (const box of this.narrow.querySelectorAll("input:checked")) asked.append(box.name, box.value);
    this.chosen = asked;
    const here = new URL(location.href);
    here.search = asked.toString();
    if (here.href !== location.href) history[step ? "pushState" : "replaceState"](null, "", here);
    return this.show(false);
  }

  async show(asTyped) {
    const turn = ++this.turn;
    try {
      await this.fill(turn, asTyped);
    } catch (error) {
      if (turn !== this.turn) return;
      this.status.textContent = opener.dataset.failed;
      throw error;
    }
  }

  async fill(turn, asTyped) {
    const query = this.input.value.trim();
    const narrowed = [...this.chosen.keys()].some((name) => name !== "q");
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
    else if (narrowed) answer.results = (await engine.ask(null)).sort((a, b) => places.get(a.id) - places.get(b.id));
    if (turn !== this.turn) return;
    const asked = facets.map((facet) => {
      const names = new Set(this.chosen.getAll(facet.id));
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
    this.facet(engine, facets, asked, counts, query || narrowed);
    this.list.replaceChildren();
    this.reached = 0;
    const { phrases } = engine;
    this.note.replaceChildren(...notes(engine, query, answer.note, () => this.show(true)));
    this.note.hidden = !this.note.hasChildNodes();
    const none = this.results.length === 0;
    const few = query && answer.results.length < FEW;
    this.rest.replaceChildren(...(query && none ? nothing(engine, query, (words) => this.retry(words)) : few ? [inOther(phrases, query)] : []));
    await this.next(false);
    if (turn !== this.turn) return;
    const status = none ? fill(phrases["search-none"], { query }) : counted(phrases, this.results.length);
    this.status.textContent = query || narrowed ? status : "";
    this.list.removeAttribute("aria-busy");
    this.list.dataset.query = query;
    document.title = query ? `${query} · ${this.title}` : this.title;
  }

  retry(words) {
    this.input.value = words;
    this.input.focus();
    this.go(true);
  }

  /** Shows more results; the first of them takes the focus where somebody asked for them. */
  async next(asked) {
    const { turn } = this;
    const found = await Promise.all(this.results.slice(this.reached, this.reached + SHOWN_AT_ONCE).map(shown));
    if (turn !== this.turn) return;
    this.reached += found.length;
    const kinds = (await Engine.get()).reader.kinds;
    const items = found.map((one) => element("li", {}, element("span", { class: "found-kind" }, kinds[one.kind]), link(one)));
    this.list.append(...items);
    this.more.hidden = this.reached >= this.results.length;
    if (asked) items[0]?.querySelector("a").focus();
  }

  /** The facets with how many results each would leave. */
  facet(engine, facets, asked, counts, shownAtAll) {
    const focused = document.activeElement?.id;
    const opened = new Set([...this.narrow.querySelectorAll("details[open]")].map((details) => details.dataset.facet));
    const groups = facets.map((facet, place) => {
      const boxes = facet.values.flatMap(([value, name], each) => {
        if (counts[place][each] === 0 && !asked[place].has(each)) return [];
        const id = `${facet.id}-${each}`;
        const box = element("input", { type: "checkbox", id, name: facet.id, value, checked: asked[place].has(each) });
        const count = element("span", { class: "count" }, counts[place][each].toLocaleString(language));
        return [element("li", {}, element("label", { for: id }, box, " ", name, " ", count))];
      });
      const unfolded = opened.has(facet.id) || asked[place].size > 0;
      const title = element("summary", {}, facet.title);
      return boxes.length > 0 && element("details", { "data-facet": facet.id, open: unfolded }, title, element("ul", {}, ...boxes));
    });
    const clear = element("button", { type: "button" }, engine.phrases["search-clear"]);
    clear.addEventListener("click", () => {
      for (const box of this.narrow.querySelectorAll("input:checked")) box.checked = false;
      this.go(true);
      this.input.focus();
    });
    this.narrow.hidden = !shownAtAll;
    const clearing = asked.some((values) => values.size > 0) ? [clear] : [];
    this.narrow.querySelector("div").replaceChildren(...groups.filter(Boolean), ...clearing);
    if (focused) document.getElementById(focused)?.focus();
  }
}
