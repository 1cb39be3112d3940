/* The addresses of the search's files and pages, which the link to the search has. */

export const searchLink = document.querySelector("a[data-search]");
export const language = document.documentElement.lang;
export const getSiteUrl = (path, root = searchLink.dataset.root) => new URL(path, new URL(root, document.baseURI)).href;
export const files = new URL(`${searchLink.dataset.files}/`, document.baseURI).href;

/** The address of the search page for a query. */
export const getSearchUrl = (query, page = getSiteUrl("search/")) => {
  const url = new URL(page);
  if (query) url.searchParams.set("q", query);
  return url.href;
};

/** The address of the search page in the other language. */
export const getOtherSearchUrl = (query) => getSearchUrl(query, new URL(searchLink.dataset.elsewhere, document.baseURI).href);
