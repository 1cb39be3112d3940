/* Filters the rows of the glossary's tables by the names that are typed. */
import { fold } from "../lib/text.js";

/** Shows a filter; it leaves the rows of which a name, in whichever language, contains each word. */
export function addFilter(filter) {
  const input = filter.querySelector("input");
  const status = filter.querySelector("[role=status]");
  const sections = [...document.querySelectorAll("table.glossary")].map((table) => table.closest("section")).map((element) => ({
    element,
    letters: element.querySelector(".letters"),
    rows: [...element.querySelectorAll("tbody tr")].map((row) => ({
      row,
      names: [...row.querySelectorAll("td[lang]")].map((cell) => fold(cell.textContent)),
    })),
  }));
  const apply = () => {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { element, letters, rows } of sections) {
      for (const { row, names } of rows) row.hidden = !names.some((name) => words.every((word) => name.includes(word)));
      const count = rows.filter(({ row }) => !row.hidden).length;
      element.hidden = count === 0;
      letters.hidden = words.length > 0;
      shown += count;
    }
    status.textContent = shown ? "" : filter.dataset.none;
  };
  input.addEventListener("input", apply);
  filter.hidden = false;
  apply(); // The browser restores what was typed before.
}
