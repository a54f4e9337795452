// A cell with data-edit="address" becomes a form where it stands: double click, Enter or E. Esc brings the words back.
import { isComposing, isTyping } from "./page.js";

const kept = new WeakMap();

function edit(cell) {
  if (kept.has(cell)) return;
  kept.set(cell, [...cell.childNodes]);
  window.htmx.ajax("GET", cell.dataset.edit, { source: cell, target: cell, swap: "innerHTML" });
}

function restore(cell) {
  const words = kept.get(cell);
  if (!words) return;
  cell.replaceChildren(...words);
  done(cell);
  cell.focus();
}

function done(cell) {
  kept.delete(cell);
  cell.classList.remove("edit");
}

document.addEventListener("htmx:afterSwap", (event) => {
  const cell = event.detail.target.closest?.("[data-edit]");
  if (!cell) return;
  const form = cell.querySelector("form");
  if (!form) return done(cell);
  cell.classList.add("edit");
  return form.querySelector("input:not([type=hidden]), select, textarea")?.select?.();
});
for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => {
    const cell = event.detail.target?.closest?.("[data-edit]");
    if (cell && !cell.querySelector("form")) done(cell);
  });
}

document.addEventListener("dblclick", (event) => {
  const cell = event.target.closest("[data-edit]");
  if (cell) edit(cell);
});
document.addEventListener("keydown", (event) => {
  if (isComposing(event)) return;
  const cell = event.target.closest?.("[data-edit]");
  if (event.key === "Escape" && cell && kept.has(cell)) { event.stopPropagation(); return restore(cell); }
  if (isTyping(event.target) || event.ctrlKey || event.metaKey) return undefined;
  if (event.key === "Enter" && event.target === cell) { event.preventDefault(); return edit(cell); }
  const off = document.documentElement.dataset.hotkeys === "off";
  if (event.key === "e" && !off) {
    const near = cell ?? document.querySelector("tr[data-cursor] [data-edit]");
    if (near) { event.preventDefault(); return edit(near); }
  }
  return undefined;
});
