/* Creates elements; text is never parsed as markup. */

/** An element with attributes and children; an attribute that is false or missing, and an empty child, are left out. */
export function createElement(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => (child ?? "") !== ""));
  return element;
}
