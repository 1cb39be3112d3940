/* The page about reading offline: switches that save everything or nothing, and the list of the pages that are saved. */
import { createElement } from "../lib/elements.js";
import { ask, getRegistration, install, remove, storeChoice, waitUntilActivated, worker } from "./offline.js";

const BATCH_SIZE = 24;

/** Makes the switches of the page work, and fills its lists of saved pages, which other pages have too. */
export function show() {
  // biome-ignore lint/correctness/noUnusedInstantiation: they live by their listeners
  for (const page of document.querySelectorAll("[data-offline]")) new Settings(page);
  for (const list of document.querySelectorAll("[data-kept][data-prefix]")) listSavedPages(list).catch(() => { /* The list stays hidden. */ });
}

/** The title of a saved page; nothing for what has none. */
async function getTitle(address) {
  const response = await caches.match(address);
  const html = response && new DOMParser().parseFromString(await response.text(), "text/html");
  return html?.querySelector("meta[property='og:title']")?.content;
}

/** Lists the saved pages of a language by their titles. */
async function listSavedPages(list) {
  const { pages } = await ask("status");
  const { prefix, others, most } = list.dataset;
  const otherPrefixes = others.split(" ").filter(Boolean);
  const ofLanguage = pages.filter((page) => page.startsWith(prefix) && !otherPrefixes.some((other) => page.startsWith(other)));
  const links = [];
  for (const page of ofLanguage.slice(0, Number(most))) {
    const { href } = new URL(page, new URL(".", worker));
    const title = await getTitle(href);
    if (title !== undefined) links.push(createElement("a", { href }, title));
  }
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  links.sort((a, b) => collator.compare(a.textContent, b.textContent));
  list.querySelector("ul").replaceChildren(...links.map((link) => createElement("li", {}, link)));
  list.hidden = links.length === 0;
}

/** The switches, which show what the worker and its caches are found to be. */
class Settings {
  constructor(page) {
    this.page = page;
    this.read = page.querySelector("[data-keep=read]");
    this.whole = page.querySelector("[data-keep=whole]");
    this.progress = page.querySelector("progress");
    this.status = page.querySelector("[role=status]");
    this.read.addEventListener("click", () => this.toggle(this.read, (on) => (on ? this.saveRead() : this.refuse())));
    this.whole.addEventListener("click", () => this.toggle(this.whole, (on) => (on ? this.saveWhole() : this.discardWhole())));
    addEventListener("edition-kept", () => this.update());
    // What is changed in another window, or by the browser in the meantime.
    this.otherWindows = new BroadcastChannel(worker);
    this.otherWindows.addEventListener("message", () => this.update());
    document.addEventListener("visibilitychange", () => this.update());
    this.open();
  }

  async open() {
    await this.showSize().catch(() => { /* Without a connection the size is not shown. */ });
    await this.update();
    this.page.hidden = false;
    document.querySelector("[data-without-script]").hidden = true;
    const registration = await getRegistration();
    this.watch(registration?.installing);
    registration?.addEventListener("updatefound", () => this.watch(registration.installing));
  }

  /** Reports a new version that cannot be saved. */
  watch(installing) {
    if (installing) waitUntilActivated(installing).catch(() => this.busy || this.report("failed")).finally(() => this.update());
  }

  /** Shows how much space the whole edition takes. */
  async showSize() {
    const { bytes } = await (await fetch(this.page.dataset.list)).json();
    const size = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 0 }).format(bytes / 1e6);
    for (const place of this.page.querySelectorAll("[data-size]")) place.textContent = place.dataset.size.replace("{size}", size);
  }

  /** Sets the switches to what is saved. */
  async update() {
    const { reading, whole } = await ask("status").catch(() => ({ reading: false, whole: false }));
    this.read.setAttribute("aria-checked", String(reading));
    this.whole.setAttribute("aria-checked", String(whole));
    const list = this.page.querySelector("[data-kept]");
    list.hidden = true;
    if (reading && !whole) await listSavedPages(list);
  }

  /** Shows a phrase of the page by its name. */
  report(name) {
    this.status.textContent = name ? this.page.dataset[name] : "";
  }

  async toggle(button, act) {
    if (this.busy) return;
    this.busy = true;
    this.report("");
    try {
      this.report(await act(button.getAttribute("aria-checked") !== "true"));
    } catch {
      this.report("failed");
    } finally {
      this.progress.hidden = true;
      this.busy = false;
      this.otherWindows.postMessage("");
      await this.update();
    }
  }

  async saveRead() {
    storeChoice("yes");
    await install();
    await ask("visit", { addresses: [location.href] });
    return "reading";
  }

  async refuse() {
    storeChoice("no");
    await remove();
    return "removed";
  }

  async discardWhole() {
    await ask("discard");
    return "dropped";
  }

  async saveWhole() {
    storeChoice("yes");
    this.progress.hidden = false;
    this.progress.removeAttribute("value");
    this.report("waiting");
    // So that the device does not clear it away by itself; some browsers ask the reader, who may never answer.
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
      for (let done = 0; done < lacking.length; done += BATCH_SIZE) {
        this.progress.value = all - lacking.length + done;
        await ask("gather", { keys: lacking.slice(done, done + BATCH_SIZE) });
      }
      await ask("finish");
    } catch (error) {
      // On a full disk a part of the whole would leave no room for what is read; after a lost connection it is resumed.
      if (error.message.includes("Quota")) await ask("discard", { keys: lacking });
      throw error;
    }
  }
}
