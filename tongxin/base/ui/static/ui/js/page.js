// Small questions about the page which several behaviours ask.

export function isTyping(target) {
  return target.isContentEditable || target.matches?.("textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=file])");
}

// While an input method is composing, keys belong to it. 229 is what some browsers send for the closing key.
export function isComposing(event) {
  return event.isComposing || event.keyCode === 229;
}

export const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

export function isPhone() {
  return matchMedia("(width < 640px)").matches;
}

// Run now for the whole page and again for whatever htmx brings in.
export function attach(run) {
  run(document);
  document.addEventListener("htmx:load", (event) => run(event.detail.elt));
}

export function all(root, selector) {
  const inside = [...root.querySelectorAll(selector)];
  return root.matches?.(selector) ? [root, ...inside] : inside;
}
