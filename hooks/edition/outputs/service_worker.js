/* Saves the pages that have been read, or the whole site, on this device, so that they can be read without a connection.
 *
 * Each published version of the site has its VERSION, which the build writes above, and lists of its files with their
 * fingerprints. Each version has a cache, in which every file is checked when it is saved and whenever it is used. One
 * more cache, STATE, stores what the reader wants to save, and the version of the page of each open window.
 *
 * A version installs in its cache while the former one serves, then replaces it at once in all windows. An open page keeps
 * its version: it gets the files of that version, from its cache, which is removed when no window shows such a page any
 * more. A page whose version is not known gets everything from the network, as without a worker. */
"use strict";

const SCOPE = new URL(registration.scope).pathname;
const CACHE_PREFIX = `${SCOPE}@`; // Other sites of the same host have other caches.
const CACHE = CACHE_PREFIX + VERSION;
const STATE = `${CACHE_PREFIX}state`;
const LISTS = ["offline.json", "offline-whole.json"];
const FALLBACK_PAGE = "503.html"; // Shown for a page that has not been saved.
const PAGE_TIMEOUT = 4000; // Milliseconds after which a saved page is shown instead of the published one.
const CONCURRENT_DOWNLOADS = 6;
const RETAINED_WINDOWS = 50; // Pages that a reader may return to without loading them: browsers keep fewer.

const addressOf = (key) => SCOPE + key;

/** Returns the path of a file in the site, without its query; null for other sites. */
function keyOf(address) {
  const url = new URL(address, registration.scope);
  if (url.origin !== location.origin || !url.pathname.startsWith(SCOPE)) return null;
  return url.pathname.slice(SCOPE.length).replace(/(^|\/)index\.html$/, "$1");
}

const ignore = () => { /* What fails here is tried again when needed. */ };

/** Returns a file from a cache; undefined where it is lacking or cannot be read. */
const cached = (key, cacheName) => caches.match(addressOf(key), { cacheName }).catch(ignore);

/** Whether the reader wants to save the pages read ("read"), or the whole site ("whole"). */
const isWanted = async (what) => Boolean(await caches.match(addressOf(what), { cacheName: STATE }));

/** Opens a cache; fails if the reader has removed everything. If that happens later, the opened cache is removed too. */
async function openCache(name) {
  const cache = await caches.open(name);
  if (await isWanted("read")) return cache;
  await caches.delete(name);
  throw new Error("removed by the reader");
}

const store = async (key, answer, name) => (await openCache(name)).put(addressOf(key), answer);

/* --- The files of a version --------------------------------------------------------------------------------------- */

const lists = new Map(); // By address in the cache; each is read once while the worker runs.

/** Returns a list of the files of a version; null where its cache lacks it or it is damaged. */
async function list(name, version = VERSION) {
  const id = `${version}/${name}`;
  if (!lists.has(id)) {
    const found = await (await cached(name, CACHE_PREFIX + version))?.json().catch(ignore);
    if (found?.version !== version) return null;
    lists.set(id, { ...found, files: new Map(Object.entries(found.files)) });
  }
  return lists.get(id);
}

/** Returns the fingerprint of a file in a version; null where it is not listed. */
async function fingerprint(key, version) {
  for (const name of LISTS) {
    const found = (await list(name, version))?.files.get(key);
    if (found) return found;
  }
  return null;
}

async function digest(content) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, VERSION.length);
}

/** Returns a file if its content has the fingerprint of a version; otherwise null. */
async function verifiedFile(key, answer, version) {
  const expected = answer?.ok && (await fingerprint(key, version));
  if (!expected) return null;
  const content = await answer.arrayBuffer();
  if ((await digest(content)) !== expected) return null;
  const headers = new Headers(answer.headers);
  for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name);
  return new Response(content, { headers });
}

/** Returns a file from the cache of a version; a damaged one is removed, so that it is fetched again. */
async function findSaved(key, version = VERSION) {
  const saved = await cached(key, CACHE_PREFIX + version);
  const file = await verifiedFile(key, saved, version).catch(ignore);
  if (saved && !file && (await fingerprint(key, version))) {
    await openCache(CACHE_PREFIX + version).then((cache) => cache.delete(addressOf(key))).catch(ignore);
  }
  return file;
}

/** Returns the keys of the files in the cache of this version. */
async function savedKeys() {
  return new Set((await (await openCache(CACHE)).keys()).map((request) => keyOf(request.url)));
}

const olderCaches = async () =>
  (await caches.keys()).filter((name) => name.startsWith(CACHE_PREFIX) && name !== STATE && name !== CACHE);

/** Saves a file, from an older version with the same content or from the network; fails if it cannot. */
async function save(key) {
  if (await findSaved(key)) return;
  for (const name of await olderCaches()) {
    const file = await verifiedFile(key, await cached(key, name)).catch(ignore);
    if (file) return store(key, file, CACHE);
  }
  const file = await verifiedFile(key, await fetch(addressOf(key), { cache: "no-cache" }));
  if (!file) throw new Error(`${key} is not of version ${VERSION}`);
  await store(key, file, CACHE);
}

/** Saves files, several at once; after a failure nothing more is saved. */
async function saveAll(keys) {
  const waiting = [...keys];
  const saveNext = async () => {
    while (waiting.length) await save(waiting.pop());
  };
  const stop = (error) => {
    waiting.length = 0;
    throw error;
  };
  const ends = await Promise.allSettled(Array.from({ length: CONCURRENT_DOWNLOADS }, () => saveNext().catch(stop)));
  const failed = ends.find(({ status }) => status === "rejected");
  if (failed) throw failed.reason;
}

/** Fetches a list as it is published now. */
const fetchPublishedList = (name) => fetch(addressOf(name), { cache: "no-cache" });

async function saveList(name) {
  if ((await list(name)) && (await savedKeys()).has(name)) return;
  const text = await (await fetchPublishedList(name)).text();
  const { version } = JSON.parse(text);
  if (version !== VERSION) throw new Error(`${name} is of version ${version}, not ${VERSION}`);
  await store(name, new Response(text), CACHE); // Without the headers, of which some forbid to store it.
}

/** Saves the files that every page needs, as far as they are lacking: the browser may have removed them. */
async function saveCore() {
  await saveList(LISTS[0]);
  const saved = await savedKeys();
  await saveAll((await list(LISTS[0])).core.filter((key) => !saved.has(key)));
}

/** Returns the keys of all files that a whole copy of this version has; null where a list is lacking. */
async function allKeys() {
  const [pages, others] = await Promise.all(LISTS.map((name) => list(name)));
  return pages && others ? [...pages.files.keys(), ...others.files.keys()].filter((key) => !pages.optional.includes(key)) : null;
}

/* --- A version's life --------------------------------------------------------------------------------------------- */

/** Records that the reader wants to save the pages read. */
async function recordChoice() {
  await (await caches.open(STATE)).put(addressOf("read"), new Response(VERSION));
}

/** Saves the files of this version that older versions have saved. */
async function saveFormerFiles() {
  const { files } = await list(LISTS[0]);
  for (const name of await olderCaches()) {
    const saved = (await (await openCache(name)).keys()).map((request) => keyOf(request.url));
    await saveAll(saved.filter((key) => files.has(key)));
  }
  if (!(await isWanted("whole"))) return;
  await saveList(LISTS[1]);
  await saveAll(await allKeys());
}

/** Installs this version completely or not at all: if the connection or the space does not suffice, the former one stays. */
async function install() {
  const before = await caches.has(CACHE); // A version that is published again has it already if one of its pages is open.
  await recordChoice();
  try {
    await saveCore();
    await saveFormerFiles();
  } catch (error) {
    if (!before) await caches.delete(CACHE);
    throw error;
  }
  await skipWaiting();
}

async function activate() {
  // A page whose preload fails is not shown from the cache in Firefox, and a registration keeps the setting of older versions.
  await registration.navigationPreload?.disable();
  await clients.claim();
  for (const client of await clients.matchAll({ type: "window" })) {
    const key = keyOf(client.url);
    // Its page came from the network, of this version, before this version had a worker.
    if (key !== null && (await versionOf(client.id)) === (await fingerprint(key))) await recordVersion(client.id, VERSION);
  }
  removeUnused().catch(ignore);
}

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));

/* --- The version of the page of each window ----------------------------------------------------------------------- */

const versions = new Map(); // By window, as promises; also in a cache, since browsers stop and restart workers at any time.

const windowKey = (id) => `window/${id}`;

/** Records the version of a window's page: a promise of it while the page is loading. */
async function recordVersion(id, version) {
  versions.set(id, version);
  const known = await version;
  await store(windowKey(id), new Response(known), STATE).catch(ignore);
}

/** Returns the version of a window's page; its fingerprint or "" if the version is not known. */
function versionOf(id) {
  if (!versions.has(id)) versions.set(id, cached(windowKey(id), STATE).then((found) => found?.text() ?? ""));
  return versions.get(id);
}

/** Returns the version of a page from the network, and saves the page if it is of this version. */
async function recognize(key, answer) {
  const file = await verifiedFile(key, answer.clone());
  if (!file) return digest(await answer.arrayBuffer());
  await store(key, file, CACHE).catch(ignore);
  return VERSION;
}

/** Removes the recorded versions of closed pages, and the caches of older versions that no window shows.
 * A reader may return to a closed page of this version, unless many have been opened since. No event waits for this: it waits
 * for pages that are loading, while they, or the next version, wait for this worker. */
async function removeUnused() {
  if (registration.installing || registration.waiting) return; // A version that installs has a cache already.
  const state = await openCache(STATE);
  const used = new Set();
  const marks = (await state.keys()).filter(({ url }) => keyOf(url).startsWith(windowKey("")));
  for (const [number, request] of marks.reverse().entries()) {
    const id = keyOf(request.url).slice(windowKey("").length);
    const version = await versionOf(id);
    if (await clients.get(id)) used.add(CACHE_PREFIX + version);
    else if (version !== VERSION || number >= RETAINED_WINDOWS) await state.delete(request);
  }
  for (const name of await olderCaches()) if (!used.has(name)) await caches.delete(name);
}

/* --- Answers ------------------------------------------------------------------------------------------------------ */

const timeout = (milliseconds) => new Promise((_, refuse) => setTimeout(refuse, milliseconds, new Error("no answer yet")));

/** Answers with a page from the network, else the saved page, else the page that says that it is not saved. */
async function answerPage(event, key) {
  const network = fetch(event.request);
  network.catch(ignore); // Where it is not waited for.
  const saved = await findSaved(key);
  try {
    const answer = await (saved ? Promise.race([network, timeout(PAGE_TIMEOUT)]) : network);
    if (saved && answer.status >= 500) throw new Error(answer.statusText);
    event.waitUntil(recordVersion(event.resultingClientId, recognize(key, answer.clone()).catch(() => "")));
    return answer;
  } catch (error) {
    if (!saved && (await findSaved(`${key}/`))) return Response.redirect(addressOf(`${key}/`) + new URL(event.request.url).search);
    const fallback = saved ?? (await findSaved(FALLBACK_PAGE));
    if (!fallback) throw error;
    event.waitUntil(recordVersion(event.resultingClientId, VERSION));
    return saved ?? new Response(fallback.body, { status: 503, headers: fallback.headers });
  }
}

/** Answers with a file that a page loads: a listed file only of the page's version, from its cache or else the network. */
async function answerResource(event, key) {
  // A page that loads slowly gets its style meanwhile.
  const version = await Promise.race([versionOf(event.clientId), timeout(PAGE_TIMEOUT)]).catch(() => "");
  // A page's own worker loads files too, for that page.
  if (event.resultingClientId) event.waitUntil(recordVersion(event.resultingClientId, version));
  if (!(version && (await fingerprint(key, version)))) return fetch(event.request);
  const saved = await findSaved(key, version);
  if (saved) return saved;
  const file = await verifiedFile(key, await fetch(event.request, { cache: "no-cache" }), version);
  if (file) event.waitUntil(store(key, file.clone(), CACHE_PREFIX + version).catch(ignore));
  return file ?? Response.error();
}

addEventListener("fetch", (event) => {
  const key = keyOf(event.request.url);
  if (event.request.method !== "GET" || key === null || key === "worker.js" || LISTS.includes(key)) return;
  event.respondWith(event.request.mode === "navigate" ? answerPage(event, key) : answerResource(event, key));
});

/* --- Requests of pages -------------------------------------------------------------------------------------------- */

const REQUESTS = {
  begin: recordChoice,
  takeOver: () => skipWaiting(),
  /** Saves the files of a page that was loaded before the worker, and those that every page needs, if they are lacking. */
  async visit({ addresses }, { id }) {
    await saveCore();
    for (const key of addresses.map(keyOf)) {
      if (key !== null && (await fingerprint(key))) await save(key).catch(ignore);
    }
    // Such a page is of this version if this one is still published.
    if (!(await versionOf(id))) {
      const { version } = await (await fetchPublishedList(LISTS[0])).json();
      if (version === VERSION) await recordVersion(id, VERSION);
    }
    removeUnused().catch(ignore);
  },
  /** Whether the version of a page to which the reader returns is still saved. */
  async known(_, { id }) {
    return caches.has(CACHE_PREFIX + (await versionOf(id)));
  },
  /** Returns what is saved: whether the files that every page needs, whether the whole site, and which other pages. */
  async status() {
    const saved = await savedKeys();
    const core = (await list(LISTS[0]))?.core;
    const all = (await isWanted("whole")) ? await allKeys() : null;
    return {
      reading: Boolean(core?.every((key) => saved.has(key))),
      whole: Boolean(all?.every((key) => saved.has(key))),
      pages: [...saved].filter((key) => (key === "" || key.endsWith("/")) && !core?.includes(key)),
    };
  },
  /** Returns the files that are still lacking for the whole site. */
  async lacking() {
    for (const name of LISTS) await saveList(name);
    const [all, saved] = [await allKeys(), await savedKeys()];
    return { all: all.length, lacking: all.filter((key) => !saved.has(key)) };
  },
  gather: ({ keys }) => saveAll(keys),
  async finish() {
    if ((await REQUESTS.lacking()).lacking.length) throw new Error("files are lacking");
    await store("whole", new Response(VERSION), STATE);
  },
  /** Removes files from the cache; without `keys`, all except those that every page needs, and forgets the whole site. */
  async discard({ keys }) {
    const cache = await openCache(CACHE);
    if (!keys) await (await openCache(STATE)).delete(addressOf("whole"));
    const needed = new Set([LISTS[0], ...(await list(LISTS[0])).core]);
    for (const key of [LISTS[1], ...(keys ?? (await savedKeys()))]) if (!needed.has(key)) await cache.delete(addressOf(key));
  },
};

addEventListener("message", (event) => {
  const reply = (message) => event.ports[0]?.postMessage(message);
  const request = REQUESTS[event.data.ask](event.data, event.source);
  event.waitUntil(request.then((result) => reply({ said: result }), (error) => reply({ failed: String(error) })));
});
