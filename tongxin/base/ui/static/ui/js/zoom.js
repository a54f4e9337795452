// data-zoomable: a large drawing is moved with the pointer and the arrow keys, enlarged with + and − and with the buttons of its data-zoom-tools.
// From afar (data-level) it shows less, in larger letters. It begins at what was found, else at its middle.
const MOST = 8;
const FAR = 0.6;
const NARROW = 600;
const EDGE = 16;

function begin(box) {
  const drawing = box.querySelector("svg");
  const whole = drawing.viewBox.baseVal;
  const full = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
  const tools = document.querySelector(`[data-zoom-tools="${box.id}"]`);
  let view = { ...full };

  const show = () => {
    drawing.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
    const scale = Math.min(drawing.clientWidth / view.width, drawing.clientHeight / view.height);
    box.dataset.level = scale < FAR ? "far" : "near";
  };
  const move = (right, down) => { view.x += right; view.y += down; show(); };
  const fit = () => { view = { ...full }; show(); };
  const zoom = (by) => {
    const width = Math.min(Math.max(view.width / by, full.width / MOST), full.width * 2);
    const height = (view.height * width) / view.width;
    view = { x: view.x + (view.width - width) / 2, y: view.y + (view.height - height) / 2, width, height };
    show();
  };

  // At first whole where it can be read whole; else in its own size: large ones begin where their middle stands, narrow windows with it at the left.
  const begins = () => {
    const width = drawing.clientWidth || full.width;
    const height = drawing.clientHeight || full.height;
    const scale = Math.min(width / full.width, height / full.height);
    const middle = drawing.querySelector(".found rect");
    if (!middle && scale >= FAR && scale < 1) return fit();
    const at = middle || drawing.querySelector(".core rect");
    const from = (size, room, wanted) => (room >= size ? (size - room) / 2 : Math.min(Math.max(wanted, 0), size - room));
    const centre = at ? { x: at.x.baseVal.value, y: at.y.baseVal.value } : { x: 0, y: 0 };
    const left = width < NARROW ? centre.x - EDGE : centre.x - width / 2;
    view = { x: from(full.width, width, left), y: from(full.height, height, centre.y - height / 2), width, height };
    show();
  };

  box.classList.add("zooming");
  drawing.setAttribute("width", "100%");
  drawing.setAttribute("height", Math.max(Math.min(full.height, window.innerHeight * 0.6), 160));
  begins();
  if (tools) {
    tools.hidden = false;
    tools.addEventListener("click", (event) => {
      const by = event.target.closest("[data-zoom]")?.dataset.zoom;
      if (by) by === "fit" ? fit() : zoom(Number(by));
    });
  }
  box.addEventListener("keydown", (event) => {
    const step = view.width / 10;
    const deeds = { "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), 0: fit, ArrowLeft: () => move(-step, 0), ArrowRight: () => move(step, 0), ArrowUp: () => move(0, -step), ArrowDown: () => move(0, step) };
    if (!deeds[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    deeds[event.key]();
  });
  let held = null;
  box.addEventListener("pointerdown", (event) => { held = { x: event.clientX, y: event.clientY, moved: false }; });
  box.addEventListener("pointermove", (event) => {
    if (!held || event.buttons === 0) return;
    const scale = view.width / drawing.clientWidth;
    move((held.x - event.clientX) * scale, (held.y - event.clientY) * scale);
    held = { x: event.clientX, y: event.clientY, moved: true };
  });
  box.addEventListener("click", (event) => { if (held?.moved) event.preventDefault(); held = null; }, true);
}

document.querySelectorAll("[data-zoomable]").forEach(begin);
