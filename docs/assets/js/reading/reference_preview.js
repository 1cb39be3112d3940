/* The preview of a reference, shown before it is followed. */

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

/** The preview of a link's target, from the file that is named after the first part of its address. */
async function loadPreview(target) {
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

function createPart(tag, kind, text) {
  const part = document.createElement(tag);
  part.className = kind;
  part.textContent = text;
  return part;
}

function createCard(preview, target) {
  const created = createPart("span", "preview", "");
  created.id = "preview";
  created.popover = "manual";
  const title = createPart("a", "preview-title", preview.title);
  title.href = target.href;
  title.tabIndex = -1; // The reference itself is the link for the keyboard; this one is for fingers.
  const line = createPart("span", "preview-line", preview.line);
  if (preview.lang) line.lang = preview.lang;
  created.append(title, line);
  if (preview.cited) {
    const cited = createPart(preview.cites ? "a" : "span", "preview-cited", preview.cited);
    if (preview.cites) cited.href = new URL(preview.cites, target.href).href;
    created.append(cited);
  }
  const lang = target.closest(".other")?.lang;
  if (lang) created.lang = lang;
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
  target.after(card);
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
document.addEventListener("pointerdown", (event) => card && !card.contains(event.target) && event.target.closest("a") !== link && close());
document.addEventListener("focusin", (event) => card && !card.contains(event.target) && event.target !== link && close());
