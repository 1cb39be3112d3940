/* The frame of every page: the dark scheme, the site's outline as a popover, the link to the top. */
(() => {
  "use strict";

  const SCHEME_KEY = "edition.scheme";
  const DARK = "slate";
  const LIGHT = "default";

  /** The button that turns the dark scheme on and off: the reader's choice is stored, else the device's setting is followed. */
  function addSchemeButton(button) {
    const prefersDark = matchMedia("(prefers-color-scheme: dark)");
    const readStored = () => { try { return [DARK, LIGHT].find((name) => name === localStorage.getItem(SCHEME_KEY)); } catch { return null; } };
    const show = (name) => {
      document.body.dataset.mdColorScheme = name;
      button.setAttribute("aria-pressed", String(name === DARK));
    };
    const update = () => show(readStored() ?? (prefersDark.matches ? DARK : LIGHT));
    button.addEventListener("click", () => {
      show(document.body.dataset.mdColorScheme === DARK ? LIGHT : DARK);
      try { localStorage.setItem(SCHEME_KEY, document.body.dataset.mdColorScheme); } catch { /* Then it holds for this page alone. */ }
    });
    prefersDark.addEventListener("change", update);
    update();
  }

  /** The outline closes when the focus leaves it, so that it never covers the element in focus. */
  function closeOutlineWhenLeft(outline, isOpen, close) {
    outline.addEventListener("focusout", (event) => {
      if (isOpen() && event.relatedTarget && !outline.contains(event.relatedTarget)) close();
    });
    matchMedia("(min-width: 76.25em)").addEventListener("change", () => isOpen() && close());
  }

  /** Opens and closes the outline as its buttons, Escape and a press outside do where the browser has popovers. */
  function replacePopover(outline) {
    const buttons = [...document.querySelectorAll(`[popovertarget="${outline.id}"]`)];
    const opener = buttons.find((button) => !outline.contains(button));
    const isOpen = () => outline.classList.contains("open");
    const setOpen = (on) => {
      outline.classList.toggle("open", on);
      outline.dispatchEvent(new Event("toggle"));
      opener.setAttribute("aria-expanded", String(on));
    };
    const toggle = () => {
      setOpen(!isOpen());
      (isOpen() ? outline.querySelector("[autofocus]") : opener).focus();
    };
    setOpen(false);
    for (const button of buttons) button.addEventListener("click", toggle);
    document.addEventListener("keydown", (event) => event.key === "Escape" && isOpen() && toggle());
    document.addEventListener("pointerdown", (event) => !event.target.closest(`#${outline.id}, [popovertarget]`) && setOpen(false));
    closeOutlineWhenLeft(outline, isOpen, () => setOpen(false));
  }

  /** A press beside the open outline closes it, and does nothing on the page. */
  function ignoreClicksBeside(outline, isOpen) {
    const ready = import("../lib/ignored_click.js");
    document.addEventListener("pointerdown", (event) => {
      if (isOpen() && !event.target.closest(`#${outline.id}, [popovertarget]`)) ready.then(({ ignoreClick }) => ignoreClick());
    }, { capture: true });
  }

  function prepareOutline(outline) {
    const isOpen = () => outline.matches("showPopover" in outline ? ":popover-open" : ".open");
    outline.addEventListener("focusin", () => ignoreClicksBeside(outline, isOpen), { once: true });
    if (!("showPopover" in outline)) replacePopover(outline);
    else closeOutlineWhenLeft(outline, isOpen, () => outline.hidePopover());
  }

  /** Scrolls a column to a link that is not in its view. */
  function scrollColumnTo(link, column) {
    const { top, bottom } = column.getBoundingClientRect();
    const box = link.getBoundingClientRect();
    if (box.top < top || box.bottom > Math.min(bottom, innerHeight)) column.scrollTop += box.top - top - column.clientHeight / 2;
  }

  /** An outline that is longer than the screen is scrolled to the current page: beside the text at once, else as it opens. */
  function scrollOutlineTo(link) {
    const outline = link.closest("#site-outline");
    outline.addEventListener("toggle", () => scrollColumnTo(link, outline));
    new IntersectionObserver(([entry], observer) => {
      if (!entry.boundingClientRect.height) return;
      observer.disconnect();
      scrollColumnTo(link, link.closest(".md-sidebar__scrollwrap"));
    }).observe(link);
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("button[data-scheme]")) addSchemeButton(button);
    for (const outline of document.querySelectorAll("#site-outline")) prepareOutline(outline);
    for (const link of document.querySelectorAll("#site-outline a[aria-current]")) scrollOutlineTo(link);
  });
})();
