// What somebody types while an answer is under way outlives it: forms with data-unsent, whose answer replaces them whole.
// A line that asks something else by then keeps what the answer says.
const unsent = new Map();

function asked(field) {
  const line = field.closest(".condition");
  return [...(line?.querySelectorAll(":scope > .says select:not([name$=':value'])") ?? [])].map((one) => one.value).join("|");
}

document.addEventListener("input", (event) => {
  const field = event.target;
  if (field.id && !field.multiple && field.closest?.("form[data-unsent]")) unsent.set(field.id, [asked(field), field.value]);
});
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.elt.closest?.("form[data-unsent]")) unsent.clear();
});
document.addEventListener("htmx:afterSwap", () => {
  for (const [id, [what, value]] of unsent) {
    const field = document.getElementById(id);
    if (field?.closest("form[data-unsent]") && asked(field) === what) field.value = value;
  }
});
