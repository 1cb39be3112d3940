/* Copies the link or the citation of a unit, and opens the report of a problem in it. */
import { fillPhrase, phrases } from "../lib/phrases.js";
import { getAnchor, getCurrentUnit, getName } from "./reading_position.js";

/** The trail of a page that can be cited, which has the facts of its citation. */
export const trail = document.querySelector(".breadcrumbs[data-work]");

/** The full address of a unit, without what was searched for or the view. */
const getAddress = (unit) => new URL(`${getPart(unit)?.page ?? ""}#${getAnchor(unit)}`, location.origin + location.pathname).href;

/** On a page with the whole text, the part that a unit is in: its own page, and its name. */
const getPart = (unit) => unit.closest("[data-page]")?.dataset;

function getCitation(unit) {
  const { work, date, place } = trail.dataset;
  const reference = [work, date, getPart(unit)?.place ?? place, getName(unit)].filter(Boolean).join(", ");
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

/** The address at which a problem in a unit is reported. */
export function getReportAddress(unit) {
  const { work, place, report } = trail.dataset;
  const facts = { unit: getName(unit), title: [work, place].filter(Boolean).join(", "), address: getAddress(unit) };
  facts.subject = fillPhrase("report-subject", facts);
  facts.body = fillPhrase("report-body", facts).replace(/\n/g, "\r\n");
  return report.replace(/\{(\w+)\}/g, (_, fact) => encodeURIComponent(facts[fact]));
}

/** Opens the report of a problem in a unit. */
export const openReport = (unit = getCurrentUnit()) => location.assign(getReportAddress(unit));
