/* Text, compared and filled in as every script does. */

export const LIGATURES = { "œ": "oe", "æ": "ae" };

/** Words without accents, ligatures and capitals. */
export const fold = (text) =>
  text.toLowerCase().replace(/[œæ]/g, (one) => LIGATURES[one]).replace(/[’ʼ]/g, "'").normalize("NFKD").replace(/\p{M}/gu, "");

/** The edit distance of two words, a swap of neighbours being one edit; `most` + 1 where it is more. */
export function distance(a, b, most = Infinity) {
  let before = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next) > most) return most + 1;
    before = row;
    row = next;
  }
  return row[b.length];
}

/** A phrase with its places filled. */
export const fill = (phrase, facts = {}) => phrase.replace(/\{(\w+)\}/g, (place, name) => facts[name] ?? place);
