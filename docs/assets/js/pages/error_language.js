/* In the head of a page in all languages, shown at the address of another: sets its language to that of the address, and hides
   the parts in the others before anything is painted; error_page.js removes them. */
(() => {
  const languages = JSON.parse(document.currentScript.dataset.languages);
  const path = `${location.pathname}/`.toLowerCase();
  const [language] = languages.reverse().find(([, start]) => path.startsWith(start)) ?? languages.at(-1);
  document.documentElement.lang = language;
  const style = new CSSStyleSheet();
  style.replaceSync(`[data-language]:not([lang="${language}"]) { display: none; }`);
  document.adoptedStyleSheets = [style];
})();
