/* The fragments of the index: what is shown of a result. */
import { fold } from "../lib/text.js";
import { makeExcerpt } from "./excerpt.js";
import { files, getSiteUrl, language } from "./urls.js";

/** Reads the file of a fragment, which the index itself loads only for what it has found. */
export async function loadFragment(name) {
  const { body } = await fetch(`${files}index/${language}/fragment/${name}.pf_fragment`);
  const text = await new Response(body.pipeThrough(new DecompressionStream("gzip"))).text();
  return JSON.parse(text.replace(/^pagefind_dcd/, ""));
}

/** What is shown of a result. */
export function makeResult(data, marks) {
  const raw = data.raw_url ?? data.url;
  const [path, hash] = raw.split("#");
  const [address, facts] = path.split("?");
  const get = new URLSearchParams(facts);
  const title = get.get("t") ?? "";
  const runs = makeExcerpt(data.raw_content ?? data.content, marks);
  const marked = [...new Set(runs.filter((run) => run.marked).map((run) => run.text))];
  const target = new URL(getSiteUrl(address.replace(/^\//, "")));
  for (const phrase of marked.slice(0, 8)) target.searchParams.append("highlight", phrase);
  target.hash = hash ?? "";
  return {
    href: target.href, unit: get.get("u"), title, trail: get.get("w") ?? "", term: get.get("s") ?? "",
    runs: fold(runs.map((run) => run.text).join("").trim()) === fold(title.replace(/\s/g, " ")) ? [] : runs,
  };
}
