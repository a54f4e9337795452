// No network, or nobody who answers: say so once, and say nothing more than is true.
import { word } from "./words.js";

let banner = null;

export function show() {
  banner ??= Object.assign(document.createElement("div"), { className: "banner ochre over", textContent: word("offline") });
  banner.setAttribute("role", "status");
  if (!banner.isConnected) document.body.append(banner);
}

addEventListener("offline", show);
addEventListener("online", () => banner?.remove());
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) banner?.remove();
});
if (!navigator.onLine) show();
