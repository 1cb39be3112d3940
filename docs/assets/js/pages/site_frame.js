/* What the frame around a page does: the dark scheme, the outline that opens over the text, the way up. */
(() => {
  "use strict";

  const CHOSEN = "edition.scheme";
  const DARK = "slate";
  const LIGHT = "default";

  /** A button that turns the dark scheme on and off; what it chose is remembered, else the machine's own wish is followed. */
  function scheme(button) {
    const wish = matchMedia("(prefers-color-scheme: dark)");
    const stored = () => { try { return [DARK, LIGHT].find((name) => name === localStorage.getItem(CHOSEN)); } catch { return null; } };
    const show = (name) => {
      document.body.dataset.mdColorScheme = name;
      button.setAttribute("aria-pressed", String(name === DARK));
    };
    const follow = () => show(stored() ?? (wish.matches ? DARK : LIGHT));
    button.addEventListener("click", () => {
      show(document.body.dataset.mdColorScheme === DARK ? LIGHT : DARK);
      try { localStorage.setItem(CHOSEN, document.body.dataset.mdColorScheme); } catch { /* Chosen for this page alone. */ }
    });
    wish.addEventListener("change", follow);
    follow();
  }

  /** The outline closes when the focus leaves it, so that it never lies over what has the focus. */
  function outline(popover) {
    const opened = () => popover.matches(":popover-open");
    popover.addEventListener("focusout", (event) => {
      if (opened() && event.relatedTarget && !popover.contains(event.relatedTarget)) popover.hidePopover();
    });
    matchMedia("(min-width: 76.25em)").addEventListener("change", () => opened() && popover.hidePopover());
  }

  /** Where the outline beside the text is longer than the screen, the page that is read is in sight in it. */
  function inSight(link) {
    const column = link.closest(".md-sidebar__scrollwrap");
    new IntersectionObserver(([seen], watch) => {
      if (!seen.boundingClientRect.height) return;
      watch.disconnect();
      if (seen.intersectionRatio < 1) column.scrollTop += seen.boundingClientRect.top - column.getBoundingClientRect().top - column.clientHeight / 2;
    }).observe(link);
  }

  /** The way up shows while the page is being scrolled upwards. */
  function way(link) {
    let last = 0; // To ask where the page stands would have it laid out at once.
    addEventListener("scroll", () => {
      link.hidden = scrollY < innerHeight || scrollY > last;
      last = scrollY;
    }, { passive: true });
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("button[data-scheme]")) scheme(button);
    for (const popover of document.querySelectorAll("#site-outline[popover]")) outline(popover);
    for (const link of document.querySelectorAll("#site-outline a[aria-current]")) inSight(link);
    for (const link of document.querySelectorAll("a[data-top]")) way(link);
  });
})();
