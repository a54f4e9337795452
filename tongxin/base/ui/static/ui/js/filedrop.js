// Files by drop, by keyboard, by paste. <div data-filedrop><input type="file" multiple>… <ul data-files></ul></div>; data-autosend posts at once.
import { word } from "./words.js";

function put(zone, files) {
  const input = zone.querySelector("input[type=file]");
  const chosen = new DataTransfer();
  for (const file of input.multiple ? [...input.files, ...files] : [...files].slice(0, 1)) chosen.items.add(file);
  input.files = chosen.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

function sized(bytes) {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function list(zone) {
  const files = [...zone.querySelector("input[type=file]").files];
  zone.classList.toggle("read", files.length > 0);
  zone.querySelector("[data-files]")?.replaceChildren(
    ...files.map((file) => Object.assign(document.createElement("li"), { textContent: `${file.name} · ${sized(file.size)}` })),
  );
  if (files.length && zone.hasAttribute("data-autosend")) zone.closest("form").requestSubmit();
}

for (const [name, over] of [["dragenter", true], ["dragover", true], ["dragleave", false], ["drop", false]]) {
  document.addEventListener(name, (event) => {
    const zone = event.target.closest?.("[data-filedrop]");
    if (!zone || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    zone.classList.toggle("over", over);
    if (name === "drop") put(zone, event.dataTransfer.files);
  });
}
document.addEventListener("paste", (event) => {
  const zone = document.querySelector("dialog[open] [data-filedrop]") ?? document.querySelector("[data-filedrop]");
  if (!zone || !event.clipboardData?.files.length) return;
  event.preventDefault();
  put(zone, event.clipboardData.files);
});
document.addEventListener("change", (event) => {
  const zone = event.target.closest("[data-filedrop]");
  if (zone && event.target.type === "file") list(zone);
});

document.addEventListener("htmx:xhr:progress", (event) => {
  const zone = event.target.querySelector?.("[data-filedrop]") ?? event.target.closest?.("[data-filedrop]");
  const { loaded, total, lengthComputable } = event.detail;
  if (!zone?.querySelector("input[type=file]").files.length || !lengthComputable) return;
  let meter = zone.querySelector("progress");
  if (!meter) {
    meter = Object.assign(document.createElement("progress"), { max: 1 });
    meter.setAttribute("aria-label", word("reading"));
    (zone.querySelector(".grow") ?? zone).append(meter);
  }
  meter.value = loaded / total;
  if (loaded === total) meter.removeAttribute("value");
});
