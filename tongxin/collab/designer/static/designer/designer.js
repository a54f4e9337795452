// Drawing flows with the mouse: a piece is dropped on a place, a step too. Everything it does can be done by buttons.
const TYPE = "text/x-flow";

document.addEventListener("dragstart", (event) => {
  const from = event.target.closest?.("[data-piece], [data-node]");
  if (!from || !event.dataTransfer) return;
  const { piece = "", node = "" } = from.dataset;
  event.dataTransfer.setData(TYPE, JSON.stringify({ piece, node }));
  event.dataTransfer.effectAllowed = "copyMove";
});

for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const place = event.target.closest?.("[data-place]");
    if (!place || !event.dataTransfer?.types.includes(TYPE)) return;
    event.preventDefault();
    place.classList.toggle("over", kind === "dragover");
    if (kind === "drop") put(JSON.parse(event.dataTransfer.getData(TYPE)), place.dataset.place);
  });
}

// The form of the pieces carries the token and the address; what is moved needs only other fields.
function put({ piece, node }, place) {
  const form = document.querySelector("#fd-palette form");
  form.elements.place.value = place;
  if (piece) {
    form.querySelector(`[data-piece="${CSS.escape(piece)}"]`).click();
  } else {
    window.htmx.ajax("POST", form.action, { source: form, swap: "none", values: { deed: "move", key: node, place } });
  }
}

// Answers are shown in the order of the questions: one that comes late must not hide what was done since.
let asked = 0;
let shown = 0;
const numbers = new WeakMap();

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.target.id !== "fd-trial") numbers.set(event.detail.xhr, ++asked);
});
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig, target } = event.detail;
  if (target.id === "fd-trial") return; // it waits by itself until nothing was drawn for a while
  const number = numbers.get(xhr) ?? 0;
  if (number > shown) {
    shown = number;
  } else {
    event.detail.shouldSwap = false;
    // What a late deed changed is fetched once more, with the step that is looked at by now.
    const step = document.querySelector("#fd-bar [name=step]")?.value ?? "";
    if (requestConfig.verb !== "get") window.htmx.ajax("GET", `?step=${encodeURIComponent(step)}`, { source: "#fd-bar", swap: "none" });
  }
});

// A drawing wider than its canvas begins in its middle, where the first step stands, unless a step is looked at.
const canvas = document.querySelector(".flowdesign > .canvas");
const chosen = canvas?.querySelector(".fnode.chosen:not(.q)");
if (chosen) chosen.scrollIntoView({ block: "nearest", inline: "center" });
else if (canvas) canvas.scrollLeft = (canvas.scrollWidth - canvas.clientWidth) / 2;
