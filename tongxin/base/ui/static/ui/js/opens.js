// A link with data-opens="selector" follows its address and then takes up what stands there: a cell begins to be edited, anything else takes the focus.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-opens]");
  const thing = link && document.querySelector(link.dataset.opens);
  if (!thing) return;
  for (let around = thing.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
  // After the browser has gone to the address: on the phone that first brings the column up in which the thing stands.
  setTimeout(() => {
    thing.scrollIntoView({ block: "center" });
    if (thing.matches("[data-edit]")) thing.click();
    else thing.focus();
  });
});
