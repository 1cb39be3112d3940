/* The preview of a reference, a correction or a footnote, shown before its link is followed. */
import { createElement } from "../lib/elements.js";
import { ignoreClick } from "../lib/ignored_click.js";

const OPEN_DELAY = 300;
const CLOSE_DELAY = 250;
const site = new URL("../../..", import.meta.url);
const files = new Map();

const ignore = () => { /* Where there is no preview, the reference can still be followed. */ };

let card = null;
let link = null;
let timer;
/** The reference whose preview was closed by Escape; it stays closed until the reference is left. */
let dismissed = null;

/** The address of a link's target; of a place on a page with a whole text, that on the page of its part. */
function getAddress(target) {
  const url = new URL(target.href);
  const place = url.pathname === location.pathname ? document.getElementById(decodeURIComponent(url.hash.slice(1))) : null;
  const part = place?.closest("[data-page]");
  return part ? new URL(part.dataset.page + (part === place ? "" : url.hash), location.href) : url;
}

/** The footnote of a call, in the language of its column. */
function getFootnote(target) {
  const note = document.getElementById(decodeURIComponent(target.hash.slice(1)));
  const column = note.querySelector(`:scope > [lang="${CSS.escape(target.closest("[lang]").lang)}"]`);
  const parts = [...(column ?? note).childNodes].filter((part) => !part.matches?.(".number, .correction, .unit-button, .stale"));
  return { title: target.ariaLabel, line: parts.map((part) => part.cloneNode(true)) };
}

/** The preview of a link's target: of a call, its footnote; else from the file that is named after the first part of its address. */
async function loadPreview(target) {
  if (target.closest(".call")) return getFootnote(target);
  const url = getAddress(target);
  let path = url.pathname.slice(site.pathname.length);
  const [first] = path.split("/");
  const language = document.querySelector(`a[hreflang="${CSS.escape(first)}"], html[lang="${CSS.escape(first)}"]`) ? `${first}/` : "";
  path = path.slice(language.length);
  const name = path.split("/")[0];
  const file = new URL(`${language}previews/${name}.json`, site).href;
  if (!files.has(file)) {
    const loading = fetch(file).then((response) => response.json());
    files.set(file, loading);
    loading.catch(() => files.delete(file)); // Fetched again the next time.
  }
  return (await files.get(file))[path.slice(name.length + 1) + decodeURIComponent(url.hash)];
}

function createCard(preview, target) {
  const { href } = target;
  // The reference itself is the link for the keyboard; the title is for fingers.
  const title = createElement("a", { class: "preview-title", href, tabindex: -1 }, preview.title);
  const readings = (preview.readings ?? []).map(({ label, words, lang }) =>
    createElement("span", { lang }, createElement("span", { class: "preview-label" }, label), words));
  const line = createElement("span", { class: "preview-line", lang: preview.lang }, ...[preview.line].flat());
  const cited = preview.cited && createElement(preview.cites ? "a" : "span", {
    class: "preview-cited",
    href: preview.cites && new URL(preview.cites, href).href,
  }, preview.cited);
  const attributes = { class: "preview", id: "preview", popover: "manual", lang: target.closest(".other")?.lang };
  const created = createElement("span", attributes, title, ...readings, line, cited);
  created.addEventListener("pointerenter", () => clearTimeout(timer));
  created.addEventListener("pointerleave", closeLater);
  return created;
}

/** Places the card below the line of the link that was pointed at, above where there is no room, within the screen and off the trail. */
function placeCard(event) {
  const lines = [...link.getClientRects()];
  const line = lines.find((one) => event.clientY >= one.top && event.clientY <= one.bottom) ?? lines[0];
  const { offsetWidth: width, offsetHeight: height } = card;
  const trail = document.querySelector(".breadcrumbs")?.getBoundingClientRect().bottom ?? 0;
  const below = line.bottom + height + 12 < innerHeight || line.top - height - 12 < trail;
  card.style.left = `${scrollX + Math.max(8, Math.min(line.left, document.documentElement.clientWidth - width - 8))}px`;
  card.style.top = `${scrollY + (below ? line.bottom + 4 : line.top - height - 4)}px`;
}

function close() {
  clearTimeout(timer);
  link?.removeAttribute("aria-describedby");
  card?.remove();
  card = link = null;
}

function closeLater() {
  clearTimeout(timer);
  timer = setTimeout(() => card?.contains(document.activeElement) || link === document.activeElement || close(), CLOSE_DELAY);
}

/** Opens the preview of a reference if it is still wanted when it has been loaded. */
async function open(target, event, isWanted) {
  const preview = await loadPreview(target);
  if (!isWanted() || link === target) return;
  if (!preview) throw new Error(target.href);
  close();
  link = target;
  card = createCard(preview, target);
  // After the reference, so that the keyboard reaches it from there.
  (target.closest(".call") ?? target).after(card);
  card.showPopover();
  placeCard(event);
  target.setAttribute("aria-describedby", card.id);
}

/** Shows the preview of a reference: at once for the keyboard and a finger, after a delay for a mouse. Fails where there is none. */
export function show(target, event) {
  if (link === target) return clearTimeout(timer);
  if (dismissed === target && event.type !== "click") return;
  if (event.type === "click") return open(target, event, () => true);
  if (event.type === "focusin") return open(target, event, () => document.activeElement === target).catch(ignore);
  clearTimeout(timer);
  loadPreview(target).catch(ignore);
  timer = setTimeout(() => open(target, event, () => target.matches(":hover")).catch(ignore), OPEN_DELAY);
  target.addEventListener("pointerleave", () => (link === target ? closeLater() : link ? null : clearTimeout(timer)), { once: true });
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !card) return;
  dismissed = link;
  for (const type of ["blur", "pointerleave"]) link.addEventListener(type, () => { dismissed = null; }, { once: true });
  if (card.contains(document.activeElement)) link.focus();
  close();
});
document.addEventListener("pointerdown", (event) => {
  if (!card || card.contains(event.target) || event.target.closest("a") === link) return;
  close();
  // A tap beside the card closes it and does nothing else, unless it is on another reference or tool.
  if (event.pointerType === "touch" && !event.target.closest("a, button, summary, abbr")) ignoreClick();
});
document.addEventListener("focusin", (event) => card && !card.contains(event.target) && event.target !== link && close());
