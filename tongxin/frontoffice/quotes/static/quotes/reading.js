/* Tells how far the page was read: each part once, when it comes into sight. */
const page = document.querySelector("[data-reading]");
if (page) {
  const token = page.querySelector("[name=csrfmiddlewaretoken]");
  const told = new Set();
  const watch = new IntersectionObserver((seen) => {
    for (const entry of seen) {
      const part = entry.target.dataset.part;
      if (!entry.isIntersecting || told.has(part) || !token) continue;
      told.add(part);
      const body = new URLSearchParams({ part, csrfmiddlewaretoken: token.value });
      fetch(page.dataset.reading, { method: "POST", body, keepalive: true });
    }
  }, { threshold: 0.4 });
  page.querySelectorAll("[data-part]").forEach((part) => watch.observe(part));
}
