/* Copies the link or the citation of a unit, and opens the report of a problem in it. */
import { fillPhrase, phrases } from "../lib/phrases.js";
import { fill } from "../lib/text.js";
import { getAnchor, getCurrentUnit, getName, getNumber, hasPrintedNumber } from "./reading_position.js";
import { getText } from "./unit_text.js";

/** The trail of a page that can be cited, which has the facts of its citation. */
export const trail = document.querySelector(".breadcrumbs[data-work]");

/** The full address of a unit of a page, without what was searched for or the view. */
export const getAddress = (unit, { origin, pathname } = location) =>
  new URL(`${getPart(unit)?.page ?? ""}#${getAnchor(unit)}`, origin + pathname).href;

/** The facts of the citations of a unit's page, which may be that in another language. */
const getFacts = (unit) => unit.ownerDocument.querySelector(".breadcrumbs").dataset;

/** On a page with the whole text, the part that a unit is in: its own page, and its name. */
const getPart = (unit) => unit.closest("[data-page]")?.dataset;

/** The name of the part of a text that a unit is in. */
const getPlace = (unit) => getPart(unit)?.place ?? trail.dataset.place;

function getCitation(unit) {
  const { author, work, date } = trail.dataset;
  const reference = [author, work, date, getPlace(unit), getName(unit, true)].filter(Boolean).join(", ");
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
    showMessage(fillPhrase(phrase, { unit: getName(unit, true) || trail.dataset.place || trail.dataset.work }));
  } catch {
    showMessage(phrases["copy-failed"], text);
  }
}

/** Copies the link of a unit, of the one that is read where none is given. */
export const copyLink = (unit = getCurrentUnit()) => copy(getAddress(unit), "link-copied", unit);

/** Copies the citation of a unit. */
export const copyCitation = (unit = getCurrentUnit()) => copy(getCitation(unit), "citation-copied", unit);

/** The words of a unit after its number, where one is printed; of an item, after its printed mark, else its number: «(3)». */
function getNumberedText(unit) {
  const number = getNumber(unit)?.textContent;
  const item = unit.matches("li") && number.replace(/^\d+$/, "($&)");
  return [item || (hasPrintedNumber(unit) && `${number}.`), getText(unit)].filter(Boolean).join(" ");
}

/** A unit that can be read by itself: an item after the lead-in of its list, a lead-in with all items of its list. */
function getPassage(unit) {
  const list = unit.closest(".units");
  const lead = list?.querySelector(".lead");
  const items = list ? [...list.querySelectorAll("li[data-unit]")] : [];
  if (unit === lead) return [unit, ...items].map(getNumberedText).join("\n");
  const text = getNumberedText(unit);
  if (!lead || !items.includes(unit)) return text;
  return [getNumberedText(lead), items[0] !== unit && "…", text].filter(Boolean).join(" ");
}

/** The short name of a unit in the language of its page: «Programme et budget 2024-25, § 28 (3)». */
const getReference = (unit) => [getFacts(unit).short, getName(unit, true)].filter(Boolean).join(", ");

/** The source of a unit in the language of its page: its short name and its address. */
const getSource = (unit, address) => fill(getFacts(unit).source, { passage: getReference(unit), address }).trim();

const pages = new Map();

async function requestPage(href) {
  const response = await fetch(href);
  if (!response.ok) throw new Error(response.statusText);
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

/** The page at an address, fetched once. */
function fetchPage(href) {
  if (!pages.has(href)) {
    const loading = requestPage(href);
    pages.set(href, loading);
    loading.catch(() => pages.delete(href)); // Fetched again the next time.
  }
  return pages.get(href);
}

/** A unit in the page in a language, and its address there. */
async function findTranslation(unit, language) {
  if (language === document.documentElement.lang) return { unit, address: getAddress(unit) };
  const { href } = document.querySelector(`a[data-other][lang="${CSS.escape(language)}"]`);
  const page = await fetchPage(href);
  const translation = page.querySelector(`[data-unit="${CSS.escape(unit.dataset.unit)}"]`);
  return { unit: translation, address: getAddress(translation, new URL(href)) };
}

/** Copies a unit in some languages, then its source in each. */
export async function copyText(unit, languages) {
  try {
    const found = await Promise.all(languages.map((language) => findTranslation(unit, language)));
    const sources = found.map((one) => getSource(one.unit, one.address)).join("\n");
    await copy([...found.map((one) => getPassage(one.unit)), sources].join("\n\n"), "text-copied", unit);
  } catch {
    showMessage(phrases["text-failed"]);
  }
}

/** What is shared of a unit: its text and source, to which the device adds the address. */
export const getShared = (unit) => ({
  title: getReference(unit),
  text: [getPassage(unit), getSource(unit, "")].join("\n\n"),
  url: getAddress(unit),
});

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
