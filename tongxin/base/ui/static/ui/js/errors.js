// When a request fails: say what happened in words, keep what was typed, offer the next step.
import { renewToken } from "./csrf.js";
import { show as offline } from "./offline.js";
import { say } from "./toast.js";
import { word } from "./words.js";

const REASONS = {
  403: "forbidden", 404: "missing", 408: "too-slow", 409: "conflict", 410: "missing", 412: "conflict", 413: "too-large", 429: "too-often",
};
let banner = null;

function retry({ elt, requestConfig }) {
  const type = requestConfig.triggeringEvent?.type ?? (elt.tagName === "FORM" ? "submit" : "click");
  window.htmx.trigger(elt, type);
}

function reasonOf(status) {
  return REASONS[status] ?? (status >= 500 ? "broken" : "refused");
}

function sessionGone(detail) {
  banner?.remove();
  banner = document.createElement("div");
  banner.className = "banner ochre over";
  banner.setAttribute("role", "alert");
  const text = document.createElement("span");
  text.textContent = word("session-gone");
  const door = document.createElement("a");
  door.href = document.documentElement.dataset.signIn;
  door.target = "_blank";
  door.rel = "opener";
  door.textContent = word("sign-in");
  const again = document.createElement("button");
  again.type = "button";
  again.textContent = word("retry");
  again.addEventListener("click", async () => {
    await renewToken();
    banner.remove();
    if (detail) retry(detail);
  });
  const acts = document.createElement("span");
  acts.className = "push";
  acts.append(door, again);
  banner.append(text, acts);
  document.body.append(banner);
}

// A redirect to the sign-in page is followed silently by the browser: its form must not land in the middle of the page.
document.addEventListener("htmx:beforeSwap", (event) => {
  const path = new URL(event.detail.xhr.responseURL || location.href, location.href).pathname;
  const door = new URL(document.documentElement.dataset.signIn, location.href).pathname;
  if (path !== door || location.pathname === door) return;
  event.detail.shouldSwap = false;
  sessionGone(event.detail);
});

document.addEventListener("htmx:responseError", async (event) => {
  const { status, responseText } = event.detail.xhr;
  if (status === 401) return sessionGone(event.detail);
  // Signed in anew in another tab, the page's secret is old: who is told to send once more must find a fresh one in place.
  if (status === 403) await renewToken().catch(() => undefined);
  const type = event.detail.xhr.getResponseHeader("Content-Type") ?? "";
  const own = type.startsWith("text/plain") && responseText.length < 200 ? responseText : "";
  const again = status >= 500 || status === 429 ? { label: word("retry"), run: () => retry(event.detail) } : null;
  say(own || word(reasonOf(status)), { bad: true, stays: status >= 500, action: again });
  return undefined;
});

for (const [name, reason] of [["htmx:sendError", "no-network"], ["htmx:timeout", "too-slow"]]) {
  document.addEventListener(name, (event) => {
    // A piece of the page that could not be fetched was nothing to save: it asks again by itself, or is asked again.
    if (event.detail.requestConfig?.verb === "get") return offline();
    say(word(reason), { bad: true, stays: true, action: { label: word("retry"), run: () => retry(event.detail) } });
    return undefined;
  });
}
