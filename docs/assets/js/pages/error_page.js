/* A page in all languages, shown at an address of its reader's: the language of that address comes first. */
export const page = document.querySelector("[data-everywhere]");
/** The part of the page in each language, in the order of the edition. */
export const sections = [...page.querySelectorAll("section")];
/** The address within the site. */
export const asked = decoded(location.pathname).slice(page.dataset.root.length).toLowerCase();
/** The part in the language of the address. */
export const own = [...sections].reverse().find((section) => `${asked}/`.startsWith(section.dataset.prefix));

function decoded(path) {
  try {
    return decodeURI(path);
  } catch {
    return path; // A broken escape is looked up as it stands.
  }
}

if (own !== sections[0]) {
  own.parentElement.prepend(own);
  const title = document.querySelector(`h1 [lang="${own.lang}"]`);
  title.parentElement.prepend(title);
}
