/* A page that has moved sends its reader on, to the very passage that the address names. */
(() => {
  "use strict";

  let passage = null;
  try {
    passage = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    // An address cut off in the middle of a letter names no passage.
  }
  const way = new URL((passage || document.getElementById("forward")).href);
  if (!passage && !way.hash) way.hash = location.hash;
  location.replace(way);
})();
