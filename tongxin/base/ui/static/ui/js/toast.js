// Act, then say so. The server sends HX-Trigger {"toast": {"text": …, "undo": url}}; pages bring Django's messages.
import { token } from "./csrf.js";
import { word } from "./words.js";

const SECONDS = 8;

// Many answers load the page anew; what it just said is said again there, else nobody could take back what they did.
const KEPT = "toast";
const KEPT_MS = 3_000;
let last = null;

function leave(toast) {
  last = null;
  toast.classList.add("quietly");
  setTimeout(() => toast.remove(), 200);
}

// A toast waits while someone points at it or has it under the keyboard.
function leaveLater(toast) {
  let timer;
  const start = () => { timer = setTimeout(() => leave(toast), SECONDS * 1000); };
  const stop = () => clearTimeout(timer);
  toast.addEventListener("pointerenter", stop);
  toast.addEventListener("pointerleave", start);
  toast.addEventListener("focusin", stop);
  toast.addEventListener("focusout", start);
  start();
}

async function undo(url, toast) {
  const answer = await fetch(url, { method: "POST", headers: { "X-CSRFToken": token(), "HX-Request": "true" } }).catch(() => null);
  leave(toast);
  if (!answer?.ok) return say(word("not-undone"), { bad: true });
  if (answer.headers.get("HX-Redirect")) return location.assign(answer.headers.get("HX-Redirect"));
  tell({ text: word("undone") });
  document.body.dispatchEvent(new CustomEvent("undone", { bubbles: true, detail: { url } }));
  if (answer.headers.has("HX-Refresh") || !answer.headers.has("HX-Trigger")) setTimeout(() => location.reload(), 600);
  return undefined;
}

export function say(text, { undo: url = "", action = null, bad = false, stays = false } = {}) {
  const toast = document.createElement("div");
  toast.className = "toast";
  const words = document.createElement("span");
  words.textContent = text;
  toast.append(words);
  if (url) toast.append(button(word("undo"), "undo", () => undo(url, toast)));
  if (action) toast.append(button(action.label, "undo", () => { leave(toast); action.run(); }));
  const close = button("×", "close", () => leave(toast));
  close.setAttribute("aria-label", word("close"));
  toast.append(close);
  if (bad) toast.setAttribute("role", "alert");
  const place = document.getElementById("toasts");
  for (const same of place.querySelectorAll("[role=alert]")) if (bad && same.dataset.says === text) same.remove();
  toast.dataset.says = text;
  place.append(toast);
  if (!stays) leaveLater(toast);
  return toast;
}

function button(label, css, run) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = css;
  made.textContent = label;
  made.addEventListener("click", run);
  return made;
}

function repeat() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  sessionStorage.removeItem(KEPT);
  if (kept?.path === location.pathname && Date.now() - kept.at < 4 * KEPT_MS) say(kept.text, kept);
}

function tell({ value, text = value, undo: url, action, bad, stays }) {
  say(text, { undo: url, action, bad, stays });
  last = { text, undo: url, bad, stays, path: location.pathname, at: Date.now() };
}

document.addEventListener("toast", (event) => tell(event.detail));
addEventListener("pagehide", () => {
  if (last && Date.now() - last.at < KEPT_MS) sessionStorage.setItem(KEPT, JSON.stringify(last));
});
repeat();
document.addEventListener("click", (event) => {
  const close = event.target.closest("[data-toast-close]");
  if (close) leave(close.closest(".toast"));
});
for (const toast of document.querySelectorAll("[data-toast]")) leaveLater(toast);
