"""Looking at what can be hit: the checker is asked only of what may be hard to hit, for it looks at all that lies on the page before it answers."""

from playwright.sync_api import Page

# What depends on how things lie.
BY_PLACE = ["target-size"]
CLOSE = "data-close"
LEAST = 24  # pixels, as the rule wants
# Marks whatever can be used and lies over anything else that can, or is smaller than the rule wants without having a circle of that size to
# itself; and answers how many these are. All else keeps the rule by its size or by its distance.
MARK = """([least, within, around]) => {
  const passive = '[role=region], [role=group], [role=list], [role=table], [role=dialog], [role=img]';
  const usable = `a, area, audio, button, embed, iframe, input, object, select, summary, textarea, video, [contenteditable], [role][tabindex]:not(${passive})`;
  const places = [];
  const beyond = (place, far) => {
    const {left, right, top, bottom} = far.box;
    return Math.hypot(Math.max(left - place.x, 0, place.x - right), Math.max(top - place.y, 0, place.y - bottom)) >= least / 2;
  };
  const after = (start, size, end, other) => start + (Math.min(size, other) >= least + 2) >= end; // borders of both may fall into one
  const apart = (one, two) => after(two.left, one.width, one.right, two.width) || after(one.left, one.width, two.right, two.width)
    || after(two.top, one.height, one.bottom, two.height) || after(one.top, one.height, two.bottom, two.height);
  for (const one of document.querySelectorAll(usable)) {
    const lines = [...one.getClientRects()].filter(line => line.width && line.height);
    if (!lines.length) continue;
    const box = one.getBoundingClientRect(), x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
    const place = {one, box, x, y, small: box.width < least || box.height < least, close: lines.length > 1};
    for (const other of places) {
      if (!apart(box, other.box) || (place.small && other.small && Math.hypot(x - other.x, y - other.y) < least)) place.close = other.close = true;
      if (place.small && !beyond(place, other)) place.close = true;
      if (other.small && !beyond(other, place)) other.close = true;
    }
    places.push(place);
  }
  const asked = places.filter(({one, close}) => close && (!within || one.closest(within)) && !around.some(other => one.closest(other)));
  asked.forEach(({one}) => one.setAttribute('data-close', ''));
  return asked.length;
}"""
FORGET = "() => document.querySelectorAll('[data-close]').forEach(one => one.removeAttribute('data-close'))"


def mark_close(page: Page, within: str, around: list[str]) -> bool:
    """Mark on the page, or within a part of it, what may be hard to hit, but for what stands in `around`; whether there is any."""
    return bool(page.evaluate(MARK, [LEAST, within, around]))
