/* The search in a dialog over any page. */
import { createElement } from "../lib/elements.js";
import { loadStyleSheet } from "../lib/style_sheet.js";
import { fill } from "../lib/text.js";
import { Engine } from "./engine.js";
import { MAX_QUERY_LENGTH } from "./query.js";
import { createNotes, createOtherSearchLink, createResultLink, createSuggestions, FEW, FEW_ENTRIES, formatCount, orderLists } from "./results.js";
import { getSearchUrl, getSiteUrl, searchLink } from "./urls.js";

const MAX_TEXTS = 8;
const OPTION = { role: "option", tabindex: "-1", "aria-selected": "false" };
const field = document.querySelector("[data-search-page] input");
const styled = field ? null : loadStyleSheet("search");
let dialog;

/** Opens the search over the page; on the page of the search there is a field already. */
export async function open() {
  if (field) return field.focus();
  await styled;
  dialog ??= new Dialog();
  return dialog.show();
}

class Dialog {
  constructor() {
    this.turn = 0;
    this.active = -1;
    this.root = createElement("dialog", { class: "search-dialog", "aria-label": searchLink.dataset.label });
    this.input = createElement("input", {
      type: "search", role: "combobox", "aria-expanded": "false", "aria-controls": "search-found", "aria-autocomplete": "list",
      "aria-label": searchLink.dataset.label, placeholder: searchLink.dataset.placeholder, maxlength: MAX_QUERY_LENGTH, autocomplete: "off",
      autocapitalize: "off", spellcheck: "false", enterkeyhint: "search",
    });
    this.closeButton = createElement("button", { type: "button", class: "search-close", "aria-label": searchLink.dataset.close }, "×");
    this.status = createElement("p", { class: "search-status", role: "status", "aria-live": "polite" });
    this.note = createElement("p", { class: "search-note", hidden: true });
    this.list = createElement("div", { id: "search-found", role: "listbox", "aria-label": searchLink.dataset.label });
    this.rest = createElement("div", { class: "search-rest" });
    this.root.append(
      createElement("form", { class: "search-form", method: "dialog" }, this.input, this.closeButton), this.status, this.note,
      createElement("div", { class: "search-scroll" }, this.list, this.rest),
    );
    this.input.addEventListener("input", () => this.search(this.input.value));
    this.root.addEventListener("keydown", (event) => this.handleKey(event));
    this.closeButton.addEventListener("click", () => this.root.close());
    this.root.addEventListener("click", (event) => event.target === this.root && this.root.close());
    this.root.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
    document.body.append(this.root);
  }

  show() {
    if (!this.root.open) this.root.showModal();
    this.input.focus();
    this.input.select();
    if (this.input.value) return;
    this.status.textContent = searchLink.dataset.waiting;
    this.search("");
  }

  showFailure() {
    this.status.textContent = searchLink.dataset.failed;
    this.rest.replaceChildren(createElement("a", { href: getSiteUrl("search/") }, searchLink.dataset.label));
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  handleKey(event) {
    const { options } = this;
    const moves = { ArrowDown: this.active + 1, ArrowUp: this.active - 1 };
    if (event.key in moves && options.length > 0 && event.target === this.input) {
      event.preventDefault();
      this.select((moves[event.key] + options.length) % options.length);
    } else if (event.key === "Enter" && event.target === this.input) {
      event.preventDefault();
      this.openSelected();
    }
  }

  /** Opens the selected result, else the first one, once the results of the query have come. */
  async openSelected() {
    await this.loading;
    const selected = this.options[Math.max(this.active, 0)];
    if (selected) location.href = selected.href;
    else if (this.input.value.trim()) location.href = getSearchUrl(this.input.value);
  }

  select(place) {
    for (const [each, one] of this.options.entries()) one.setAttribute("aria-selected", String(each === place));
    this.active = place;
    const option = this.options[place];
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  search(query, asTyped = false) {
    const turn = ++this.turn;
    this.loading = this.load(turn, query, asTyped).catch(() => turn === this.turn && this.showFailure());
    return this.loading;
  }

  async load(turn, query, asTyped) {
    const engine = await Engine.get();
    const { phrases } = engine;
    // What the keys do is of no use to a finger.
    const help = matchMedia("(hover: none)").matches ? "" : phrases["search-help"];
    if (!query.trim()) return this.showResults(turn, [], help, [], []);
    const answer = await engine.answer(query, asTyped);
    if (turn !== this.turn) return;
    const lists = await Promise.all(orderLists(answer).map(async ([name, places]) => {
      const some = places.slice(0, name === "texts" ? MAX_TEXTS : FEW_ENTRIES);
      return [name, await Promise.all(some.map((place) => engine.load(place, answer.matches)))];
    }));
    const count = answer.texts.length + answer.entries.length;
    let number = 0;
    const groups = lists.map(([name, found]) =>
      createElement(
        "div", { role: "group", "aria-labelledby": `search-list-${name}`, "data-results": name },
        createElement("div", { id: `search-list-${name}`, class: "found-heading", role: "presentation" }, phrases[`search-${name}`]),
        ...found.map((one) => createResultLink(one, { id: `search-option-${number++}`, ...OPTION })),
      ));
    const more = createElement("p", {}, createElement("a", { href: getSearchUrl(query) }, phrases["search-all"]));
    this.showResults(
      turn, groups, count > 0 ? formatCount(phrases, count) : fill(phrases["search-none"], { query }),
      createNotes(engine, query, answer.note, () => { this.input.focus(); this.search(query, true); }),
      count === 0 ? createSuggestions(engine, query, (words) => this.retry(words))
        : count < FEW ? [more, createOtherSearchLink(phrases, query)] : [more],
    );
  }

  retry(words) {
    this.input.value = words;
    this.input.focus();
    this.search(words);
  }

  showResults(turn, groups, status, note, rest) {
    if (turn !== this.turn) return;
    this.list.replaceChildren(...groups);
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-expanded", String(groups.length > 0));
    this.status.textContent = status;
    this.note.hidden = note.length === 0;
    this.note.replaceChildren(...note);
    this.rest.replaceChildren(...rest);
  }
}
