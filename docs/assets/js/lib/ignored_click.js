/* The click of a press that closes something: it was not meant for what lies under it. */

/** Ignores the click of the press that has begun, wherever it falls. */
export function ignoreClick() {
  const ignore = (event) => { event.preventDefault(); event.stopPropagation(); };
  const options = { capture: true, once: true };
  document.addEventListener("click", ignore, options);
  // The press became a scroll, or there was no click: the next one counts.
  const stop = () => document.removeEventListener("click", ignore, options);
  for (const type of ["pointerdown", "pointercancel"]) document.addEventListener(type, stop, options);
}
