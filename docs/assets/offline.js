/* What can be read without a connection: what has been read is kept by a worker; the page for it keeps all, or nothing. */
const REFUSED = "edition.offline"; // Set to "no" by readers who want nothing kept.
const BATCH = 24;

let worker = null;

/** Asks the worker for something, and waits for its answer. */
async function ask(what, more = {}) {
  const { active } = await navigator.serviceWorker.ready;
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => ("failed" in data ? reject(new Error(data.failed)) : resolve(data.said));
    active.postMessage({ ask: what, ...more }, [port2]);
  });
}

const register = () => navigator.serviceWorker.register(worker, { updateViaCache: "none" });

/** Has what is read kept from now on, beginning with this page; `address` is the worker's. */
export async function start(address) {
  worker = address;
  if (!("serviceWorker" in navigator && "caches" in globalThis)) return;
  // biome-ignore lint/correctness/noUnusedInstantiation: they live by their listeners
  for (const page of document.querySelectorAll("[data-offline]")) new Settings(page);
  for (const place of document.querySelectorAll("[data-kept]")) listKept(place).catch(() => { /* The list stays hidden. */ });
  if (localStorage.getItem(REFUSED) === "no") return;
  // Readers who save data keep nothing unless they ask for it.
  if (navigator.connection?.saveData && !(await navigator.serviceWorker.getRegistration(address))) return;
  const registration = await register();
  // A version that has all its files has said that it takes over; now and then a browser forgets that it was told.
  registration.waiting?.postMessage({ ask: "takeOver" });
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
  await ask("visit", { addresses: [location.href, ...loaded] });
  dispatchEvent(new Event("edition-kept"));
}

/** Removes all that is kept, and the worker that keeps it. */
async function remove() {
  const registration = await navigator.serviceWorker.getRegistration(worker);
  const own = `${new URL(".", worker).pathname}@`;
  await registration?.unregister();
  for (const name of await caches.keys()) if (name.startsWith(own)) await caches.delete(name);
}

/** The pages that are kept, by their titles. */
async function listKept(place) {
  if (!(await navigator.serviceWorker.getRegistration(worker))) return;
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

/** The switches of the page about reading offline. */
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
    this.open();
  }

  async open() {
    await this.size().catch(() => { /* Without a connection the size is not told; all else is. */ });
    await this.show();
    this.page.hidden = false;
    document.querySelector("[data-without-script]").hidden = true;
  }

  /** Tells how much the whole edition takes. */
  async size() {
    const { bytes } = await (await fetch(this.page.dataset.list)).json();
    const size = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 0 }).format(bytes / 1e6);
    for (const place of this.page.querySelectorAll("[data-size]")) place.textContent = place.dataset.size.replace("{size}", size);
  }

  /** Sets the switches as things are. */
  async show() {
    const registered = Boolean(await navigator.serviceWorker.getRegistration(worker));
    const { whole } = registered ? await ask("status") : { whole: false };
    const kept = registered && localStorage.getItem(REFUSED) !== "no";
    this.read.setAttribute("aria-checked", String(kept));
    this.whole.setAttribute("aria-checked", String(whole));
    const list = this.page.querySelector("[data-kept]");
    list.hidden = true;
    if (kept && !whole) await listKept(list);
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
      await this.show();
    }
  }

  async keepRead() {
    localStorage.removeItem(REFUSED);
    await register();
    await ask("visit", { addresses: [location.href] });
    return "reading";
  }

  async refuse() {
    await remove();
    localStorage.setItem(REFUSED, "no");
    return "removed";
  }

  async drop() {
    await remove();
    return "dropped";
  }

  async keepWhole() {
    localStorage.removeItem(REFUSED);
    this.progress.hidden = false;
    this.progress.removeAttribute("value");
    this.say("waiting");
    await navigator.storage?.persist?.(); // So that the device does not clear it away by itself.
    const registration = await register();
    // A version published meanwhile is waited for: the files are those of the newest.
    await registration.update();
    const coming = registration.installing;
    const arrived = () => ["activated", "redundant"].includes(coming.state);
    if (coming && !arrived()) await new Promise((resolve) => coming.addEventListener("statechange", () => arrived() && resolve()));
    const { all, lacking } = await ask("lacking");
    this.progress.max = all;
    for (let done = 0; done < lacking.length; done += BATCH) {
      this.progress.value = all - lacking.length + done;
      await ask("gather", { keys: lacking.slice(done, done + BATCH) });
    }
    this.progress.value = all;
    await ask("finish");
    return "kept";
  }
}
