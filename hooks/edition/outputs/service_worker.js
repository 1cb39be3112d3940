/* Saves on this device what has been read of the site, or all of it, so that it can be read again without a connection.
 *
 * Each published version of the site has its VERSION, which the build writes above, and lists of its files with their
 * fingerprints. Each version has a cache, in which every file is checked when it is saved and whenever it is used. One
 * more cache, STATE, stores what the reader wants saved, and which version the page of each open window is of.
 *
 * A version installs in its cache while the former one serves, then replaces it at once in all windows. A page that is
 * open stays of its version: it gets that version's files, from that version's cache, which is removed when no window
 * shows such a page any more. A page whose version is not known gets everything from the network, as without a worker. */
"use strict";

const SCOPE = new URL(registration.scope).pathname;
const OWN = `${SCOPE}@`; // Another site of the same host has caches of its own.
const CACHE = OWN + VERSION;
const STATE = `${OWN}state`;
const LISTS = ["offline.json", "offline-whole.json"];
const INSTEAD = "503.html"; // Shown for a page that has not been saved.
const PATIENCE = 4000; // Milliseconds until a page that has been saved is shown rather than waited for.
const AT_ONCE = 6;
const RETURNS = 50; // Pages that a reader may return to without loading them: browsers keep fewer.

const at = (key) => SCOPE + key;

/** A file's name in the site, whatever its query; nothing for what is not of the site. */
function keyOf(address) {
  const url = new URL(address, registration.scope);
  if (url.origin !== location.origin || !url.pathname.startsWith(SCOPE)) return null;
  return url.pathname.slice(SCOPE.length).replace(/(^|\/)index\.html$/, "$1");
}

const ignored = () => { /* What fails here is tried again when it is needed. */ };

/** What a cache has; nothing where it has not, or cannot be read. */
const cached = (key, cacheName) => caches.match(at(key), { cacheName }).catch(ignored);

/** Whether the reader wants saved what is read ("read"), or all ("whole"). */
const wants = async (what) => Boolean(await caches.match(at(what), { cacheName: STATE }));

/** A cache; fails where the reader has removed all. Where this happens after it is opened, what it is given goes with it. */
async function opened(name) {
  const cache = await caches.open(name);
  if (await wants("read")) return cache;
  await caches.delete(name);
  throw new Error("removed by the reader");
}

const store = async (key, answer, name) => (await opened(name)).put(at(key), answer);

/* --- The files of a version --------------------------------------------------------------------------------------- */

const lists = new Map(); // By address in the cache; what is read from it once is not read again while the worker runs.

/** A list of a version's files; null where its cache does not have it in good state. */
async function list(name, version = VERSION) {
  const id = `${version}/${name}`;
  if (!lists.has(id)) {
    const found = await (await cached(name, OWN + version))?.json().catch(ignored);
    if (found?.version !== version) return null;
    lists.set(id, { ...found, files: new Map(Object.entries(found.files)) });
  }
  return lists.get(id);
}

/** The fingerprint that a version gives a file. */
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

/** A file, if it is whole and of a version. */
async function sound(key, answer, version) {
  const expected = answer?.ok && (await fingerprint(key, version));
  if (!expected) return null;
  const content = await answer.arrayBuffer();
  if ((await digest(content)) !== expected) return null;
  const headers = new Headers(answer.headers);
  for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name);
  return new Response(content, { headers });
}

/** A file from a version's cache; one that is damaged there is removed, so that it is fetched again. */
async function find(key, version = VERSION) {
  const saved = await cached(key, OWN + version);
  const file = await sound(key, saved, version).catch(ignored);
  if (saved && !file && (await fingerprint(key, version))) {
    await opened(OWN + version).then((cache) => cache.delete(at(key))).catch(ignored);
  }
  return file;
}

/** What this version's cache has, by name. */
async function names() {
  return new Set((await (await opened(CACHE)).keys()).map((request) => keyOf(request.url)));
}

const olderCaches = async () => (await caches.keys()).filter((name) => name.startsWith(OWN) && name !== STATE && name !== CACHE);

/** Saves a file, from an older version that has the same or from the network; fails where it cannot. */
async function gather(key) {
  if (await find(key)) return;
  for (const name of await olderCaches()) {
    const file = await sound(key, await cached(key, name)).catch(ignored);
    if (file) return store(key, file, CACHE);
  }
  const file = await sound(key, await fetch(at(key), { cache: "no-cache" }));
  if (!file) throw new Error(`${key} is not of version ${VERSION}`);
  await store(key, file, CACHE);
}

/** Saves files, several at once; after a failure nothing more is saved. */
async function gatherAll(keys) {
  const waiting = [...keys];
  const some = async () => {
    while (waiting.length) await gather(waiting.pop());
  };
  const stop = (error) => {
    waiting.length = 0;
    throw error;
  };
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, () => some().catch(stop)));
  const failed = ends.find(({ status }) => status === "rejected");
  if (failed) throw failed.reason;
}

/** A list as it is published now. */
const published = (name) => fetch(at(name), { cache: "no-cache" });

async function gatherList(name) {
  if ((await list(name)) && (await names()).has(name)) return;
  const text = await (await published(name)).text();
  const { version } = JSON.parse(text);
  if (version !== VERSION) throw new Error(`${name} is of version ${version}, not ${VERSION}`);
  await store(name, new Response(text), CACHE); // Without the headers, of which some forbid to store it.
}

/** Saves what every page needs, as far as it is lacking: the browser may have cleared it away. */
async function gatherCore() {
  await gatherList(LISTS[0]);
  const there = await names();
  await gatherAll((await list(LISTS[0])).core.filter((key) => !there.has(key)));
}

/** Every file of this version; null where a list is lacking. */
async function everything() {
  const found = await Promise.all(LISTS.map((name) => list(name)));
  return found.every(Boolean) ? found.flatMap(({ files }) => [...files.keys()]) : null;
}

/* --- A version's life --------------------------------------------------------------------------------------------- */

/** Notes that the reader wants saved what is read. */
async function begin() {
  await (await caches.open(STATE)).put(at("read"), new Response(VERSION));
}

/** Saves of this version what the older ones have saved. */
async function gatherAgain() {
  const { files } = await list(LISTS[0]);
  for (const name of await olderCaches()) {
    const saved = (await (await opened(name)).keys()).map((request) => keyOf(request.url));
    await gatherAll(saved.filter((key) => files.has(key)));
  }
  if (!(await wants("whole"))) return;
  await gatherList(LISTS[1]);
  await gatherAll(await everything());
}

/** A version is saved as a whole or not at all: where the connection or the space does not suffice, the former stays.
 *
 * One that is published again has its cache already, where a page of it is open. */
async function install() {
  const before = await caches.has(CACHE);
  await begin();
  try {
    await gatherCore();
    await gatherAgain();
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
    if (key !== null && (await versionOf(client.id)) === (await fingerprint(key))) await mark(client.id, VERSION);
  }
  tidy().catch(ignored);
}

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));

/* --- Which version the page of a window is of --------------------------------------------------------------------- */

const versions = new Map(); // By window, as promises; also in a cache, since a worker is ended and started again at any time.

const windowKey = (id) => `window/${id}`;

/** Notes the version of a window's page: a promise of it while the page is arriving. */
async function mark(id, version) {
  versions.set(id, version);
  const known = await version;
  await store(windowKey(id), new Response(known), STATE).catch(ignored);
}

/** The version of a window's page; of a page of no version that is known here, its fingerprint or "". */
function versionOf(id) {
  if (!versions.has(id)) versions.set(id, cached(windowKey(id), STATE).then((found) => found?.text() ?? ""));
  return versions.get(id);
}

/** Finds the version of a page that has come from the network, and saves the page if it is of this one. */
async function recognize(key, answer) {
  const file = await sound(key, answer.clone());
  if (!file) return digest(await answer.arrayBuffer());
  await store(key, file, CACHE).catch(ignored);
  return VERSION;
}

/** Removes the marks of pages that have been closed, and older versions' caches of which no window shows a page.
 *
 * A page of this version that no window shows may be returned to, unless many have been opened since. No event waits for this:
 * it waits for pages that are arriving, while they, or the next version, wait for this worker. */
async function tidy() {
  if (registration.installing || registration.waiting) return; // A version that installs has a cache already.
  const state = await opened(STATE);
  const used = new Set();
  const marks = (await state.keys()).filter(({ url }) => keyOf(url).startsWith(windowKey("")));
  for (const [number, request] of marks.reverse().entries()) {
    const id = keyOf(request.url).slice(windowKey("").length);
    const version = await versionOf(id);
    if (await clients.get(id)) used.add(OWN + version);
    else if (version !== VERSION || number >= RETURNS) await state.delete(request);
  }
  for (const name of await olderCaches()) if (!used.has(name)) await caches.delete(name);
}

/* --- Answers ------------------------------------------------------------------------------------------------------ */

const later = (milliseconds) => new Promise((_, refuse) => setTimeout(refuse, milliseconds, new Error("no answer yet")));

/** A page: from the network, else as it has been saved, else the page that says that it has not. */
async function page(event, key) {
  const network = fetch(event.request);
  network.catch(ignored); // Where it is not waited for.
  const saved = await find(key);
  try {
    const answer = await (saved ? Promise.race([network, later(PATIENCE)]) : network);
    if (saved && answer.status >= 500) throw new Error(answer.statusText);
    event.waitUntil(mark(event.resultingClientId, recognize(key, answer.clone()).catch(() => "")));
    return answer;
  } catch (error) {
    if (!saved && (await find(`${key}/`))) return Response.redirect(at(`${key}/`) + new URL(event.request.url).search);
    const instead = saved ?? (await find(INSTEAD));
    if (!instead) throw error;
    event.waitUntil(mark(event.resultingClientId, VERSION));
    return saved ?? new Response(instead.body, { status: 503, headers: instead.headers });
  }
}

/** What a page loads: a listed file only of the page's version, from its cache or else from the network. */
async function part(event, key) {
  // A page that is slow to arrive whole is not left without its style meanwhile.
  const version = await Promise.race([versionOf(event.clientId), later(PATIENCE)]).catch(() => "");
  // A page's own worker loads files too, for that page.
  if (event.resultingClientId) event.waitUntil(mark(event.resultingClientId, version));
  if (!(version && (await fingerprint(key, version)))) return fetch(event.request);
  const saved = await find(key, version);
  if (saved) return saved;
  const file = await sound(key, await fetch(event.request, { cache: "no-cache" }), version);
  if (file) event.waitUntil(store(key, file.clone(), OWN + version).catch(ignored));
  return file ?? Response.error();
}

addEventListener("fetch", (event) => {
  const key = keyOf(event.request.url);
  if (event.request.method !== "GET" || key === null || key === "worker.js" || LISTS.includes(key)) return;
  event.respondWith(event.request.mode === "navigate" ? page(event, key) : part(event, key));
});

/* --- What its reader asks for ------------------------------------------------------------------------------------- */

const ASKED = {
  begin,
  takeOver: () => skipWaiting(),
  /** Saves what a page has loaded, if it was there before the worker, and what every page needs, if it was cleared away. */
  async visit({ addresses }, { id }) {
    await gatherCore();
    for (const key of addresses.map(keyOf)) {
      if (key !== null && (await fingerprint(key))) await gather(key).catch(ignored);
    }
    // Such a page is of this version if this one is still published.
    if (!(await versionOf(id)) && (await (await published(LISTS[0])).json()).version === VERSION) await mark(id, VERSION);
    tidy().catch(ignored);
  },
  /** Whether the version of a page that is returned to is still saved. */
  async known(_, { id }) {
    return caches.has(OWN + (await versionOf(id)));
  },
  /** What is saved: what every page needs, the whole, and which pages besides. */
  async status() {
    const there = await names();
    const core = (await list(LISTS[0]))?.core;
    const all = (await wants("whole")) ? await everything() : null;
    return {
      reading: Boolean(core?.every((key) => there.has(key))),
      whole: Boolean(all?.every((key) => there.has(key))),
      pages: [...there].filter((key) => (key === "" || key.endsWith("/")) && !core?.includes(key)),
    };
  },
  /** What is still lacking of the whole. */
  async lacking() {
    for (const name of LISTS) await gatherList(name);
    const [all, there] = [await everything(), await names()];
    return { all: all.length, lacking: all.filter((key) => !there.has(key)) };
  },
  gather: ({ keys }) => gatherAll(keys),
  async finish() {
    if ((await ASKED.lacking()).lacking.length) throw new Error("not all is there");
    await store("whole", new Response(VERSION), STATE);
  },
  /** Removes files from the cache; without `keys`, all but what every page needs, and the whole is wanted no more. */
  async discard({ keys }) {
    const cache = await opened(CACHE);
    if (!keys) await (await opened(STATE)).delete(at("whole"));
    const needed = new Set([LISTS[0], ...(await list(LISTS[0])).core]);
    for (const key of [LISTS[1], ...(keys ?? (await names()))]) if (!needed.has(key)) await cache.delete(at(key));
  },
};

addEventListener("message", (event) => {
  const answer = (said) => event.ports[0]?.postMessage(said);
  event.waitUntil(
    ASKED[event.data.ask](event.data, event.source).then((said) => answer({ said }), (error) => answer({ failed: String(error) })),
  );
});
