// Second ways to press what is on the page. data-hotkey="n", "g c" (one after the other), "mod+k" (⌘ or Ctrl), "shift+x".
// Single letters rest while someone types and when <html data-hotkeys="off">; combinations with mod always work.
import { all, attach, isApple, isComposing, isTyping } from "./page.js";

const WAIT = 900;
let before = "";
let timer;

function nameOf(event) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : { Enter: "enter", " ": "space" }[event.key] ?? event.key.toLowerCase();
  const parts = [];
  if (isApple ? event.metaKey : event.ctrlKey) parts.push("mod");
  if (event.altKey) parts.push("alt");
  if (event.shiftKey && /^[a-z]$|^.{2,}$/.test(key)) parts.push("shift");
  return [...parts, key === " " ? "space" : key].join("+");
}

function find(keys) {
  const scope = document.querySelector("dialog:modal") ?? document;
  return [...scope.querySelectorAll(`[data-hotkey="${CSS.escape(keys)}"]`)].find((one) => one.checkVisibility?.() ?? one.offsetParent);
}

function press(element) {
  if (isTyping(element)) element.focus();
  else element.click();
}

function heard(event) {
  if (isComposing(event) || event.repeat) return false;
  const key = nameOf(event);
  const single = !key.startsWith("mod+");
  if (single && (isTyping(event.target) || event.ctrlKey || event.metaKey || document.documentElement.dataset.hotkeys === "off")) return false;
  // Enter and Space already press what has the focus.
  if (/^(enter|space)$/.test(key)) return false;
  const element = (before && find(`${before} ${key}`)) || find(key);
  clearTimeout(timer);
  if (element) {
    event.preventDefault();
    before = "";
    press(element);
  } else {
    before = single && key.length === 1 ? key : "";
    timer = setTimeout(() => { before = ""; }, WAIT);
  }
  return Boolean(element);
}

document.addEventListener("keydown", heard);
// What follows the first press was meant for whatever that opens.
(window.earlyKeys ?? []).some(heard);
window.earlyKeys = null;

function labelOf(element) {
  const text = element.dataset.hotkeyLabel ?? element.getAttribute("aria-label") ?? element.getAttribute("title") ?? element.textContent;
  return text.replace(element.querySelector("kbd")?.textContent ?? "", "").trim();
}

export function shown(keys) {
  const names = { mod: isApple ? "⌘" : "Ctrl", shift: "⇧", enter: "⏎", alt: isApple ? "⌥" : "Alt" };
  return keys.split(" ").map((step) => step.split("+").map((part) => names[part] ?? part.toUpperCase()).join(" "));
}

function list() {
  const target = document.querySelector("[data-keys]");
  const found = new Map();
  for (const element of document.querySelectorAll("[data-hotkey]")) {
    if (!element.closest("dialog") && !found.has(element.dataset.hotkey)) found.set(element.dataset.hotkey, labelOf(element));
  }
  target.replaceChildren(...[...found].flatMap(([keys, label]) => {
    const term = document.createElement("dt");
    term.append(...shown(keys).map((step) => Object.assign(document.createElement("kbd"), { textContent: step })));
    return [term, Object.assign(document.createElement("dd"), { textContent: label })];
  }));
  document.getElementById("keys").showModal();
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-keys-open]")) list();
});

attach((root) => {
  if (isApple) return;
  for (const hint of all(root, "kbd")) hint.textContent = hint.textContent.replace("⌘", "Ctrl ");
});
