// Typed words survive a lost network, a closed tab, an ended session: forms with data-draft="key" are kept in this browser, for this person.
import { clearOut, drop, dropAll, find, keep } from "./draft-shelf.js";
import { all, attach } from "./page.js";
import { word } from "./words.js";

const SENT = "draft-sent";
const nameOf = (form) => `draft:${document.documentElement.dataset.me}:${form.dataset.draft}`;
const wordsOf = (form) => JSON.stringify(read(form));
const keepForm = (form) => keep(nameOf(form), wordsOf(form));

function fieldsOf(form) {
  return [...form.elements].filter((field) => field.name && !["hidden", "password", "file", "submit", "button"].includes(field.type));
}

function read(form) {
  return fieldsOf(form).map((field) => [field.name, /^(checkbox|radio)$/.test(field.type) ? field.checked : field.value, field.value]);
}

function write(form, values) {
  const fields = fieldsOf(form);
  values.forEach(([name, value], at) => {
    if (fields[at]?.name !== name) return;
    if (/^(checkbox|radio)$/.test(fields[at].type)) fields[at].checked = value;
    else fields[at].value = value;
  });
}

function notice(form, before) {
  const banner = Object.assign(document.createElement("div"), { className: "banner" });
  const text = Object.assign(document.createElement("span"), { textContent: word("draft-back") });
  const away = Object.assign(document.createElement("button"), { type: "button", textContent: word("draft-drop"), className: "push" });
  away.addEventListener("click", () => { write(form, before); drop(nameOf(form)); banner.remove(); });
  banner.setAttribute("role", "status");
  banner.append(text, away);
  form.prepend(banner);
}

async function restore(form) {
  if (form.querySelector("[aria-invalid=true]")) return;
  const before = read(form);
  const untouched = JSON.stringify(before);
  const words = await find(nameOf(form));
  if (!words || words === untouched || wordsOf(form) !== untouched) return;
  write(form, JSON.parse(words));
  notice(form, before);
}

// A plain form leaves the page: the next page knows whether it went well. It did unless the same form came back
// with errors, the reader came back by hand, or an error page stands here.
function settle() {
  const name = sessionStorage.getItem(SENT);
  if (!name) return;
  sessionStorage.removeItem(SENT);
  const way = performance.getEntriesByType("navigation")[0]?.type;
  const failed = document.querySelector("[aria-invalid=true]") || document.body.dataset.page === "error";
  if (!failed && way === "navigate") drop(name);
}

let timer;
let sent = null;
document.addEventListener("input", (event) => {
  const form = event.target.form?.closest?.("[data-draft]");
  if (!form) return;
  sent = null;
  clearTimeout(timer);
  timer = setTimeout(() => keepForm(form), 250);
});
// Leaving a field keeps it at once: the page may be gone before the timer. A form that has been sent and is just being
// taken away leaves its field too; its words are no draft.
document.addEventListener("change", (event) => {
  const form = event.target.form?.closest?.("[data-draft]");
  if (form && form !== sent) { clearTimeout(timer); keepForm(form); }
});
// Who signs out leaves nothing behind; a session that ended by itself keeps what was typed.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-leaves]")) return;
  clearTimeout(timer);
  dropAll();
});
document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-draft]");
  if (!form || event.defaultPrevented) return;
  clearTimeout(timer);
  keepForm(form);
  sessionStorage.setItem(SENT, nameOf(form));
});
// Before the answer is put in place: it may bring the same form anew, which must not find the old words. What a part of the form
// asks on its way (who is alike, what it would come to) is no sending.
document.addEventListener("htmx:beforeOnLoad", (event) => {
  const asking = event.detail.requestConfig.elt;
  const form = asking.matches("form, button") && asking.closest("[data-draft]");
  if (form && event.detail.xhr.status < 400) { clearTimeout(timer); drop(nameOf(form)); sent = form; }
});

settle();
clearOut();
attach((root) => all(root, "form[data-draft]").forEach(restore));
