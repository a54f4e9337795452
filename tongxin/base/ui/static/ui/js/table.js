// Rows: J and K walk, Enter opens, Space peeks, X picks, ⇧X picks a stretch; the bulk bar shows while a row is picked.
// A letter of its own presses a row's button. <table data-table>, <tr data-row>, <input class="check" data-row name="ids">, [data-pick-all], [data-bulk] with [data-count].
import { attach, all, isComposing, isTyping } from "./page.js";

let last = null;

const tableOf = (element) => element.closest("[data-table]");
const rowsOf = (table) => [...table.querySelectorAll("tbody tr[data-row]")];
const boxOf = (row) => row.querySelector("input[data-row]");
const homeOf = (table) => table.closest("form, [data-list]") ?? document;

function count(table) {
  const boxes = rowsOf(table).map(boxOf).filter(Boolean);
  const picked = boxes.filter((box) => box.checked).length;
  const head = table.querySelector("[data-pick-all]");
  if (head) { head.checked = picked > 0 && picked === boxes.length; head.indeterminate = picked > 0 && picked < boxes.length; }
  const bulk = homeOf(table).querySelector("[data-bulk]");
  if (!bulk) return;
  bulk.hidden = picked === 0;
  for (const number of bulk.querySelectorAll("[data-count]")) number.textContent = picked;
}

function pickAll(table, on) {
  for (const box of rowsOf(table).map(boxOf)) if (box) box.checked = on;
  count(table);
}

function pick(row, stretch) {
  const table = tableOf(row);
  const rows = rowsOf(table);
  const on = !boxOf(row).checked;
  const from = stretch && last && rows.includes(last) ? rows.indexOf(last) : rows.indexOf(row);
  const [low, high] = [from, rows.indexOf(row)].sort((a, b) => a - b);
  for (const one of rows.slice(low, high + 1)) boxOf(one).checked = stretch || on;
  last = row;
  count(table);
}

function current() {
  return document.querySelector("tr[data-cursor]");
}

function goTo(row) {
  current()?.removeAttribute("data-cursor");
  row.setAttribute("data-cursor", "");
  row.querySelector("a[href]")?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

const KEYS = {
  j: (row, rows) => goTo(rows[Math.min(rows.indexOf(row) + 1, rows.length - 1)]),
  k: (row, rows) => goTo(rows[Math.max(rows.indexOf(row) - 1, 0)]),
  x: (row) => row && boxOf(row) && pick(row, false),
  X: (row) => row && boxOf(row) && pick(row, true),
  " ": (row) => row?.querySelector("[data-peek]")?.click(),
  Enter: (row) => row?.querySelector("a[href]")?.click(),
};

// A button of the row under the cursor: data-row-hotkey="c".
function pressing(row, key) {
  const button = /^[a-z]$/.test(key) && row?.querySelector(`[data-row-hotkey="${key}"]:enabled`);
  return button && (() => button.click());
}

document.addEventListener("keydown", (event) => {
  const table = document.querySelector("[data-table]");
  const off = document.documentElement.dataset.hotkeys === "off";
  if (!table || off || isComposing(event) || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const row = current();
  const act = KEYS[event.key] ?? pressing(row, event.key);
  // Enter and Space belong to what they press by themselves; Space presses no link, so on a row's link it peeks.
  const own = { Enter: "a, button, summary, input", " ": "button, summary, input, [role=button]" }[event.key];
  if (!act || (own && (!row || event.target.closest(own)))) return;
  event.preventDefault();
  act(row, rowsOf(table));
});

document.addEventListener("click", (event) => {
  const box = event.target.closest("input[data-row]");
  if (box) {
    if (event.shiftKey) { box.checked = !box.checked; pick(box.closest("tr"), true); } else last = box.closest("tr");
    return count(tableOf(box));
  }
  const head = event.target.closest("[data-pick-all]");
  if (head) return pickAll(tableOf(head), head.checked);
  if (event.target.closest("[data-pick-none]")) return pickAll(homeOf(event.target).querySelector("[data-table]"), false);
  // A click anywhere on a row opens it, except on what has its own meaning or while text is being selected.
  const row = event.target.closest("tr[data-row]");
  if (!row || event.target.closest("a, button, input, label, select, textarea, summary, [data-edit], .pick") || String(getSelection())) return undefined;
  return row.querySelector("a[href]")?.click();
});

attach((root) => all(root, "[data-table]").forEach(count));
