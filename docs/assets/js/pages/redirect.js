/* The page at an address that has moved: replaces itself by the new page, at the passage that the address names. */
(() => {
  "use strict";

  let passage = null;
  try {
    passage = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    // An address cut off in the middle of a letter names no passage.
  }
  const target = new URL((passage || document.getElementById("forward")).href);
  if (!passage && !target.hash) target.hash = location.hash;
  location.replace(target);
})();
