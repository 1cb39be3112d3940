/* Reading offline: registers the service worker, which saves what is read, and asks it for what a page needs. */

const CHOICE_KEY = "edition.offline"; // "no" of readers who want nothing saved, and "yes" of those who want it again.

/** The address of the worker, and thereby of the site. */
export let worker = null;

/** The site's path, which names what is stored for it: another edition on the same host has another. */
const getScope = () => new URL(".", worker).pathname;

export const storeChoice = (choice) => localStorage.setItem(CHOICE_KEY + getScope(), choice);

/** Whether the reader wants nothing saved; without a choice for this edition, the one that was made for the whole host. */
const isRefused = () => (localStorage.getItem(CHOICE_KEY + getScope()) ?? localStorage.getItem(CHOICE_KEY)) === "no";

/** The registration of the site's worker, never of one of another site of the host that has the site's address within its scope. */
export async function getRegistration() {
  const registration = await navigator.serviceWorker.getRegistration(worker);
  return registration?.scope === new URL(".", worker).href ? registration : null;
}

/** Asks the worker for something, and waits for its answer; fails where none is active. */
export async function ask(what, more = {}) {
  const { active } = await getRegistration();
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => ("failed" in data ? reject(new Error(data.failed)) : resolve(data.said));
    active.postMessage({ ask: what, ...more }, [port2]);
  });
}

const register = () => navigator.serviceWorker.register(worker, { updateViaCache: "none" });

/** Waits until a worker has installed and taken over; fails where it cannot save its files. */
export function waitUntilActivated(installing) {
  return new Promise((resolve, reject) => {
    const check = () => {
      if (installing.state === "activated") resolve();
      if (installing.state === "redundant") reject(new Error("not installed"));
    };
    installing.addEventListener("statechange", check);
    check();
  });
}

/** Installs the newest version of the worker, whose files are those that are published; fails where it cannot save them. */
export async function install() {
  const registration = await register();
  await registration.update();
  const newest = registration.installing ?? registration.waiting ?? registration.active;
  if (!newest) throw new Error("not installed");
  await waitUntilActivated(newest);
  await ask("begin");
}

/** Removes all that is saved, and the worker that saves it. */
export async function remove() {
  const registration = await getRegistration();
  const prefix = `${getScope()}@`;
  await registration?.unregister();
  await caches.delete(`${prefix}state`); // First, so that the worker stores nothing more.
  for (const name of await caches.keys()) if (name.startsWith(prefix)) await caches.delete(name);
}

/** Loads a page again that is returned to when its version has been removed: its further files would be of another. */
async function reloadRemoved() {
  if (!(await ask("known"))) location.reload();
}

/** Shows what is saved on the pages that have a place for it. */
async function showSaved() {
  if (!document.querySelector("[data-offline], [data-kept]")) return;
  const settings = await import("./offline_settings.js");
  settings.show();
}

/** Saves what is read from now on, beginning with this page; `address` is the worker's. */
export async function start(address) {
  worker = address;
  if (!("serviceWorker" in navigator && "caches" in globalThis)) return;
  await showSaved().catch(() => { /* The settings and the lists stay hidden. */ });
  if (isRefused()) return;
  addEventListener("pageshow", ({ persisted }) => persisted && reloadRemoved().catch(() => { /* It has no worker. */ }));
  // For readers who save data, nothing is saved unless they ask for it.
  if (navigator.connection?.saveData && !(await getRegistration())) return;
  const registration = await register();
  if (!registration.active) await waitUntilActivated(registration.installing ?? registration.waiting);
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
  try {
    await ask("visit", { addresses: [location.href, ...loaded] });
  } finally {
    // Chromium forgets that a new version is to take over when the active one, which it has ended for that, is asked something.
    registration.waiting?.postMessage({ ask: "takeOver" });
    dispatchEvent(new Event("edition-kept"));
  }
}
