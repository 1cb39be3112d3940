/* Makes a file or a text for the clipboard of a table. */

/** A table as text: `separator` is a comma or a tab. A cell that a spreadsheet would take for a formula begins with an apostrophe. */
export const formatTable = (rows, separator) => rows.map((row) => row.map((cell) => formatCell(String(cell), separator)).join(separator)).join("\r\n");

function formatCell(cell, separator) {
  const text = cell.trim().replace(/\s+/g, " ").replace(/^[=+@-]/, "'$&");
  return separator === "\t" && !text.includes('"') ? text : `"${text.replaceAll('"', '""')}"`;
}

/** Saves a table as a file of comma-separated values. */
export function saveTable(rows, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["\ufeff", formatTable(rows, ","), "\r\n"], { type: "text/csv" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
