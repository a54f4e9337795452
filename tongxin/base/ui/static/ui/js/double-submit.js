// One press, one effect. While a form is under way its buttons rest; after success it gets a fresh `once` token.
// The server keeps the promise with that token; this only spares the wait.

function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function rest(form, on) {
  form.toggleAttribute("data-under-way", on);
  for (const button of form.querySelectorAll("button:not([type=button]), input[type=submit]")) {
    button.setAttribute("aria-busy", String(on));
    button.setAttribute("aria-disabled", String(on));
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.hasAttribute("data-under-way")) { event.preventDefault(); event.stopImmediatePropagation(); return; }
  if (form.method !== "post") return;
  // htmx takes the event over and prevents the default; its own events below do the rest.
  setTimeout(() => { if (!event.defaultPrevented) rest(form, true); });
}, true);
// Only what sends the form makes it rest: a piece inside it that is drawn anew while somebody types must not swallow their Enter.
function sentBy(element) {
  return element.matches?.("button, input[type=submit]") ? element.form : element.matches?.("form") ? element : null;
}

document.addEventListener("htmx:beforeRequest", (event) => {
  const form = sentBy(event.detail.elt);
  if (form && event.detail.requestConfig.verb !== "get") rest(form, true);
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = sentBy(event.detail.elt);
  if (!form) return;
  rest(form, false);
  const once = form.querySelector("input[name=once]");
  if (once && event.detail.successful) once.value = uuid();
});
// A page brought back from the browser's memory still shows its buttons at rest.
addEventListener("pageshow", () => document.querySelectorAll("form[data-under-way]").forEach((form) => rest(form, false)));
