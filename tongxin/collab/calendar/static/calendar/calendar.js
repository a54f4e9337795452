// Entries are dragged to another day or time; Alt with the arrows does the same. Empty places are clicked for a new entry.
let lifted = null;

const days = (element) => element?.closest("[data-days]");
const dayOf = (element) => element?.closest?.("[data-day]");
const two = (number) => String(number).padStart(2, "0");

function timeAt(day, y) {
  if (!("timed" in day.dataset)) return "";
  const quarters = Math.max(0, Math.floor(y / 12)) + Number(days(day).dataset.first) * 4;
  return `${two(Math.min(23, Math.floor(quarters / 4)))}:${two((quarters % 4) * 15)}`;
}

function move(block, on, at) {
  const address = days(block).dataset.moves;
  const values = at ? { key: block.dataset.key, on, at } : { key: block.dataset.key, on };
  const again = () => document.querySelector(`[data-key="${CSS.escape(block.dataset.key)}"]`)?.focus();
  document.addEventListener("htmx:afterSettle", again, { once: true });
  window.htmx.ajax("POST", address, { source: block, swap: "none", values });
}

function unmark() {
  for (const one of document.querySelectorAll("[data-day].drop")) one.classList.remove("drop");
}

document.addEventListener("dragstart", (event) => {
  const block = event.target.closest?.("[data-key]");
  if (!block) return;
  lifted = { block, grip: event.clientY - block.getBoundingClientRect().top };
  block.classList.add("lift");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", block.textContent.trim());
});
document.addEventListener("dragover", (event) => {
  const day = lifted && dayOf(event.target);
  if (!day) return;
  event.preventDefault();
  unmark();
  day.classList.add("drop");
});
document.addEventListener("drop", (event) => {
  const day = lifted && dayOf(event.target);
  if (!day) return;
  event.preventDefault();
  const top = event.clientY - day.getBoundingClientRect().top - lifted.grip;
  move(lifted.block, day.dataset.day, timeAt(day, top + 6));
});
document.addEventListener("dragend", () => {
  lifted?.block.classList.remove("lift");
  lifted = null;
  unmark();
});

// Alt and an arrow: a day earlier or later, a quarter of an hour up or down.
document.addEventListener("keydown", (event) => {
  const block = event.altKey && event.target.closest?.("[data-key]");
  const ahead = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -15], ArrowDown: [0, 15] }[event.key];
  const day = block && dayOf(block);
  if (!ahead || !day || event.isComposing) return;
  event.preventDefault();
  const said = block.querySelector(".num")?.textContent.trim();
  const [hours, minutes] = (said || "0:0").split(":").map(Number);
  const at = new Date(`${day.dataset.day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + ahead[0]);
  if (said) at.setUTCMinutes(hours * 60 + minutes + ahead[1]);
  else if (ahead[1]) return;
  const iso = at.toISOString();
  move(block, iso.slice(0, 10), said ? iso.slice(11, 16) : "");
});

// A click on an empty place asks for a new entry there; the button above does the same for the day.
document.addEventListener("dblclick", (event) => {
  const day = event.target.closest?.(".calday, .calmonth .cell");
  if (!day || event.target.closest("a")) return;
  const at = timeAt(day, event.clientY - day.getBoundingClientRect().top);
  const address = `${days(day).dataset.new}?on=${day.dataset.day}${at ? `&at=${at}` : ""}`;
  const dialog = document.getElementById("dialog");
  window.htmx.ajax("GET", address, { target: dialog, swap: "innerHTML" }).then(() => dialog.open || dialog.showModal());
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-autosend]")) event.target.form.requestSubmit();
});
