// Dialogs: opened by a button, or filled by htmx and then opened; closed by Esc, a button, a click beside, or the server.
import { isPhone } from "./page.js";

function open(dialog) {
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("[autofocus], input:not([type=hidden]), textarea, select")?.focus();
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog-open]");
  if (opener) open(document.getElementById(opener.dataset.dialogOpen));

  const closer = event.target.closest("[data-dialog-close]");
  if (closer) closer.closest("dialog").close();

  // A click on the dialog's own box that is outside its edges is a click on the backdrop.
  if (event.target instanceof HTMLDialogElement) {
    const edge = event.target.getBoundingClientRect();
    const inside = event.clientX >= edge.left && event.clientX <= edge.right && event.clientY >= edge.top && event.clientY <= edge.bottom;
    if (!inside) event.target.close();
  }
});

// A link with data-dialog-load="id" shows its page as a dialog; on the phone, with a modifier key, or without htmx it stays a link.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-dialog-load]");
  if (!link || isPhone() || event.ctrlKey || event.metaKey || event.shiftKey || event.button || !window.htmx) return;
  const dialog = document.getElementById(link.dataset.dialogLoad);
  if (!dialog) return;
  event.preventDefault();
  window.htmx.ajax("GET", link.href, { source: link, target: dialog, swap: "innerHTML" });
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.matches("dialog[data-modal]")) open(event.detail.target);
});
document.addEventListener("close-dialog", () => {
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
});
document.addEventListener("close", (event) => {
  if (event.target.matches?.("dialog[data-modal]")) event.target.replaceChildren();
}, true);
