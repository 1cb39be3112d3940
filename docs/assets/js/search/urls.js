/* Where the search's files and pages are, as the page says that it was opened on. */
export const opener = document.querySelector("a[data-search]");
export const language = document.documentElement.lang;
export const at = (path, base = opener.dataset.root) => new URL(path, new URL(base, document.baseURI)).href;
export const files = new URL(`${opener.dataset.files}/`, document.baseURI).href;

/** The address of the search page for a query. */
export const address = (query, root = at("search/")) => {
  const target = new URL(root);
  if (query) target.searchParams.set("q", query);
  return target.href;
};

/** The address of the search page in the other language. */
export const elsewhere = (query) => address(query, new URL(opener.dataset.elsewhere, document.baseURI).href);
