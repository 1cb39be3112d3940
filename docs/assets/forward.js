/* A page that has moved sends its reader on, to the very passage that the address names. */
(() => {
  "use strict";

  const passage = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const way = new URL((passage || document.getElementById("forward")).href);
  if (!passage && !way.hash) way.hash = location.hash;
  location.replace(way);
})();
