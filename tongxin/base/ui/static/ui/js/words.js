// What the behaviour files say, in the reader's language: rendered by ui/_words.html.
const said = new Map();

export function word(name) {
  if (!said.size) {
    for (const piece of document.getElementById("ui-words").content.querySelectorAll("[data-word]")) {
      said.set(piece.dataset.word, piece.textContent);
    }
  }
  return said.get(name) ?? name;
}
