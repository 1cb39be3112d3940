/* Drives Firefox through WebDriver BiDi. Arguments: the folder of the Node packages, the path of Firefox, the address of the
   site. Each line of the input names one of the actions; the answer is a line of JSON: what a reader sees then. */
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const [packages, executablePath, site] = process.argv.slice(2);
const { default: puppeteer } = await import(createRequire(`${packages}/`).resolve("puppeteer-core"));

const OUTPUT = "programme-budget-2024-25/output-1-1/";
const PATIENCE = 15_000;

const desk = { width: 1440, height: 900 };
const phone = { width: 375, height: 667 };

/** Where an element is in the window, and which of its first and last control a finger would not find at its centre. */
function place(selector) {
  const one = document.querySelector(selector);
  const { x, y, width, height } = one.getBoundingClientRect();
  const controls = [...one.querySelectorAll("a[href], button, input")].filter((control) => control.checkVisibility());
  const covered = [controls.at(0), controls.at(-1)].filter((control) => {
    control?.scrollIntoView({ block: "nearest", behavior: "instant" });
    const box = control?.getClientRects()[0];
    return box && !control.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
  });
  return { x, y, right: innerWidth - x - width, bottom: innerHeight - y - height, width, height, covered: covered.map((control) => control.outerHTML) };
}

/** Waits until an element has stayed where it is for as many frames as a page is scrolled in. */
async function standStill(selector) {
  const one = document.querySelector(selector);
  for (let frames = 0, last; frames < 15; ) {
    await new Promise(requestAnimationFrame);
    const { top } = one.getBoundingClientRect();
    frames = top === last ? frames + 1 : 0;
    last = top;
  }
}

/** What the page was when an action failed. */
function describe() {
  const here = document.querySelector(".breadcrumbs .here")?.textContent;
  return { address: location.href, visibility: document.visibilityState, focused: document.hasFocus(), scrollY, here, active: document.activeElement?.outerHTML.slice(0, 120) };
}

const shown = async (page, selector) => {
  await page.waitForSelector(selector, { visible: true });
  return page.evaluate(place, selector);
};
const text = (page, selector) => page.$eval(selector, (one) => one.innerText);
const texts = (page, selector) => page.$$eval(selector, (all) => all.map((one) => one.innerText));
const gone = (page, selector) => page.waitForSelector(selector, { hidden: true });

const ACTIONS = {
  async menu(page) {
    await page.setViewport(phone);
    await page.goto(`${site}en/m-power/`);
    await page.click("button.menu");
    const seen = await shown(page, "#site-outline:popover-open");
    const link = await page.$eval("#site-outline a[href]", (one) => one.href);
    await Promise.all([page.waitForNavigation(), page.click("#site-outline a[href]")]);
    return { place: seen, link, address: page.url() };
  },

  async search(page) {
    await page.goto(`${site}m-power/`);
    await page.keyboard.press("/");
    await page.waitForSelector(".search-dialog input:focus");
    await page.keyboard.type("travail décent");
    // Results of all that was typed: those of its beginning are shown before.
    await page.waitForFunction(() => document.querySelector(".search-foot a")?.href.endsWith(new URLSearchParams({ q: "travail décent" })));
    const seen = await shown(page, ".search-dialog");
    await page.keyboard.press("ArrowDown");
    await page.waitForSelector(".search-dialog [aria-selected=true]");
    await page.keyboard.press("Enter");
    const address = await page.waitForFunction((path) => !location.pathname.endsWith(path) && location.href, {}, "/m-power/");
    await page.evaluate(() => { history.back(); }); // A page that Firefox has kept is shown without being loaded.
    // Found and read in one step: what puppeteer knows of the document that it left no longer holds.
    const query = await page.waitForFunction(() => document.querySelector(".search-dialog input:focus")?.value);
    return { place: seen, address: await address.jsonValue(), query: await query.jsonValue() };
  },

  async preview(page) {
    await page.goto(`${site}${OUTPUT}`);
    await page.hover("#p27 a.reference");
    return { place: await shown(page, ".preview"), title: await text(page, ".preview-title") };
  },

  async passageMenu(page) {
    await page.setViewport(phone);
    await page.goto(`${site}en/${OUTPUT}`);
    await page.click("#p28-3 > .unit-button");
    return { place: await shown(page, ".unit-menu"), names: await texts(page, ".unit-menu button") };
  },

  async sideBySide(page) {
    await page.goto(`${site}${OUTPUT}`);
    await page.click("button[data-both]");
    await page.waitForSelector("html.both");
    return {
      mine: { place: await shown(page, "#p28-2 .mine"), text: await text(page, "#p28-2 .mine") },
      other: { place: await shown(page, "#p28-2 .other"), text: await text(page, "#p28-2 .other") },
    };
  },

  async levels(page) {
    await page.goto(`${site}${OUTPUT}`);
    await page.click("button[data-facing]");
    await page.waitForSelector("html.facing");
    const boxes = await page.$$eval(".levels > *", (all) => all.map((one) => one.getBoundingClientRect().toJSON()));
    return { boxes, place: await shown(page, ".levels") };
  },

  async contents(page) {
    await page.setViewport(phone);
    await page.goto(`${site}en/programme-budget-2024-25/agenda/`);
    await page.click("details.on-this-page > summary");
    const seen = await shown(page, "details.on-this-page[open]");
    await page.click("details.on-this-page li:nth-child(2) > a");
    return { place: seen, heading: await shown(page, ":target") };
  },

  async footnote(page) {
    await page.goto(`${site}en/programme-budget-2024-25/outcome-7/`);
    const margin = await shown(page, ".sidenote");
    await page.setViewport(phone);
    await page.click(".call a");
    return { margin, foot: await shown(page, "#fn-2:target"), text: await text(page, "#fn-2") };
  },

  async wholeText(page) {
    await page.setViewport(phone);
    await page.goto(`${site}en/programme-budget-2024-25/full/#p147`);
    await page.waitForFunction(() => document.querySelector(".breadcrumbs .here").textContent.endsWith("147"));
    const bar = await shown(page, ".breadcrumbs");
    await page.click(".breadcrumbs .to-outline a");
    const outline = await shown(page, "#outline[open]");
    await page.evaluate(standStill, "#outline a[href='#outcome-4']"); // The page is scrolled as parts of it are laid out.
    await page.click("#outline a[href='#outcome-4']");
    await page.waitForFunction(() => document.querySelector(".breadcrumbs .here").textContent.endsWith("90"));
    return { bar, outline, heading: await shown(page, "#outcome-4-title") };
  },

  async keys(page) {
    await page.goto(`${site}en/${OUTPUT}`);
    await page.keyboard.press("?");
    const seen = await shown(page, "dialog.keys");
    const names = await texts(page, "dialog.keys kbd");
    await page.keyboard.press("Escape");
    await gone(page, "dialog.keys");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("n")]);
    return { place: seen, names, address: page.url() };
  },

  async explorer(page) {
    await page.goto(`${site}en/commitments/`);
    const all = await text(page, "form.explorer [role=status]");
    await page.select("select[name=above]", "outcome-2");
    await page.select("select[name=level]", "global");
    return {
      all,
      place: await shown(page, "form.explorer"),
      some: await text(page, "form.explorer [role=status]"),
      rows: await page.$$eval("table.commitments tbody tr:has(td)", (rows) => rows.length),
      address: page.url(),
    };
  },

  async filters(page) {
    await page.goto(`${site}en/search/?q=social+protection`);
    await page.waitForSelector(".found > li");
    const all = await text(page, ".search-status");
    await page.$$eval(".search-filters details", (all) => all.forEach((one) => { one.open = true; }));
    await page.click("input[name=document][value=m-power]");
    await page.waitForFunction((before) => document.querySelector(".search-status").innerText !== before, {}, all);
    return {
      place: await shown(page, ".search-filters"),
      units: await page.$$eval(".found a", (all) => all.map((one) => one.dataset.unit)),
      address: page.url(),
    };
  },
};

const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
for await (const name of createInterface({ input: process.stdin })) {
  const context = await browser.createBrowserContext(); // Nothing that was chosen before is stored.
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.setViewport(desk);
  await page.bringToFront(); // A page behind another draws no frame, for which its scripts and puppeteer's waits would wait in vain.
  const answer = await ACTIONS[name](page).catch(async (error) => ({ error: error.stack, state: await page.evaluate(describe).catch(String) }));
  console.log(JSON.stringify(answer));
  await context.close();
}
await browser.close();
