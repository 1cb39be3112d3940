/* A page in all languages, shown at the address of another that cannot be shown: only the language of that address is left. */
const language = document.documentElement.lang;

for (const part of document.querySelectorAll("[data-language]")) {
  if (part.lang !== language) part.remove();
}
document.title = document.querySelector("h1").textContent;

/** The part of the page in the language of the address. */
export const section = document.querySelector("section[data-language]");
/** The path of the address within its language. */
export const requestedPath = decodePath(location.pathname).slice(section.dataset.root.length).toLowerCase();

function decodePath(path) {
  try {
    return decodeURI(path);
  } catch {
    return path; // A broken escape is looked up as it is.
  }
}
