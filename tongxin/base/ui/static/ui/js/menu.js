// Menus are native popovers (<button popovertarget="id">, <div id="id" popover class="menu">): this places them and lets arrows walk.

const GAP = 4;

function place(menu, button) {
  const edge = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = edge.bottom + GAP + height <= innerHeight;
  const left = menu.dataset.align === "end" ? edge.right - width : edge.left;
  menu.style.insetBlockStart = `${below ? edge.bottom + GAP : Math.max(GAP, edge.top - GAP - height)}px`;
  menu.style.insetInlineStart = `${Math.min(Math.max(8, left), innerWidth - width - 8)}px`;
}

function buttonOf(menu) {
  return document.querySelector(`[popovertarget="${CSS.escape(menu.id)}"]`);
}

function entries(menu) {
  return [...menu.querySelectorAll("a[href], button:not([disabled]), input, select")].filter((entry) => entry.offsetParent);
}

document.addEventListener("toggle", (event) => {
  const menu = event.target;
  if (!menu.matches?.(".menu[popover]")) return;
  const button = buttonOf(menu);
  button?.setAttribute("aria-expanded", String(event.newState === "open"));
  if (event.newState !== "open" || !button) return;
  place(menu, button);
  entries(menu)[0]?.focus();
}, true);

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.(".menu[popover]");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!menu || !step) return;
  event.preventDefault();
  const list = entries(menu);
  list.at((list.indexOf(document.activeElement) + step) % list.length)?.focus();
});

// What a menu fetches when it is opened makes it taller than it was when it was placed; the first field takes the focus then.
document.addEventListener("htmx:afterSettle", (event) => {
  const menu = event.target.closest?.(".menu[popover]:popover-open");
  if (!menu) return;
  place(menu, buttonOf(menu));
  if (!menu.contains(document.activeElement)) entries(menu)[0]?.focus();
});

// A scrolled page would leave the menu behind its button.
document.addEventListener("scroll", (event) => {
  const menu = document.querySelector(".menu[popover]:popover-open");
  if (menu && !menu.contains(event.target)) place(menu, buttonOf(menu));
}, { capture: true, passive: true });
