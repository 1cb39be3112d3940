"""Describes the layout and style of an element of a page, as a browser computes them, in a few short words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from playwright.sync_api import Locator

Description = dict[str, str | int]

_TOLERANCE = 1
"""Pixels, or the number of any other measure, by which a value may differ from the stored one."""

_DESCRIBE = """(one) => {
  const style = getComputedStyle(one), box = one.getBoundingClientRect(), described = {};
  const round = (value) => Math.round(parseFloat(value)) || 0;
  const canvas = Object.assign(document.createElement("canvas"), {width: 1, height: 1});
  const ink = canvas.getContext("2d", {willReadFrequently: true});
  const colour = (value) => {
    ink.clearRect(0, 0, 1, 1);
    ink.fillStyle = value;
    ink.fillRect(0, 0, 1, 1);
    const parts = [...ink.getImageData(0, 0, 1, 1).data];
    if (parts[3] === 255) parts.pop();
    return parts.every((part) => part === 0) && parts.length === 4 ? "" : "#" + parts.map((part) => part.toString(16).padStart(2, "0")).join("");
  };
  const authored = one.computedStyleMap(); // Where a margin is "auto", its pixels depend on the words beside it.
  const measure = (property) => (authored.get(property).toString() === "auto" ? "auto" : round(style.getPropertyValue(property)));
  const sides = (name, part = "") => {
    const all = ["top", "right", "bottom", "left"].map((side) => measure(`${name}-${side}${part}`));
    return all.some(Boolean) ? all.join(" ") : "";
  };
  const font = ({fontWeight, fontSize, lineHeight, fontFamily}) => {
    const [size, line] = [fontSize, lineHeight].map((value) => (parseFloat(value) || 0).toFixed(1));
    return `${fontWeight} ${size} / ${line} ${fontFamily.split(",")[0].replaceAll('"', "")}`;
  };
  const put = (name, value, none) => { if (value && value !== none) described[name] = value; };

  // Boxes that the words within them make depend on the typeface, which may come late.
  const control = one.matches("button, input, select, kbd, progress");
  const placed = ["absolute", "fixed"].includes(style.position);
  const parent = getComputedStyle(one.parentElement);
  const item = /flex$/.test(parent.display) && parent.flexDirection === "row" && one.matches("a, button, label, li, p, span, strong, th");
  const cell = /^table/.test(style.display) && getComputedStyle(one.closest("table")).tableLayout === "auto";
  const fitted = authored.get("width").toString().endsWith("-content");
  const made = style.display.startsWith("inline") || fitted || control || cell || item || style.float !== "none" || (placed && !one.matches("dialog, [popover]"));
  if (!made) Object.assign(described, {left: Math.round(box.left), width: Math.round(box.width)});
  if (control) described.height = Math.round(box.height);

  put("font", font(style), font(parent));
  put("colour", colour(style.color), colour(parent.color));
  put("background", colour(style.backgroundColor));
  put("border", sides("border", "-width"));
  if (described.border) {
    const side = ["Top", "Right", "Bottom", "Left"].find((name) => round(style[`border${name}Width`]));
    described.border += ` ${style[`border${side}Style`]} ${colour(style[`border${side}Color`])}`;
  }
  put("radius", round(style.borderTopLeftRadius));
  put("shadow", style.boxShadow === "none" ? "" : "yes");
  put("padding", sides("padding"));
  put("margin", sides("margin"));
  put("display", style.display, "block");
  if (/grid$/.test(style.display)) put("columns", style.gridTemplateColumns.split(" ").map(round).join(" "));
  if (/(grid|flex)$/.test(style.display)) put("gap", [style.rowGap, style.columnGap].map(round).join(" "), "0 0");
  put("flow", style.columnCount, "auto");
  put("position", style.position, "static");
  if (["sticky", "fixed"].includes(style.position)) described.position += ` at ${round(style.top)}`;
  for (const [name, property] of [["least", "minHeight"], ["most", "maxHeight"]]) {
    if (style[property].endsWith("px")) put(name, round(style[property]));
  }
  put("clip", style.clipPath, "none");
  put("overflow", style.overflowY, "visible");
  if (one.matches("ul, ol, li, summary")) put("marker", style.listStyleType, "none");
  if (style.textDecorationLine !== "none") described.line = `${style.textDecorationStyle} ${colour(style.textDecorationColor)}`;
  put("align", style.textAlign, parent.textAlign);
  for (const pseudo of ["before", "after"]) {
    const part = getComputedStyle(one, `::${pseudo}`);
    if (!["none", "normal"].includes(part.content)) described[pseudo] = `${part.content} ${part.position}`;
  }
  return described;
}"""


def describe(one: Locator) -> Description:
    """The measures in rounded pixels and the colours of an element; what it inherits, or a browser does by itself, is left out."""
    found: Description = one.evaluate(_DESCRIBE)
    return found


def differences(stored: Mapping[str, object], found: Mapping[str, object]) -> list[str]:
    """The differences between a stored description and the one that was found, in a line each."""
    return [
        f"{name}: {stored.get(name)} → {found.get(name)}"
        for name in [*stored, *(name for name in found if name not in stored)]
        if not _alike(stored.get(name), found.get(name))
    ]


def _alike(one: object, other: object) -> bool:
    parts = [re.split(r"\s+", str(value)) for value in (one, other)]
    return len(parts[0]) == len(parts[1]) and all(
        a == b or (_number(a) and _number(b) and abs(float(a) - float(b)) <= _TOLERANCE) for a, b in zip(*parts, strict=True)
    )


def _number(word: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?", word) is not None
