// Signing by finger, pen or mouse: <div data-sign><canvas></canvas><input type="hidden"> with buttons data-sign-clear and data-sign-name="name".
const INK = "#1a1a1a";

function parts(zone) {
  const canvas = zone.querySelector("canvas");
  return { canvas, pen: canvas.getContext("2d"), field: zone.querySelector("input[type=hidden]") };
}

function clear(zone) {
  const { canvas, pen, field } = parts(zone);
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  field.value = "";
}

function keep(zone) {
  const { canvas, field } = parts(zone);
  field.value = canvas.toDataURL("image/png");
}

function place(canvas, event) {
  const box = canvas.getBoundingClientRect();
  return [((event.clientX - box.left) * canvas.width) / box.width, ((event.clientY - box.top) * canvas.height) / box.height];
}

document.addEventListener("pointerdown", (event) => {
  const zone = event.target.closest?.("[data-sign]");
  if (!zone || event.target.tagName !== "CANVAS") return;
  const { canvas, pen, field } = parts(zone);
  if (!field.value) clear(zone);
  canvas.setPointerCapture(event.pointerId);
  Object.assign(pen, { strokeStyle: INK, lineWidth: 3, lineCap: "round", lineJoin: "round" });
  pen.beginPath();
  pen.moveTo(...place(canvas, event));
});
document.addEventListener("pointermove", (event) => {
  const canvas = event.target;
  if (!canvas.closest?.("[data-sign]") || !canvas.hasPointerCapture?.(event.pointerId)) return;
  const { pen } = parts(canvas.closest("[data-sign]"));
  pen.lineTo(...place(canvas, event));
  pen.stroke();
});
document.addEventListener("pointerup", (event) => {
  const zone = event.target.closest?.("[data-sign]");
  if (zone && event.target.tagName === "CANVAS") keep(zone);
});
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-sign-clear], [data-sign-name]");
  if (!button) return;
  const zone = button.closest("[data-sign]");
  clear(zone);
  if (!("signName" in button.dataset)) return;
  const { canvas, pen } = parts(zone);
  Object.assign(pen, { fillStyle: INK, font: "48px cursive, serif", textAlign: "center", textBaseline: "middle" });
  pen.fillText(button.dataset.signName, canvas.width / 2, canvas.height / 2, canvas.width - 20);
  keep(zone);
});
