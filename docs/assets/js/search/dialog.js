/* The search in a dialog over any page. */
import { createElement } from "../lib/elements.js";
import { loadStyleSheet } from "../lib/style_sheet.js";
import { fill } from "../lib/text.js";
import { Engine } from "./engine.js";
import { MAX_QUERY_LENGTH } from "./query.js";
import {
  announce, createNotes, createOtherSearchLink, createResult, createSuggestions, FEW, FEW_ENTRIES, formatCount, formatHeading, formatNumber,
  getTextId, getTextNames, orderLists,
} from "./results.js";
import { getSearchUrl, getSiteUrl, searchLink } from "./urls.js";

const MAX_TEXTS = 8;
const OPTION = { class: "found-option", role: "option", tabindex: "-1", "aria-selected": "false" };
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

/** A dialog that was closed is not opened again on the way back. */
function forgetSearch() {
  if (history.state?.search) history.replaceState({ ...history.state, search: null }, "");
}

class Dialog {
  constructor() {
    const { label, placeholder, close } = searchLink.dataset;
    this.turn = 0;
    this.active = -1;
    this.root = createElement("dialog", { class: "search-dialog", "aria-label": label });
    this.input = createElement("input", {
      type: "search", role: "combobox", "aria-expanded": "false", "aria-controls": "search-found", "aria-autocomplete": "list",
      "aria-label": label, "aria-describedby": "search-keys", placeholder, maxlength: MAX_QUERY_LENGTH, autocomplete: "off",
      autocapitalize: "off", spellcheck: "false", enterkeyhint: "search",
    });
    this.closeButton = createElement("button", { type: "button", class: "search-close" }, close);
    this.status = createElement("p", { class: "search-status", role: "status", "aria-live": "polite" });
    this.note = createElement("p", { class: "search-note", "aria-live": "polite", hidden: true });
    this.list = createElement("div", { id: "search-found", role: "listbox", "aria-label": label });
    this.rest = createElement("div", { class: "search-rest" });
    this.all = createElement("a", { hidden: true });
    this.keys = createElement("span", { id: "search-keys" });
    this.root.append(
      createElement("form", { class: "search-form", method: "dialog" }, this.input, this.closeButton), this.status, this.note,
      createElement("div", { class: "search-scroll" }, this.list, this.rest),
      createElement("p", { class: "search-foot" }, this.all, this.keys),
    );
    this.input.addEventListener("input", () => this.search(this.input.value));
    this.root.addEventListener("keydown", (event) => this.handleKey(event));
    this.closeButton.addEventListener("click", () => this.dismiss());
    this.root.addEventListener("click", (event) => event.target === this.root && this.dismiss());
    this.root.addEventListener("cancel", () => forgetSearch()); // By the browser, as by the back gesture of a phone.
    this.root.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
    for (const part of [this.list, this.all]) part.addEventListener("click", (event) => this.leave(event));
    document.body.append(this.root);
  }

  /** Opens the dialog with the search that the reader returns to, else with the last one. */
  async show() {
    const left = history.state?.search;
    if (!this.root.open) this.root.showModal();
    if (left) this.input.value = left.query;
    this.input.focus();
    this.input.select();
    if (this.input.value && !left) return;
    await this.search(this.input.value);
    if (left) this.select(this.options.findIndex((option) => option.dataset.unit === left.unit));
  }

  showFailure() {
    announce(this.status, searchLink.dataset.failed);
    this.rest.replaceChildren(createElement("a", { href: getSiteUrl("search/") }, searchLink.dataset.label));
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  handleKey(event) {
    if (event.isComposing) return;
    const { options } = this;
    const moves = { ArrowDown: this.active + 1, ArrowUp: Math.max(this.active, 0) - 1 };
    if (event.key === "Escape") {
      event.preventDefault(); // A search field would be emptied first.
      this.dismiss();
    } else if (event.key in moves && options.length > 0 && event.target === this.input) {
      event.preventDefault();
      this.select((moves[event.key] + options.length) % options.length);
    } else if (event.key === "Enter" && event.target === this.input) {
      event.preventDefault();
      this.openSelected();
    }
  }

  /** Opens the selected result, else the page of all results. */
  openSelected() {
    const option = this.options[this.active];
    if (option) option.click();
    else if (this.input.value.trim()) location.assign(getSearchUrl(this.input.value));
  }

  /** Closes the dialog as a link is followed; that of a result is noted in the history, so that the reader can return to the search. */
  leave(event) {
    const link = event.target.closest("a");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const { unit } = link.dataset;
    if (unit) history.replaceState({ ...history.state, search: { query: this.input.value, unit } }, "");
    else forgetSearch();
    this.root.close();
  }

  /** Closes the dialog; the search is forgotten before, since the page may be reloaded before the event of closing comes. */
  dismiss() {
    forgetSearch();
    this.root.close();
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
    return this.load(turn, query, asTyped).catch(() => turn === this.turn && this.showFailure());
  }

  async load(turn, query, asTyped) {
    if (query.trim() && !this.status.textContent) announce(this.status, searchLink.dataset.waiting);
    const engine = await Engine.get();
    const { phrases } = engine;
    this.keys.textContent = phrases["search-help"];
    const isEmpty = !query.trim();
    const answer = isEmpty ? { texts: [], entries: [], note: null } : await engine.answer(query, asTyped);
    if (turn !== this.turn) return;
    const count = answer.texts.length + answer.entries.length;
    const searchAsTyped = () => { this.input.focus(); this.search(query, true); };
    const [groups, note] = await Promise.all([
      this.createGroups(engine, answer), count > 0 ? createNotes(engine, query, answer, searchAsTyped) : [],
    ]);
    if (turn !== this.turn) return;
    this.list.replaceChildren(...groups);
    this.select(-1);
    this.input.setAttribute("aria-expanded", String(groups.length > 0));
    this.note.hidden = note.length === 0;
    this.note.replaceChildren(...note);
    const few = count < FEW ? [createOtherSearchLink(phrases, query)] : [];
    const suggestions = count > 0 ? few : createSuggestions(engine, query, (words) => this.retry(words));
    this.rest.replaceChildren(...(isEmpty ? [] : suggestions));
    this.all.hidden = count === 0;
    this.all.href = getSearchUrl(query);
    this.all.textContent = fill(phrases["search-all"], { count: formatNumber(count) });
    announce(this.status, isEmpty ? "" : count > 0 ? formatCount(phrases, count) : fill(phrases["search-none"], { query }));
  }

  /** The groups of options: the first results of each list, with the number of all. */
  async createGroups(engine, answer) {
    const lists = await Promise.all(orderLists(answer).map(async ([name, places]) => {
      const first = places.slice(0, name === "texts" ? MAX_TEXTS : FEW_ENTRIES);
      return { name, count: places.length, results: await Promise.all(first.map((place) => engine.load(place, answer.matches))) };
    }));
    const texts = lists.flatMap(({ name, results }) => (name === "texts" ? results.map(getTextId) : []));
    const names = getTextNames(engine, texts);
    let number = 0;
    return lists.map(({ name, count, results }) => {
      const options = results.map((result) => {
        const option = createElement("a", { id: `search-option-${number++}`, href: result.href, "data-unit": result.unit, ...OPTION });
        option.append(...createResult(result, names, (title) => createElement("span", { class: "found-title" }, title)));
        return option;
      });
      const id = `search-list-${name}`;
      const heading = createElement("div", { id, class: "found-heading", role: "presentation" }, formatHeading(engine.phrases, name, count));
      return createElement("div", { role: "group", "aria-labelledby": id, "data-results": name }, heading, ...options);
    });
  }

  retry(words) {
    this.input.value = words;
    this.input.focus();
    this.search(words);
  }
}
