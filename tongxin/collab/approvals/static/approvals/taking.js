// Taking over what an earlier request said: <button data-take='{"name": "value"}'> fills fields of its form; typing goes on in the first empty one.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-take]");
  if (!button) return;
  const fields = button.form.elements;
  for (const [name, value] of Object.entries(JSON.parse(button.dataset.take))) {
    if (!fields[name]) continue;
    fields[name].value = value;
    fields[name].dispatchEvent(new Event("input", { bubbles: true }));
    fields[name].dispatchEvent(new Event("change", { bubbles: true }));
  }
  const empty = [...fields].find((field) => field.required && !field.value);
  empty?.focus();
});
