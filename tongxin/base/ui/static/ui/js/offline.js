// No network: say so once, and say nothing more than is true.
import { word } from "./words.js";

let banner = null;

function show() {
  banner ??= Object.assign(document.createElement("div"), { className: "banner ochre over", textContent: word("offline") });
  banner.setAttribute("role", "status");
  document.body.append(banner);
}

addEventListener("offline", show);
addEventListener("online", () => banner?.remove());
if (!navigator.onLine) show();
