/* Unregisters the worker that saves the site, and removes its caches: while the site is edited, nothing outdated is shown. */
"use strict";

const CACHE_PREFIX = `${new URL(registration.scope).pathname}@`;

addEventListener("install", (event) => event.waitUntil(skipWaiting()));
addEventListener("activate", (event) => event.waitUntil(unregister()));

async function unregister() {
  for (const name of await caches.keys()) if (name.startsWith(CACHE_PREFIX)) await caches.delete(name);
  await registration.unregister();
}
