/* Drives tabs of Firefox through WebDriver BiDi. Arguments: the folder of the Node packages, the path of Firefox. Each line of
   the input is a command in JSON: the number of a tab, what to do in it, and with what; a new number opens a tab. The answer
   is a line of JSON: the `value` that was found, or the `error`. */
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const [packages, executablePath] = process.argv.slice(2);
const { default: puppeteer } = await import(createRequire(`${packages}/`).resolve("puppeteer-core"));

const PATIENCE = 15_000;

const COMMANDS = {
  goto: async (page, address) => (await page.goto(address)).status(),
  reload: async (page) => (await page.reload()).status(),
  /** Returns to the page before, which may come as it was left, without being loaded. */
  async back(page) {
    const left = await page.evaluate("setTimeout(() => history.back()) && location.href");
    const now = () => page.evaluate("location.href").catch(() => left); // No answer while one page takes the place of another.
    for (let times = 0; (await now()) === left; times++) {
      if (times === PATIENCE / 50) throw new Error(`still at ${left}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  },
  click: (page, selector) => page.locator(selector).click(),
  close: (page) => page.close(),
  /** The value of an expression, or what the function that it is returns for an argument. */
  evaluate: (page, [expression, argument]) =>
    page.evaluate(`(async () => { const found = (${expression}); return typeof found === "function" ? found(${JSON.stringify(argument)}) : found; })()`),
};

// A service worker is ended as soon as it has nothing to do: it is to find again all that it needs.
const extraPrefsFirefox = { "dom.serviceWorkers.idle_timeout": 0 };
const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true, extraPrefsFirefox });
const tabs = new Map();

async function answer({ tab, command, argument }) {
  if (!tabs.has(tab)) {
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.setViewport({ width: 1440, height: 900 });
    tabs.set(tab, page);
  }
  return { value: await COMMANDS[command](tabs.get(tab), argument) };
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await answer(JSON.parse(line)).catch((error) => ({ error: error.stack }))));
}
await browser.close();
