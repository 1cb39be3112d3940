/* Folds, compares and fills text. */

export const LIGATURES = { "œ": "oe", "æ": "ae" };

/** Text in lower case, without accents and ligatures. */
export const fold = (text) =>
  text.toLowerCase().replace(/[œæ]/g, (ligature) => LIGATURES[ligature]).replace(/[’ʼ]/g, "'").normalize("NFKD").replace(/\p{M}/gu, "");

/** The edit distance of two words, a swap of neighbours being one edit; `limit` + 1 where it is more. */
export function distance(a, b, limit = Infinity) {
  let previous = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], previous[j - 2] + 1);
    }
    if (Math.min(...next) > limit) return limit + 1;
    previous = row;
    row = next;
  }
  return row[b.length];
}

/** A phrase with its placeholders filled. */
export const fill = (phrase, values = {}) => phrase.replace(/\{(\w+)\}/g, (placeholder, name) => values[name] ?? placeholder);
