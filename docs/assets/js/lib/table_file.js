/* Makes a file or a text for the clipboard of a table. */
import { fold } from "./text.js";

const MAX_PART = 40;
const PART = new RegExp(`^.{1,${MAX_PART}}(?=-|$)`);
const MAX_NAME = 120;

/** A table as text: `separator` is a comma, a semicolon or a tab. A cell that a spreadsheet would take for a formula begins with an apostrophe. */
export const formatTable = (rows, separator) => rows.map((row) => row.map((cell) => formatCell(String(cell), separator)).join(separator)).join("\r\n");

function formatCell(cell, separator) {
  const text = cell.trim().replace(/\s+/g, " ").replace(/^[=+@-]/, "'$&");
  return separator === "\t" && !text.includes('"') ? text : `"${text.replaceAll('"', '""')}"`;
}

/** A line of a file with another last cell. */
export const replaceLastCell = (line, cell) => line.replace(/("(?:[^"]|"")*"|[^",;]*)$/, () => formatCell(cell, ","));

/** The words of a text for the name of a file: letters and digits that every system allows, cut between words. */
function formatNamePart(text) {
  const words = fold(text).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return words.match(PART)?.[0] ?? words.slice(0, MAX_PART);
}

/** The name of a file, made of texts. */
export const formatFileName = (texts, format) => `${texts.map(formatNamePart).filter(Boolean).join("-").slice(0, MAX_NAME)}.${format}`;

/** Saves the lines of a file of comma-separated values; the mark before them has spreadsheet programs read them as UTF-8. */
export function saveLines(lines, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["\ufeff", [...lines, ""].join("\r\n")], { type: "text/csv" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** What separates the cells of a line, as in the published files: a semicolon where the comma separates decimals, else a comma. */
const getSeparator = (language) =>
  (new Intl.NumberFormat(language).formatToParts(0.5).some(({ type, value }) => type === "decimal" && value === ",") ? ";" : ",");

/** Saves a table as a file of comma-separated values, for spreadsheet programs in the language of the page. */
export const saveTable = (rows, name) => saveLines([formatTable(rows, getSeparator(document.documentElement.lang))], name);
