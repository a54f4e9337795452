// Typed words survive a lost network, a closed tab, an ended session: forms with data-draft="key" are kept in this browser, for this person,
// sealed. Where nothing can be sealed they live as long as their tab.
import { all, attach } from "./page.js";
import { canSeal, seal, unseal } from "./sealing.js";
import { word } from "./words.js";

const DAYS = 14;
const SENT = "draft-sent";
const shelf = canSeal ? localStorage : sessionStorage;
const nameOf = (form) => `draft:${document.documentElement.dataset.me}:${form.dataset.draft}`;
const drafts = () => Object.keys(shelf).filter((name) => name.startsWith("draft:"));
const latest = new Map(); // sealing takes its time: what was kept or dropped meanwhile counts

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

function begin(name) {
  latest.set(name, (latest.get(name) ?? 0) + 1);
  return latest.get(name);
}

async function keep(form) {
  const name = nameOf(form);
  const turn = begin(name);
  const words = JSON.stringify(read(form));
  const entry = { at: Date.now(), ...(canSeal ? { sealed: await seal(name, words) } : { words }) };
  if (latest.get(name) === turn) shelf.setItem(name, JSON.stringify(entry));
}

export function drop(name) {
  begin(name);
  shelf.removeItem(name);
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
  const name = nameOf(form);
  const kept = JSON.parse(shelf.getItem(name));
  if (!kept || form.querySelector("[aria-invalid=true]")) return;
  const before = read(form);
  const turn = begin(name);
  const words = kept.sealed ? await unseal(name, kept.sealed) : kept.words;
  if (latest.get(name) !== turn) return;
  if (!words) { drop(name); return; }
  const untouched = JSON.stringify(before);
  if (words === untouched || JSON.stringify(read(form)) !== untouched) return;
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
  timer = setTimeout(() => keep(form), 250);
});
// Leaving a field keeps it at once: the page may be gone before the timer. A form that has been sent and is just being
// taken away leaves its field too; its words are no draft.
document.addEventListener("change", (event) => {
  const form = event.target.form?.closest?.("[data-draft]");
  if (form && form !== sent) { clearTimeout(timer); keep(form); }
});
// Who signs out leaves nothing behind; a session that ended by itself keeps what was typed.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-leaves]")) return;
  clearTimeout(timer);
  [...drafts(), ...latest.keys()].forEach(drop);
});
document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-draft]");
  if (!form || event.defaultPrevented) return;
  clearTimeout(timer);
  keep(form);
  sessionStorage.setItem(SENT, nameOf(form));
});
// Before the answer is put in place: it may bring the same form anew, which must not find the old words. What a part of the form
// asks on its way (who is alike, what it would come to) is no sending.
document.addEventListener("htmx:beforeOnLoad", (event) => {
  const asking = event.detail.requestConfig.elt;
  const form = asking.matches("form, button") && asking.closest("[data-draft]");
  if (form && event.detail.xhr.status < 400) { clearTimeout(timer); drop(nameOf(form)); sent = form; }
});

// Nothing outlives its days, whether its form is seen again or not.
function clearOut() {
  drafts().filter((name) => !(Date.now() - JSON.parse(shelf.getItem(name)).at < DAYS * 86_400_000)).forEach(drop);
}

settle();
clearOut();
attach((root) => all(root, "form[data-draft]").forEach(restore));
