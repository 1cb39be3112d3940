/* Ends the worker that keeps the site, and removes what it kept: while the site is being edited, nothing old is to be shown. */
"use strict";

const OWN = `${new URL(registration.scope).pathname}@`;

addEventListener("install", (event) => event.waitUntil(skipWaiting()));
addEventListener("activate", (event) => event.waitUntil(end()));

async function end() {
  for (const name of await caches.keys()) if (name.startsWith(OWN)) await caches.delete(name);
  await registration.unregister();
}
