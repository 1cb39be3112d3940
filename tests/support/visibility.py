"""Determines what a person sees and can press in a browser's window: boxes within it, and the element at a point."""

from __future__ import annotations

from playwright.sync_api import ElementHandle, Locator, Page

_ENDS = """(area, controls) => {
  const visible = [...area.querySelectorAll(controls)].filter((one) =>
    one.checkVisibility({visibilityProperty: true, opacityProperty: true})
      && getComputedStyle(one).clipPath === "none" && one.getClientRects().length > 0);
  return visible.length === 0 ? [area] : [visible[0], visible.at(-1)];
}"""
_CENTRE = """(one) => {
  // A link that is broken over two lines is pressed where most of it is.
  const box = [...one.getClientRects()].reduce((widest, next) => next.width > widest.width ? next : widest);
  return {x: box.x + box.width / 2, y: box.y + box.height / 2};
}"""
_UNDER = """(one, {x, y}) => {
  const top = document.elementFromPoint(x, y);
  return top === null || !one.contains(top) ? top?.outerHTML.slice(0, 80) ?? "nothing" : "";
}"""
_SCROLL = """async (one) => {
  let last;
  for (let frames = 0; frames < 100; frames += 1) {  // What comes into view may take another size then, and move the rest.
    one.scrollIntoView({block: "nearest", behavior: "instant"});
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const top = one.getBoundingClientRect().top;
    if (top === last) return;
    last = top;
  }
}"""
_CONTROLS = "a[href], button, input, select, summary, textarea, [tabindex='0']"
_SMALLEST = 24
_TOLERANCE = 0.5


def press(target: Locator) -> None:
    """Taps or clicks the centre of an element, after scrolling to it; fails where it is not there for a finger."""
    target.scroll_into_view_if_needed()
    assert not (found := covered(target)), found
    centre = target.evaluate(_CENTRE)
    page = target.page
    if page.evaluate("navigator.maxTouchPoints > 0"):
        page.touchscreen.tap(centre["x"], centre["y"])
    else:
        page.mouse.click(centre["x"], centre["y"])


def covered(target: Locator | ElementHandle) -> list[str]:
    """The problem, if any, with pressing the centre of an element in its present state."""
    centre = target.evaluate(_CENTRE)
    under = target.evaluate(_UNDER, centre)
    return [f"{_name(target)}: at its centre {centre['x']:.0f},{centre['y']:.0f} is {under}"] if under else []


def unreachable(target: Locator) -> list[str]:
    """The problems with pressing the first and the last control of an element, else the element itself."""
    found = []
    for one in target.evaluate_handle(_ENDS, _CONTROLS).get_properties().values():
        control = one.as_element()
        assert control
        control.evaluate(_SCROLL)
        found += covered(control)
    return found


def outside(target: Locator, *, height: bool = True) -> list[str]:
    """The problems with an element's box, which should be within the window, in its width alone where `height` is false."""
    box = target.bounding_box()
    if box is None:
        return [f"{_name(target)}: has no box"]
    window = target.page.evaluate("({width: document.documentElement.clientWidth, height: innerHeight})")
    within = box["x"] >= -_TOLERANCE and box["x"] + box["width"] <= window["width"] + _TOLERANCE
    if height:
        within &= box["y"] >= -_TOLERANCE and box["y"] + box["height"] <= window["height"] + _TOLERANCE
    place = "{width:.0f}×{height:.0f} at {x:.0f},{y:.0f}".format(**box)
    if not within:
        return [f"{_name(target)}: {place} is outside {window['width']}×{window['height']}"]
    if min(box["width"], box["height"]) < _SMALLEST:
        return [f"{_name(target)}: {place} is too small"]
    return []


def too_wide(page: Page) -> list[str]:
    """The problem, if any, that a page scrolls sideways."""
    most = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"the page is {most} px too wide"] if most > 0 else []


def _name(target: Locator | ElementHandle) -> str:
    name: str = target.evaluate("one => one.cloneNode().outerHTML.slice(0, 80)")
    return name
