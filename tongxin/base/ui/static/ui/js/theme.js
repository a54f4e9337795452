// Theme, density and the folded rail: at once on the page, remembered in a cookie, and saved for the person when the form says where.
import { token } from "./csrf.js";

const root = document.documentElement;
const YEAR = 60 * 60 * 24 * 365;

function remember(name, value) {
  document.cookie = `${name}=${value}; path=/; max-age=${YEAR}; samesite=lax`;
}

function show(name, value) {
  if (value && value !== "system" && value !== "default") root.dataset[name] = value;
  else delete root.dataset[name];
}

// <form data-appearance action="…"> with buttons or radios named theme or density
function change(form, name, value) {
  show(name, value);
  remember(name, value);
  for (const choice of form.querySelectorAll(`button[name="${name}"]`)) choice.setAttribute("aria-pressed", String(choice.value === value));
  if (form.hasAttribute("action")) {
    fetch(form.action, { method: "POST", headers: { "X-CSRFToken": token(), "HX-Request": "true" }, body: new URLSearchParams({ [name]: value }) });
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-appearance]");
  const choice = event.submitter;
  if (!form || !choice?.name) return;
  event.preventDefault();
  change(form, choice.name, choice.value);
});
document.addEventListener("change", (event) => {
  const form = event.target.closest("[data-appearance]");
  if (form && event.target.matches("input[type=radio], select")) change(form, event.target.name, event.target.value);
});
document.addEventListener("click", (event) => {
  const fold = event.target.closest("[data-fold-rail]");
  if (!fold) return;
  const rail = fold.closest(".rail");
  const folded = rail.toggleAttribute("data-min");
  remember("rail", folded ? "min" : "full");
});
