// <button data-print> puts the page on paper, as the sheet for print has it.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
