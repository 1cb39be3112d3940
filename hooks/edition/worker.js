/* Keeps on this device what has been read of the site, or all of it, so that it can be read again without a connection.
 *
 * Each published version of the site has its VERSION, which the build writes above, and the fingerprint of each of its
 * files in a list. A version's cache takes nothing but files of that very version; what a page from the cache loads comes
 * from the same cache. A new version gathers its files beside the old one's and takes over when it has them all. */
"use strict";

const SCOPE = new URL(registration.scope).pathname;
const OWN = `${SCOPE}@`; // Another site of the same host has caches of its own.
const CACHE = OWN + VERSION;
const STATE = `${OWN}state`;
const LISTS = ["offline.json", "offline-whole.json"];
const INSTEAD = "503.html"; // Shown for a page that has not been kept.
const PATIENCE = 4000; // Milliseconds until a page that has been kept is shown rather than waited for.
const AT_ONCE = 6;

const at = (key) => SCOPE + key;

/** A file's name in the site, whatever its query; nothing for what is not of the site. */
function keyOf(address) {
  const url = new URL(address, registration.scope);
  if (url.origin !== location.origin || !url.pathname.startsWith(SCOPE)) return null;
  return url.pathname.slice(SCOPE.length).replace(/(^|\/)index\.html$/, "$1");
}

const find = (key) => caches.match(at(key), { cacheName: CACHE });

/* --- What is of this version -------------------------------------------------------------------------------------- */

const lists = {}; // By name; what is read from the cache once is not read again while the worker runs.

async function list(name) {
  if (!lists[name]) lists[name] = (await (await find(name))?.json()) ?? null;
  return lists[name];
}

/** The fingerprint that this version gives a file. */
async function fingerprint(key) {
  for (const name of LISTS) {
    const found = (await list(name))?.files[key];
    if (found) return found;
  }
  return null;
}

/** A file as the cache keeps it, if it is one of this version. */
async function sound(key, answer) {
  const expected = answer?.ok && (await fingerprint(key));
  if (!expected) return null;
  const content = await answer.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  const found = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (!found.startsWith(expected)) return null;
  const headers = new Headers(answer.headers);
  for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name);
  return new Response(content, { headers });
}

/** Puts a file into the cache; tells whether it is one of this version. */
async function store(key, answer) {
  const file = await sound(key, answer);
  // A cache that its reader has removed stays removed.
  if (file && (await caches.has(CACHE))) await (await caches.open(CACHE)).put(at(key), file);
  return Boolean(file);
}

/** Has a file in the cache: it is there, an older version has the same, or it is fetched. Fails where all this fails. */
async function gather(key) {
  if (await find(key)) return;
  for (const name of await caches.keys()) {
    if (name.startsWith(OWN) && name !== STATE && (await store(key, await caches.match(at(key), { cacheName: name })))) return;
  }
  if (!(await store(key, await fetch(at(key), { cache: "no-cache" })))) throw new Error(`${key} is not of version ${VERSION}`);
}

async function gatherAll(keys) {
  const waiting = [...keys];
  const some = async () => {
    while (waiting.length) await gather(waiting.pop());
  };
  await Promise.all(Array.from({ length: AT_ONCE }, some));
}

/** Has a list of this version. */
async function gatherList(name) {
  if (await list(name)) return;
  const answer = await fetch(at(name), { cache: "no-cache" });
  const found = await answer.clone().json();
  if (found.version !== VERSION) throw new Error(`${name} is of version ${found.version}, not ${VERSION}`);
  await (await caches.open(CACHE)).put(at(name), answer);
  lists[name] = found;
}

/* --- A version's life --------------------------------------------------------------------------------------------- */

const isWhole = async () => Boolean(await caches.match(at("whole"), { cacheName: STATE }));

/** The files that older versions have kept. */
async function keptBefore() {
  const found = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith(OWN) || name === STATE || name === CACHE) continue;
    for (const request of await (await caches.open(name)).keys()) found.push(keyOf(request.url));
  }
  return found;
}

async function install() {
  await gatherList(LISTS[0]);
  const { core, files } = await list(LISTS[0]);
  const kept = (await keptBefore()).filter((key) => files[key]);
  await gatherAll(new Set([...core, ...kept]));
  if (await isWhole()) {
    await gatherList(LISTS[1]);
    await gatherAll([...Object.keys(files), ...Object.keys((await list(LISTS[1])).files)]);
  }
  await skipWaiting();
}

async function activate() {
  for (const name of await caches.keys()) {
    if (name.startsWith(OWN) && name !== STATE && name !== CACHE) await caches.delete(name);
  }
  await registration.navigationPreload?.enable();
  await clients.claim();
  await forget();
}

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));

/* --- Which windows show a page of this version -------------------------------------------------------------------- */

const KEPT = `kept ${VERSION}`; // The page came from the cache.
const SAME = `same ${VERSION}`; // It came from the network, and is the one that the cache has.
const shown = new Map(); // By window; also kept in a cache, since a worker is ended and started again at any time.

const windowKey = (id) => at(`window/${id}`);

function mark(id, what) {
  shown.set(id, what);
  return Promise.resolve(what).then(async (known) => {
    shown.set(id, known);
    if (known && (await caches.has(CACHE))) await (await caches.open(STATE)).put(windowKey(id), new Response(known));
  });
}

/** What a window shows, as far as is known: of a page that is still arriving, nothing yet. */
async function marked(id) {
  if (!shown.has(id)) {
    const found = await (await caches.match(windowKey(id), { cacheName: STATE }))?.text();
    if (!found && (await clients.get(id))?.type === "worker") return markedAll();
    if (!shown.has(id)) shown.set(id, found);
  }
  const known = shown.get(id);
  return known instanceof Promise ? "" : known;
}

/** What all windows show, if that is one thing: a page's own worker is one of theirs, and does not say of which. */
async function markedAll() {
  const windows = await clients.matchAll({ type: "window" });
  const known = await Promise.all(windows.map((client) => marked(client.id)));
  return known.find((what) => known.every((other) => other === what));
}

/** What a window shows, once its page has arrived. */
async function settled(id) {
  await shown.get(id);
  return marked(id);
}

/** Forgets the windows that have been closed. */
async function forget() {
  if (!(await caches.has(STATE))) return;
  const state = await caches.open(STATE);
  const open = new Set((await clients.matchAll({ includeUncontrolled: true })).map((client) => windowKey(client.id)));
  for (const request of await state.keys()) {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith(windowKey("")) && !open.has(pathname)) await state.delete(request);
  }
}

/* --- Answers ------------------------------------------------------------------------------------------------------ */

const later = (milliseconds) => new Promise((_, refuse) => setTimeout(refuse, milliseconds, new Error("no answer yet")));

/** A page: from the network, else as it has been kept, else the page that says that it has not. */
async function page(event, key) {
  const network = Promise.resolve(event.preloadResponse).then((early) => early ?? fetch(event.request));
  network.catch(() => { /* Where it is not waited for. */ });
  const kept = await find(key);
  try {
    const answer = await (kept ? Promise.race([network, later(PATIENCE)]) : network);
    if (kept && answer.status >= 500) throw new Error(answer.statusText);
    const same = store(key, answer.clone()).then((of) => (of ? SAME : ""), () => "");
    event.waitUntil(mark(event.resultingClientId, same));
    return answer;
  } catch (error) {
    if (!kept && (await find(`${key}/`))) return Response.redirect(at(`${key}/`));
    const instead = kept ?? (await find(INSTEAD));
    if (!instead) throw error;
    event.waitUntil(mark(event.resultingClientId, KEPT));
    return kept ?? new Response(instead.body, { status: 503, headers: instead.headers });
  }
}

/** What a page loads: for one from the cache, of its version alone; else from the network, and without it the same. */
async function part(event, key) {
  if ((await marked(event.clientId)) === KEPT) {
    return (await find(key)) ?? (await sound(key, await fetch(event.request))) ?? Response.error();
  }
  try {
    const answer = await fetch(event.request);
    if (answer.ok && !(await find(key))) event.waitUntil(store(key, answer.clone()));
    return answer;
  } catch (error) {
    const kept = (await settled(event.clientId)) === SAME && (await find(key));
    if (kept) return kept;
    throw error;
  }
}

addEventListener("fetch", (event) => {
  const key = keyOf(event.request.url);
  if (event.request.method !== "GET" || key === null || key === "worker.js" || LISTS.includes(key)) return;
  event.respondWith(event.request.mode === "navigate" ? page(event, key) : part(event, key));
});

/* --- What its reader asks for ------------------------------------------------------------------------------------- */

const ASKED = {
  async takeOver() {
    await skipWaiting();
  },
  /** Keeps what the page in front of the reader, which was there before the worker, has shown and loaded. */
  async visit({ addresses }) {
    for (const key of addresses.map(keyOf)) {
      if (key !== null && (await fingerprint(key)) && !(await find(key))) await gather(key).catch(() => { /* It is gathered when it is read again. */ });
    }
  },
  /** What is kept: whether all, and which pages besides what every page needs. */
  async status() {
    const keys = (await (await caches.open(CACHE)).keys()).map((request) => keyOf(request.url));
    const core = new Set((await list(LISTS[0]))?.core);
    return { whole: await isWhole(), pages: keys.filter((key) => (key === "" || key.endsWith("/")) && !core.has(key)) };
  },
  /** What is still lacking of the whole. */
  async lacking() {
    for (const name of LISTS) await gatherList(name);
    const all = [];
    for (const name of LISTS) all.push(...Object.keys((await list(name)).files));
    const there = new Set((await (await caches.open(CACHE)).keys()).map((request) => keyOf(request.url)));
    return { all: all.length, lacking: all.filter((key) => !there.has(key)) };
  },
  async gather({ keys }) {
    await gatherAll(keys);
  },
  async finish() {
    if ((await ASKED.lacking()).lacking.length) throw new Error("not all is there");
    await (await caches.open(STATE)).put(at("whole"), new Response(VERSION));
  },
};

addEventListener("message", (event) => {
  const answer = (said) => event.ports[0]?.postMessage(said);
  event.waitUntil(
    ASKED[event.data.ask](event.data).then((said) => answer({ said }), (error) => answer({ failed: String(error) })),
  );
});
