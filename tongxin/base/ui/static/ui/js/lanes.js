// Cards go from lane to lane: dragged, by Alt with the left and right arrows, or by their menu. [data-lanes], [data-lane="value"], [data-move="address"],
// button[data-move-to="value"]. The address takes a POST with value, was and lane; what it refuses is said, and the board is drawn anew.
import { all, attach, isComposing } from "./page.js";

const laneOf = (element) => element.closest("[data-lane]");
let lifted = null;

async function move(card, lane) {
  const [board, from] = [card.closest("[data-lanes]"), laneOf(card)];
  if (!lane || lane === from || card.matches(".lift")) return;
  card.classList.add("lift");
  const values = { value: lane.dataset.lane, was: from.dataset.lane, lane: "1" };
  await window.htmx.ajax("POST", card.dataset.move, { source: card, swap: "none", values });
  await window.htmx.ajax("GET", location.href, { source: board, target: board, select: "[data-lanes]", swap: "outerHTML" });
  document.querySelector(`[data-move="${card.dataset.move}"]`)?.focus();
}

function drop() {
  lifted?.classList.remove("lift");
  for (const lane of document.querySelectorAll(".lane.drop")) lane.classList.remove("drop");
  lifted = null;
}

attach((root) => {
  for (const card of all(root, "[data-move]")) card.tabIndex = 0;
});

document.addEventListener("dragstart", (event) => {
  const card = event.target.closest?.("[data-move]");
  if (!card) return;
  lifted = card;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", card.querySelector("a")?.href ?? "");
});
document.addEventListener("dragover", (event) => {
  const lane = lifted && event.target.closest?.("[data-lanes] [data-lane]");
  for (const one of document.querySelectorAll(".lane.drop")) if (one !== lane) one.classList.remove("drop");
  if (!lane || lane === laneOf(lifted)) return;
  event.preventDefault();
  lane.classList.add("drop");
});
document.addEventListener("drop", (event) => {
  const [card, lane] = [lifted, event.target.closest?.("[data-lanes] [data-lane]")];
  drop();
  if (!card || !lane) return;
  event.preventDefault();
  move(card, lane);
});
document.addEventListener("dragend", drop);

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-move-to]");
  const card = button?.closest("[data-move]");
  if (!card) return;
  event.preventDefault();
  button.closest("[popover]")?.hidePopover();
  move(card, [...card.closest("[data-lanes]").querySelectorAll("[data-lane]")].find((lane) => lane.dataset.lane === button.dataset.moveTo));
});
document.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const card = event.target.matches?.("[data-move]") ? event.target : null;
  if (!card || !step || !event.altKey || isComposing(event)) return;
  event.preventDefault();
  const lanes = [...card.closest("[data-lanes]").querySelectorAll("[data-lane]")];
  move(card, lanes[lanes.indexOf(laneOf(card)) + step]);
});
