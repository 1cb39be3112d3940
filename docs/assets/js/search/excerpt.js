/* The excerpt of a result. */
import { JOINER, OPENED } from "./query.js";

const EXCERPT_WORDS = 32;

/** The part of a text with the most words that matched, as runs of text, marked or not; never as markup. */
export function makeExcerpt(content, marks) {
  const words = content.match(/\S+\s*/g) ?? [];
  const marked = new Set(marks.flatMap(([start, size]) => Array.from({ length: size }, (_, each) => start + each)));
  const candidates = [0, ...marked].filter((start) => start < words.length);
  const within = (start) => [...marked].filter((place) => place >= start && place < start + EXCERPT_WORDS).length;
  const best = candidates.reduce((first, start) => (within(start) > within(first) ? start : first), 0);
  const from = words.length <= EXCERPT_WORDS * 1.5 ? 0 : Math.max(0, Math.min(best - EXCERPT_WORDS / 4, words.length - EXCERPT_WORDS));
  const to = from === 0 && words.length <= EXCERPT_WORDS * 1.5 ? words.length : from + EXCERPT_WORDS;
  // Marks are set with characters that no text has, before the words that were split for the search are joined again.
  const text = words.slice(from, to).map((word, place) => {
    const [begins, ends] = [marked.has(from + place) && !marked.has(from + place - 1), marked.has(from + place) && !marked.has(from + place + 1)];
    return `${begins ? "\ue000" : ""}${ends ? word.replace(/\s*$/, "\ue001$&") : word}`;
  }).join("").replace(/\ue000$/, "");
  const joined = text.replaceAll(`${JOINER}\ue001 `, "\ue001").replaceAll(`${JOINER} `, "").replace(/([oOaA])\u2060e/g, (_, letter) => OPENED[letter])
    .replaceAll(JOINER, "").replace(/\ue000([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)\ue001/gu, "$1\ue000$2\ue001$3");
  return `${from > 0 ? "… " : ""}${joined.trim()}${to < words.length ? " …" : ""}`.split("\ue001").flatMap((part) => {
    const [plain, word] = part.split("\ue000");
    return [{ text: plain, marked: false }, ...(word ? [{ text: word, marked: true }] : [])];
  });
}
