/* What a reference leads to, shown before it is followed. */

const OPEN = 300;
const CLOSE = 250;
const site = new URL("../../..", import.meta.url);
const files = new Map();

const nothing = () => { /* Where a preview does not come, the reference still leads there. */ };

let card = null;
let link = null;
let timer;
/** The reference whose preview was sent away; it stays away until the reference is left. */
let dismissed = null;

/** What is known of the place a link leads to; it stands in the file of the first part of its address. */
async function known(target) {
  const url = new URL(target.href);
  let path = url.pathname.slice(site.pathname.length);
  const [first] = path.split("/");
  const language = document.querySelector(`a[hreflang="${CSS.escape(first)}"], html[lang="${CSS.escape(first)}"]`) ? `${first}/` : "";
  path = path.slice(language.length);
  const name = path.split("/")[0];
  const file = new URL(`${language}previews/${name}.json`, site).href;
  if (!files.has(file)) {
    const coming = fetch(file).then((answer) => answer.json());
    files.set(file, coming);
    coming.catch(() => files.delete(file)); // Asked again the next time.
  }
  return (await files.get(file))[path.slice(name.length + 1) + decodeURIComponent(url.hash)];
}

function part(tag, kind, text) {
  const element = document.createElement(tag);
  element.className = kind;
  element.textContent = text;
  return element;
}

function made(preview, target) {
  const shown = part("span", "preview", "");
  shown.id = "preview";
  shown.popover = "manual";
  const title = part("a", "preview-title", preview.title);
  title.href = target.href;
  title.tabIndex = -1; // The reference itself leads there by keyboard; this is for fingers.
  const line = part("span", "preview-line", preview.line);
  if (preview.lang) line.lang = preview.lang;
  shown.append(title, line);
  if (preview.cited) {
    const cited = part(preview.cites ? "a" : "span", "preview-cited", preview.cited);
    if (preview.cites) cited.href = new URL(preview.cites, target.href).href;
    shown.append(cited);
  }
  const lang = target.closest(".other")?.lang;
  if (lang) shown.lang = lang;
  shown.addEventListener("pointerenter", () => clearTimeout(timer));
  shown.addEventListener("pointerleave", later);
  return shown;
}

/** Below the line of the link that was pointed at, above it where there is no room, within the screen and off the trail. */
function place(event) {
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

function later() {
  clearTimeout(timer);
  timer = setTimeout(() => card?.contains(document.activeElement) || link === document.activeElement || close(), CLOSE);
}

async function open(target, event, stays) {
  const preview = await known(target);
  if (!stays() || link === target) return;
  if (!preview) throw new Error(target.href);
  close();
  link = target;
  card = made(preview, target);
  // Next to the reference, so that the keyboard comes to it from there.
  target.after(card);
  card.showPopover();
  place(event);
  target.setAttribute("aria-describedby", card.id);
}

/** Shows the preview of a reference: at once for the keyboard and a finger, for a mouse when it stays. Fails where there is none. */
export function show(target, event) {
  if (link === target) return clearTimeout(timer);
  if (dismissed === target && event.type !== "click") return;
  if (event.type === "click") return open(target, event, () => true);
  if (event.type === "focusin") return open(target, event, () => document.activeElement === target).catch(nothing);
  clearTimeout(timer);
  known(target).catch(nothing);
  timer = setTimeout(() => open(target, event, () => target.matches(":hover")).catch(nothing), OPEN);
  target.addEventListener("pointerleave", () => (link === target ? later() : link ? null : clearTimeout(timer)), { once: true });
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !card) return;
  dismissed = link;
  for (const left of ["blur", "pointerleave"]) link.addEventListener(left, () => { dismissed = null; }, { once: true });
  if (card.contains(document.activeElement)) link.focus();
  close();
});
document.addEventListener("pointerdown", (event) => card && !card.contains(event.target) && event.target.closest("a") !== link && close());
document.addEventListener("focusin", (event) => card && !card.contains(event.target) && event.target !== link && close());
