/* Copies the link or the citation of a unit, and opens the report of a problem in it. */
import { fillPhrase, phrases } from "../lib/phrases.js";
import { getAnchor, getCurrentUnit, getName } from "./reading_position.js";

/** The trail of a page that can be cited, which has the facts of its citation. */
export const trail = document.querySelector(".breadcrumbs[data-work]");

/** The full address of a unit, without what was searched for or the view. */
export const getAddress = (unit) => new URL(`${getPart(unit)?.page ?? ""}#${getAnchor(unit)}`, location.origin + location.pathname).href;

/** On a page with the whole text, the part that a unit is in: its own page, and its name. */
const getPart = (unit) => unit.closest("[data-page]")?.dataset;

/** The name of the part of a text that a unit is in. */
const getPlace = (unit) => getPart(unit)?.place ?? trail.dataset.place;

function getCitation(unit) {
  const { work, date } = trail.dataset;
  const reference = [work, date, getPlace(unit), getName(unit)].filter(Boolean).join(", ");
  return fillPhrase("citation", { reference, address: getAddress(unit) });
}

const status = document.createElement("div");
status.className = "said";
status.setAttribute("role", "status");
document.body.append(status);
let timer;

/** Shows a message in a corner of the screen, and has it read out; with a text to copy by hand, until the next one. */
function showMessage(message, text = "") {
  clearTimeout(timer);
  status.textContent = "";
  // Filled again at once with the same words, a live region would not be read out.
  requestAnimationFrame(() => {
    status.textContent = message;
    if (text) {
      const output = document.createElement("output");
      output.textContent = text;
      status.append(" ", output);
      getSelection().selectAllChildren(output);
    }
  });
  if (!text) timer = setTimeout(() => { status.textContent = ""; }, 5000);
}

async function copy(text, phrase, unit) {
  try {
    await navigator.clipboard.writeText(text);
    showMessage(fillPhrase(phrase, { unit: getName(unit) || trail.dataset.place || trail.dataset.work }));
  } catch {
    showMessage(phrases["copy-failed"], text);
  }
}

/** Copies the link of a unit, of the one that is read where none is given. */
export const copyLink = (unit = getCurrentUnit()) => copy(getAddress(unit), "link-copied", unit);

/** Copies the citation of a unit. */
export const copyCitation = (unit = getCurrentUnit()) => copy(getCitation(unit), "citation-copied", unit);

const NOT_TEXT = ".number, .correction, .call, .sidenote, .stale, .unit-button, .alias, .preview";

/** The words of a unit in its page, without its number, its links and what else is not its text. */
function getText(unit) {
  const clone = unit.cloneNode(true);
  for (const part of clone.querySelectorAll(NOT_TEXT)) part.remove();
  return clone.textContent.trim().replace(/\s+/g, " ");
}

const pages = new Map();

async function requestPage(href) {
  const response = await fetch(href);
  if (!response.ok) throw new Error(response.statusText);
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

/** The page in another language, fetched once. */
function fetchPage(language) {
  const { href } = document.querySelector(`a[data-other][lang="${CSS.escape(language)}"]`);
  if (!pages.has(href)) {
    const loading = requestPage(href);
    pages.set(href, loading);
    loading.catch(() => pages.delete(href)); // Fetched again the next time.
  }
  return pages.get(href);
}

/** The words of a unit in a language, whether or not both are shown side by side. */
async function getTextIn(unit, language) {
  const column = unit.querySelector(`:scope > [lang="${CSS.escape(language)}"]`);
  if (column) return getText(column);
  if (language === document.documentElement.lang) return getText(unit.querySelector(":scope > .mine") ?? unit);
  const page = await fetchPage(language);
  return getText(page.querySelector(`[data-unit="${CSS.escape(unit.dataset.unit)}"]`));
}

/** Copies the words of a unit in some languages, one paragraph each. */
export async function copyText(unit, languages) {
  try {
    const texts = await Promise.all(languages.map((language) => getTextIn(unit, language)));
    await copy(texts.join("\n\n"), "text-copied", unit);
  } catch {
    showMessage(phrases["text-failed"]);
  }
}

/** The address at which a problem in a unit is reported. */
export function getReportAddress(unit) {
  const { work, report } = trail.dataset;
  const facts = { unit: getName(unit), title: [work, getPlace(unit)].filter(Boolean).join(", "), address: getAddress(unit) };
  facts.subject = fillPhrase("report-subject", facts);
  facts.body = fillPhrase("report-body", facts).replace(/\n/g, "\r\n");
  return report.replace(/\{(\w+)\}/g, (_, fact) => encodeURIComponent(facts[fact]));
}

/** Opens the report of a problem in a unit. */
export const openReport = (unit = getCurrentUnit()) => location.assign(getReportAddress(unit));
