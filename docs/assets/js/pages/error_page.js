/* A page in all languages, shown at the address of another that cannot be shown: the language of that address comes first. */
export const page = document.querySelector("[data-everywhere]");
/** The section in each language, in the order of the edition. */
export const sections = [...page.querySelectorAll("section")];
/** The path of the address within the site. */
export const requestedPath = decodePath(location.pathname).slice(page.dataset.root.length).toLowerCase();
/** The section in the language of the address. */
export const firstSection = [...sections].reverse().find((section) => `${requestedPath}/`.startsWith(section.dataset.prefix));

function decodePath(path) {
  try {
    return decodeURI(path);
  } catch {
    return path; // A broken escape is looked up as it is.
  }
}

if (firstSection !== sections[0]) {
  firstSection.parentElement.prepend(firstSection);
  const title = document.querySelector(`h1 [lang="${firstSection.lang}"]`);
  title.parentElement.prepend(title);
}
