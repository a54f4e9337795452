// Cards are dragged between lanes; what the menu of a card does, a drop does too.
let lifted = null;

const lane = (event) => event.target.closest?.("[data-stage]");
const button = (card, stage) => card.querySelector(`button[name="stage"][value="${stage}"]`);

function unmark() {
  document.querySelectorAll(".lane.drop").forEach((one) => one.classList.remove("drop"));
  document.querySelectorAll(".lane .ghost").forEach((one) => one.remove());
}

document.addEventListener("dragstart", (event) => {
  lifted = event.target.closest?.("[data-deal]") ?? null;
  if (!lifted) return;
  lifted.classList.add("lift");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", lifted.dataset.deal);
});

document.addEventListener("dragover", (event) => {
  const over = lifted && lane(event);
  if (!over || !button(lifted, over.dataset.stage)) return;
  event.preventDefault();
  if (over.classList.contains("drop")) return;
  unmark();
  over.classList.add("drop");
  const ghost = document.createElement("div");
  ghost.className = "ghost";
  ghost.textContent = over.dataset.drop;
  over.querySelector(".cards").prepend(ghost);
});

document.addEventListener("drop", (event) => {
  const over = lifted && lane(event);
  if (!over) return;
  event.preventDefault();
  button(lifted, over.dataset.stage)?.click();
});

document.addEventListener("dragend", () => {
  lifted?.classList.remove("lift");
  lifted = null;
  unmark();
});

// Arrows walk from card to card and from lane to lane.
document.addEventListener("keydown", (event) => {
  const card = document.activeElement?.closest?.("[data-deal]");
  if (!card || event.target.matches("input, select, textarea")) return;
  const here = card.closest("[data-stage]");
  const beside = { ArrowLeft: here.previousElementSibling, ArrowRight: here.nextElementSibling }[event.key];
  const below = { ArrowUp: card.previousElementSibling, ArrowDown: card.nextElementSibling }[event.key];
  const next = below?.matches("[data-deal]") ? below : beside?.querySelector("[data-deal]");
  if (!next) return;
  event.preventDefault();
  next.querySelector("a.name").focus();
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-autosubmit]")) event.target.form.requestSubmit();
});
