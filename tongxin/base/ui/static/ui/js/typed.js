// When someone pauses while typing: fields with data-typed tell `typed` after a quarter of a second, never inside an input method.
// data-enter-sends: Enter sends the form; Shift and Enter begins a new line.
import { isComposing } from "./page.js";

const PAUSE = 250;
const waiting = new WeakMap();

function later(field) {
  clearTimeout(waiting.get(field));
  waiting.set(field, setTimeout(() => field.dispatchEvent(new CustomEvent("typed", { bubbles: true })), PAUSE));
}

document.addEventListener("input", (event) => {
  if (event.target.matches?.("[data-typed]") && !event.isComposing) later(event.target);
});
document.addEventListener("compositionend", (event) => {
  if (event.target.matches?.("[data-typed]")) later(event.target);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || isComposing(event) || !event.target.matches?.("[data-enter-sends]")) return;
  event.preventDefault();
  clearTimeout(waiting.get(event.target));
  event.target.form.requestSubmit();
});
