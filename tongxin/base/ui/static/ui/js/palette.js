// One box for go to, find and do. Places come with the page, commands are the page's own [data-command] buttons, the rest is asked for.
import { word } from "./words.js";
import { isComposing } from "./page.js";

const box = document.querySelector("[data-palette]");
const input = box?.querySelector("input");
const hits = box?.querySelector("[role=listbox]");
let timer;
let question = null;

const plain = (text) => text.toLowerCase().normalize("NFKC").trim();

function options() {
  return [...hits.querySelectorAll("[role=option]")];
}

function choose(index) {
  const list = options();
  list.forEach((option, at) => {
    option.id = `hit-${at}`;
    option.tabIndex = -1;
    option.setAttribute("aria-selected", String(at === index));
  });
  const chosen = list[index];
  if (chosen) {
    input.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  } else input.removeAttribute("aria-activedescendant");
  box.querySelector("[data-palette-said]").textContent = list.length ? "" : word("nothing-found");
}

const chosenAt = () => options().findIndex((option) => option.getAttribute("aria-selected") === "true");

function group(name, list) {
  if (!list.length) return [];
  const head = Object.assign(document.createElement("p"), { className: "group", textContent: name });
  head.setAttribute("role", "presentation");
  return [head, ...list];
}

function named(name) {
  return box.querySelector("[data-palette-names]").content.querySelector(`[data-word="${name}"]`).textContent;
}

function commands(asked) {
  return [...document.querySelectorAll("[data-command]")].filter((source) => plain(source.dataset.command).includes(asked)).map((source) => {
    const option = Object.assign(document.createElement("button"), { type: "button", textContent: source.dataset.command });
    option.setAttribute("role", "option");
    option.addEventListener("click", () => setTimeout(() => source.click()));
    return option;
  });
}

function places(asked) {
  const all = [...box.querySelector("[data-palette-places]").content.children];
  return all.filter((place) => plain(`${place.textContent} ${place.dataset.words}`).includes(asked)).map((place) => place.cloneNode(true));
}

async function ask() {
  const asked = plain(input.value);
  const own = [...group(named("go"), places(asked)), ...group(named("do"), commands(asked))];
  question?.abort();
  if (!asked) { hits.replaceChildren(...own); return choose(0); }
  question = new AbortController();
  box.setAttribute("aria-busy", "true");
  const found = document.createElement("template");
  try {
    const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(asked)}`, { signal: question.signal, headers: { "HX-Request": "true" } });
    if (answer.ok && !answer.redirected) found.innerHTML = await answer.text();
  } catch (failure) {
    if (failure.name === "AbortError") return undefined;
    found.content.append(...group(word("no-network"), [document.createElement("span")]));
  }
  box.removeAttribute("aria-busy");
  hits.replaceChildren(found.content, ...own);
  return choose(0);
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-palette-open]");
  if (!opener || !box || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  box.showModal();
  input.value = "";
  input.focus();
  ask();
});
hits?.addEventListener("click", () => box.close());
input?.addEventListener("input", (event) => {
  clearTimeout(timer);
  if (!event.isComposing) timer = setTimeout(ask, 90);
});
input?.addEventListener("compositionend", () => { clearTimeout(timer); timer = setTimeout(ask, 90); });
input?.addEventListener("keydown", (event) => {
  if (isComposing(event)) return;
  const list = options();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && list.length) { event.preventDefault(); choose((chosenAt() + step + list.length) % list.length); }
  if (event.key === "Enter") { event.preventDefault(); list[chosenAt()]?.click(); }
});
