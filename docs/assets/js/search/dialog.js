/* The search in a dialog over any page. */
import { fill } from "../lib/text.js";
import { Engine, shown } from "./engine.js";
import { LONGEST } from "./query.js";
import { counted, element, FEW, inOther, link, nothing, notes } from "./results.js";
import { address, at, opener } from "./urls.js";

const SHOWN_IN_DIALOG = 10;
const OPTION = { role: "option", tabindex: "-1", "aria-selected": "false" };
let dialog;

/** Opens the search over the page. */
export function open() {
  const field = document.querySelector("[data-search-page] input");
  if (field) return field.focus();
  dialog ??= new Dialog();
  return dialog.show();
}

class Dialog {
  constructor() {
    this.turn = 0;
    this.active = -1;
    this.root = element("dialog", { class: "search-dialog", "aria-label": opener.dataset.label });
    this.input = element("input", {
      type: "search", role: "combobox", "aria-expanded": "false", "aria-controls": "search-found", "aria-autocomplete": "list",
      "aria-label": opener.dataset.label, placeholder: opener.dataset.placeholder, maxlength: LONGEST, autocomplete: "off",
      autocapitalize: "off", spellcheck: "false", enterkeyhint: "search",
    });
    this.shut = element("button", { type: "button", class: "search-close", "aria-label": opener.dataset.close }, "×");
    this.status = element("p", { class: "search-status", role: "status", "aria-live": "polite" });
    this.note = element("p", { class: "search-note", hidden: true });
    this.list = element("div", { id: "search-found", role: "listbox", "aria-label": opener.dataset.label });
    this.rest = element("div", { class: "search-rest" });
    this.root.append(
      element("form", { class: "search-form", method: "dialog" }, this.input, this.shut), this.status, this.note,
      element("div", { class: "search-scroll" }, this.list, this.rest),
    );
    this.input.addEventListener("input", () => this.search(this.input.value));
    this.root.addEventListener("keydown", (event) => this.press(event));
    this.shut.addEventListener("click", () => this.root.close());
    this.root.addEventListener("click", (event) => event.target === this.root && this.root.close());
    this.root.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
    document.body.append(this.root);
  }

  show() {
    if (!this.root.open) this.root.showModal();
    this.input.focus();
    this.input.select();
    if (this.input.value) return;
    this.status.textContent = opener.dataset.waiting;
    this.search("");
  }

  fail() {
    this.status.textContent = opener.dataset.failed;
    this.rest.replaceChildren(element("a", { href: at("search/") }, opener.dataset.label));
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  press(event) {
    const { options } = this;
    const moves = { ArrowDown: this.active + 1, ArrowUp: this.active - 1 };
    if (event.key in moves && options.length > 0 && event.target === this.input) {
      event.preventDefault();
      this.choose((moves[event.key] + options.length) % options.length);
    } else if (event.key === "Enter" && event.target === this.input) {
      event.preventDefault();
      this.enter();
    }
  }

  /** Opens what is chosen, else the first result; waits for it where the answer is still to come. */
  async enter() {
    await this.answering;
    const chosen = this.options[Math.max(this.active, 0)];
    if (chosen) location.href = chosen.href;
    else if (this.input.value.trim()) location.href = address(this.input.value);
  }

  choose(place) {
    for (const [each, one] of this.options.entries()) one.setAttribute("aria-selected", String(each === place));
    this.active = place;
    const option = this.options[place];
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  search(query, asTyped = false) {
    const turn = ++this.turn;
    this.answering = this.fill(turn, query, asTyped).catch(() => turn === this.turn && this.fail());
    return this.answering;
  }

  async fill(turn, query, asTyped) {
    const engine = await Engine.get();
    const { phrases } = engine;
    if (!query.trim()) return this.place(turn, [], phrases["search-help"], [], []);
    const { results, note } = await engine.answer(query, asTyped);
    if (turn !== this.turn) return;
    const found = await Promise.all(results.slice(0, SHOWN_IN_DIALOG).map(shown));
    const kinds = new Map();
    for (const one of found) kinds.set(one.kind, [...(kinds.get(one.kind) ?? []), one]);
    let number = 0;
    const groups = [...kinds].map(([kind, members], place) =>
      element(
        "div", { role: "group", "aria-labelledby": `search-kind-${place}` },
        element("div", { id: `search-kind-${place}`, class: "found-kind", role: "presentation" }, engine.reader.kinds[kind]),
        ...members.map((one) => link(one, { id: `search-option-${number++}`, ...OPTION })),
      ));
    const more = element("p", {}, element("a", { href: address(query) }, phrases["search-all"]));
    this.place(
      turn, groups, results.length > 0 ? counted(phrases, results.length) : fill(phrases["search-none"], { query }),
      notes(engine, query, note, () => { this.input.focus(); this.search(query, true); }),
      results.length === 0 ? nothing(engine, query, (words) => this.retry(words))
        : results.length < FEW ? [more, inOther(phrases, query)] : [more],
    );
  }

  retry(words) {
    this.input.value = words;
    this.input.focus();
    this.search(words);
  }

  place(turn, groups, status, note, rest) {
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
