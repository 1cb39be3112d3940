/* Reading offline: a worker saves what is read; on the page about it, readers have it save everything or nothing. */
const CHOICE = "edition.offline"; // "no" of readers who want nothing saved, and "yes" of those who want it again.
const BATCH = 24;

let worker = null;

/** The site's path, which names what is stored for it: another edition on the same host has another. */
const scope = () => new URL(".", worker).pathname;

const choose = (choice) => localStorage.setItem(CHOICE + scope(), choice);

/** Whether the reader wants nothing saved; without a choice for this edition, the one that was made for all of the host. */
const refused = () => (localStorage.getItem(CHOICE + scope()) ?? localStorage.getItem(CHOICE)) === "no";

/** The registration of the site's worker, never of one of another site of the host that has the site's address within its scope. */
async function registered() {
  const found = await navigator.serviceWorker.getRegistration(worker);
  return found?.scope === new URL(".", worker).href ? found : null;
}

/** Asks the worker for something, and waits for its answer; fails where none is active. */
async function ask(what, more = {}) {
  const { active } = await registered();
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => ("failed" in data ? reject(new Error(data.failed)) : resolve(data.said));
    active.postMessage({ ask: what, ...more }, [port2]);
  });
}

const register = () => navigator.serviceWorker.register(worker, { updateViaCache: "none" });

/** Waits until a worker has installed and taken over; fails where it cannot save its files. */
function installed(coming) {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (coming.state === "activated") resolve();
      if (coming.state === "redundant") reject(new Error("not installed"));
    };
    coming.addEventListener("statechange", look);
    look();
  });
}

/** Installs the newest version of the worker, whose files are those that are published; fails where it cannot save them. */
async function install() {
  const registration = await register();
  await registration.update();
  const coming = registration.installing ?? registration.waiting ?? registration.active;
  if (!coming) throw new Error("not installed");
  await installed(coming);
  await ask("begin");
}

/** Loads a page again that is returned to when its version has been removed: its further files would be of another. */
async function check() {
  if (!(await ask("known"))) location.reload();
}

/** Saves what is read from now on, beginning with this page; `address` is the worker's. */
export async function start(address) {
  worker = address;
  if (!("serviceWorker" in navigator && "caches" in globalThis)) return;
  // biome-ignore lint/correctness/noUnusedInstantiation: they live by their listeners
  for (const page of document.querySelectorAll("[data-offline]")) new Settings(page);
  for (const place of document.querySelectorAll("[data-kept]")) listKept(place).catch(() => { /* The list stays hidden. */ });
  if (refused()) return;
  addEventListener("pageshow", ({ persisted }) => persisted && check().catch(() => { /* It has no worker. */ }));
  // Readers who save data have nothing saved unless they ask for it.
  if (navigator.connection?.saveData && !(await registered())) return;
  const registration = await register();
  if (!registration.active) await installed(registration.installing ?? registration.waiting);
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
  try {
    await ask("visit", { addresses: [location.href, ...loaded] });
  } finally {
    // Chromium forgets that a new version is to take over when the active one, which it has ended for that, is asked something.
    registration.waiting?.postMessage({ ask: "takeOver" });
    dispatchEvent(new Event("edition-kept"));
  }
}

/** Removes all that is saved, and the worker that saves it. */
async function remove() {
  const registration = await registered();
  const own = `${scope()}@`;
  await registration?.unregister();
  await caches.delete(`${own}state`); // First, so that the worker stores nothing more.
  for (const name of await caches.keys()) if (name.startsWith(own)) await caches.delete(name);
}

/** The pages that are saved, by their titles. */
async function listKept(place) {
  const { pages } = await ask("status");
  const root = new URL(".", worker);
  const others = place.dataset.others.split(" ").filter(Boolean);
  const own = pages.filter((page) => page.startsWith(place.dataset.prefix) && !others.some((other) => page.startsWith(other)));
  const items = [];
  for (const page of own.slice(0, Number(place.dataset.most))) {
    const answer = await caches.match(new URL(page, root));
    const title = answer && new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("meta[property='og:title']");
    if (!title) continue;
    const link = document.createElement("a");
    link.href = new URL(page, root).href;
    link.textContent = title.content;
    const item = document.createElement("li");
    item.append(link);
    items.push([title.content, item]);
  }
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
  place.querySelector("ul").replaceChildren(...items.sort(([a], [b]) => order.compare(a, b)).map(([, item]) => item));
  place.hidden = items.length === 0;
}

/** The switches of the page about reading offline: they show what the worker and its caches are found to be. */
class Settings {
  constructor(page) {
    this.page = page;
    this.read = page.querySelector("[data-keep=read]");
    this.whole = page.querySelector("[data-keep=whole]");
    this.progress = page.querySelector("progress");
    this.status = page.querySelector("[role=status]");
    this.read.addEventListener("click", () => this.turn(this.read, (on) => (on ? this.keepRead() : this.refuse())));
    this.whole.addEventListener("click", () => this.turn(this.whole, (on) => (on ? this.keepWhole() : this.drop())));
    addEventListener("edition-kept", () => this.show());
    // What is changed in another window, or by the browser meanwhile.
    this.others = new BroadcastChannel(worker);
    this.others.addEventListener("message", () => this.show());
    document.addEventListener("visibilitychange", () => this.show());
    this.open();
  }

  async open() {
    await this.size().catch(() => { /* Without a connection the size is not shown. */ });
    await this.show();
    this.page.hidden = false;
    document.querySelector("[data-without-script]").hidden = true;
    const registration = await registered();
    this.watch(registration?.installing);
    registration?.addEventListener("updatefound", () => this.watch(registration.installing));
  }

  /** Reports a new version that cannot be saved. */
  watch(coming) {
    if (coming) installed(coming).catch(() => this.busy || this.say("failed")).finally(() => this.show());
  }

  /** Shows how much space the whole edition takes. */
  async size() {
    const { bytes } = await (await fetch(this.page.dataset.list)).json();
    const size = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 0 }).format(bytes / 1e6);
    for (const place of this.page.querySelectorAll("[data-size]")) place.textContent = place.dataset.size.replace("{size}", size);
  }

  /** Sets the switches as things are. */
  async show() {
    const { reading, whole } = await ask("status").catch(() => ({ reading: false, whole: false }));
    this.read.setAttribute("aria-checked", String(reading));
    this.whole.setAttribute("aria-checked", String(whole));
    const list = this.page.querySelector("[data-kept]");
    list.hidden = true;
    if (reading && !whole) await listKept(list);
  }

  say(name) {
    this.status.textContent = name ? this.page.dataset[name] : "";
  }

  async turn(button, act) {
    if (this.busy) return;
    this.busy = true;
    this.say("");
    try {
      this.say(await act(button.getAttribute("aria-checked") !== "true"));
    } catch {
      this.say("failed");
    } finally {
      this.progress.hidden = true;
      this.busy = false;
      this.others.postMessage("");
      await this.show();
    }
  }

  async keepRead() {
    choose("yes");
    await install();
    await ask("visit", { addresses: [location.href] });
    return "reading";
  }

  async refuse() {
    choose("no");
    await remove();
    return "removed";
  }

  async drop() {
    await ask("discard");
    return "dropped";
  }

  async keepWhole() {
    choose("yes");
    this.progress.hidden = false;
    this.progress.removeAttribute("value");
    this.say("waiting");
    // So that the device does not clear it away by itself; some browsers ask the reader, whose answer may never come.
    navigator.storage?.persist?.().catch(() => { /* It is saved all the same. */ });
    await install();
    // One window at a time: another that has the disk full would remove what this one saves.
    await navigator.locks.request(worker, () => this.gather());
    return "kept";
  }

  async gather() {
    const { all, lacking } = await ask("lacking");
    try {
      this.progress.max = all;
      for (let done = 0; done < lacking.length; done += BATCH) {
        this.progress.value = all - lacking.length + done;
        await ask("gather", { keys: lacking.slice(done, done + BATCH) });
      }
      await ask("finish");
    } catch (error) {
      // On a full disk a part of the whole would leave no room for what is read; after a lost connection it is resumed.
      if (error.message.includes("Quota")) await ask("discard", { keys: lacking });
      throw error;
    }
  }
}
