// A cell with data-edit="address" becomes a form where it stands: double click, Enter or E (with role="button" a click or Space, too). Esc brings the words back.
import { isComposing, isTyping } from "./page.js";

// While a form stands in the cell it is no button.
const MANNERS = ["role", "tabindex", "aria-label"];
const kept = new WeakMap();

function edit(cell) {
  if (kept.has(cell)) return;
  kept.set(cell, { words: [...cell.childNodes], manners: MANNERS.map((name) => [name, cell.getAttribute(name)]) });
  window.htmx.ajax("GET", cell.dataset.edit, { source: cell, target: cell, swap: "innerHTML" });
}

function restore(cell) {
  if (!kept.has(cell)) return;
  cell.replaceChildren(...kept.get(cell).words);
  done(cell);
  cell.focus();
}

function done(cell) {
  for (const [name, value] of kept.get(cell)?.manners ?? []) if (value !== null) cell.setAttribute(name, value);
  kept.delete(cell);
  cell.classList.remove("edit");
}

// What was saved may replace the cell or what stands around it: the new one takes the focus.
function focusAnew(old) {
  const fresh = old.id && !old.isConnected && document.getElementById(old.id);
  if (fresh) (fresh.matches("[data-edit]") ? fresh : fresh.querySelector("[data-edit]"))?.focus();
}

document.addEventListener("htmx:afterSwap", (event) => {
  const cell = event.detail.target.closest?.("[data-edit]");
  if (!cell) return focusAnew(event.detail.target);
  const form = cell.querySelector("form");
  if (!form) return done(cell);
  cell.classList.add("edit");
  for (const name of MANNERS) cell.removeAttribute(name);
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
// A cell that says it is a button is pressed like one, by a finger too; selecting its text is no press.
document.addEventListener("click", (event) => {
  const cell = event.target.closest("[data-edit][role=button]");
  if (cell && !String(getSelection())) edit(cell);
});
document.addEventListener("keydown", (event) => {
  if (isComposing(event)) return;
  const cell = event.target.closest?.("[data-edit]");
  if (event.key === "Escape" && cell && kept.has(cell)) { event.stopPropagation(); return restore(cell); }
  if (isTyping(event.target) || event.ctrlKey || event.metaKey) return undefined;
  if (event.target === cell && (event.key === "Enter" || (event.key === " " && cell.role === "button"))) { event.preventDefault(); return edit(cell); }
  const off = document.documentElement.dataset.hotkeys === "off";
  if (event.key === "e" && !off) {
    const near = cell ?? document.querySelector("tr[data-cursor] [data-edit]");
    if (near) { event.preventDefault(); return edit(near); }
  }
  return undefined;
});
