/* The link and the citation of a unit, copied; word of a problem in it, sent. */

import { filled, phrases } from "../lib/phrases.js";
import { anchor, current, name } from "./reading_position.js";

const trail = document.querySelector(".breadcrumbs[data-work]");

/** The full address of a unit, as the page was reached, without what was searched for or how it is shown. */
function address(unit) {
  return new URL(`#${anchor(unit)}`, location.origin + location.pathname).href;
}

function citation(unit) {
  const { work, date, place } = trail.dataset;
  const reference = [work, date, place, name(unit)].filter(Boolean).join(", ");
  return filled("citation", { reference, address: address(unit) });
}

const status = document.createElement("div");
status.className = "said";
status.setAttribute("role", "status");
document.body.append(status);
let silence;

/** Says something to everyone: in a corner of the screen, and to those who hear it. */
function say(words, more = "") {
  clearTimeout(silence);
  status.textContent = "";
  // A region that is filled again with the same words would not be heard.
  requestAnimationFrame(() => {
    status.textContent = words;
    if (more) {
      const text = document.createElement("output");
      text.textContent = more;
      status.append(" ", text);
      getSelection().selectAllChildren(text);
    }
  });
  if (!more) silence = setTimeout(() => { status.textContent = ""; }, 5000);
}

async function copy(text, phrase, unit) {
  try {
    await navigator.clipboard.writeText(text);
    say(filled(phrase, { unit: name(unit) || trail.dataset.place || trail.dataset.work }));
  } catch {
    say(phrases["copy-failed"], text);
  }
}

/** Copies the link of a unit; of the one that is read, where none is given. */
export const copyLink = (unit = current()) => copy(address(unit), "link-copied", unit);

/** Copies the citation of a unit. */
export const copyCitation = (unit = current()) => copy(citation(unit), "citation-copied", unit);

function reportAddress(unit) {
  const { work, place, report } = trail.dataset;
  const facts = { unit: name(unit), title: [work, place].filter(Boolean).join(", "), address: address(unit) };
  facts.subject = filled("report-subject", facts);
  facts.body = filled("report-body", facts).replace(/\n/g, "\r\n");
  return report.replace(/\{(\w+)\}/g, (_, fact) => encodeURIComponent(facts[fact]));
}

/** Opens the report of a problem in a unit. */
export const report = (unit = current()) => location.assign(reportAddress(unit));

let tools = null;
let leaving;

function tool(kind, label, run) {
  const made = document.createElement(run ? "button" : "a");
  made.className = `tool-${kind}`;
  made.title = label;
  const words = document.createElement("span");
  words.textContent = label;
  made.append(words);
  if (run) made.addEventListener("click", run);
  if (run) made.type = "button";
  return made;
}

function withdraw() {
  clearTimeout(leaving);
  tools?.remove();
  tools = null;
}

/** There is room for tools in the margin, where they cover nothing. */
const margin = () => matchMedia("(hover: hover) and (min-width: 76.25em)").matches
  && !document.documentElement.matches(".both, .facing");

/** Shows what can be done with a unit: beside it while the mouse is on it; `asked` for, above it until it is left. */
export function offer(unit, asked = false) {
  clearTimeout(leaving);
  if (!trail || (!asked && (!margin() || tools?.matches(".asked")))) return;
  if (tools?.parentElement === unit && tools.matches(".asked") === asked) return;
  withdraw();
  tools = document.createElement("span");
  tools.className = asked ? "unit-tools asked" : "unit-tools";
  tools.setAttribute("role", "group");
  tools.setAttribute("aria-label", name(unit));
  tools.append(
    tool("link", phrases["copy-link"], () => copyLink(unit)),
    tool("citation", phrases["copy-citation"], () => copyCitation(unit)),
  );
  if (trail.dataset.report) {
    const link = tool("report", phrases["report-passage"]);
    link.href = reportAddress(unit);
    tools.append(link);
  }
  if (asked && unit.getBoundingClientRect().top < 140) tools.classList.add("under");
  const number = unit.querySelector(":scope > .number");
  if (number) number.after(tools);
  else unit.prepend(tools);
  if (!asked) unit.addEventListener("pointerleave", () => { leaving = setTimeout(withdraw, 300); }, { once: true });
}

document.addEventListener("pointerdown", (event) => tools?.matches(".asked") && !tools.parentElement.contains(event.target) && withdraw());
document.addEventListener("focusin", (event) => tools?.matches(".asked") && !tools.parentElement.contains(event.target) && withdraw());
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !tools) return;
  const number = tools.contains(document.activeElement) && tools.parentElement.querySelector(".number");
  withdraw();
  if (number) number.focus();
});
