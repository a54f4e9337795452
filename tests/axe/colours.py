"""Looking at colours: every pair of a text and what lies behind it once, where somebody first meets it."""

from playwright.sync_api import Page

# What depends on the colours of a theme.
BY_COLOUR = ["color-contrast", "link-in-text-block"]
UNSEEN = "data-unseen"
# Marks what shows text in a way that was not `known`, and answers these ways. Whether a text can be read depends on its colour, size and
# weight, on whatever is painted behind it up to the page, on how much shines through, and on whether it can be used at all.
MARK = """([known, within]) => {
  const old = new Set(known), fresh = new Set(), behind = new Map();
  const ground = one => {
    if (!one || one.nodeType !== 1) return '';
    if (!behind.has(one)) {
      const style = getComputedStyle(one), own = [
        style.backgroundColor === 'rgba(0, 0, 0, 0)' ? '' : style.backgroundColor, style.backgroundImage === 'none' ? '' : style.backgroundImage,
        style.opacity === '1' ? '' : style.opacity, style.position === 'static' || style.position === 'relative' ? '' : style.position,
        style.filter === 'none' ? '' : style.filter].join('');
      behind.set(one, ground(one.parentElement) + (own && `<${own}`));
    }
    return behind.get(one);
  };
  const look = one => {
    const style = getComputedStyle(one), size = parseFloat(style.fontSize);
    const way = [
      style.color, size >= 24 || (size >= 18.66 && style.fontWeight >= 700), style.textShadow, one.closest('a') && style.textDecorationLine,
      !one.closest(':disabled, [aria-disabled=true], [inert]'), ground(one)].join('|');
    if (old.has(way) || fresh.has(way)) return;
    fresh.add(way);
    one.setAttribute('data-unseen', '');
  };
  for (const one of within ? document.querySelectorAll(`:is(${within}), :is(${within}) *`) : document.body.querySelectorAll('*')) {
    const says = one.matches('input, select, textarea, button') || [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (says && one.checkVisibility({visibilityProperty: true})) look(one);
  }
  return [...fresh];
}"""
FORGET = "() => document.querySelectorAll('[data-unseen]').forEach(one => one.removeAttribute('data-unseen'))"


def mark_unseen(page: Page, seen: set[str], within: str) -> bool:
    """Mark on the page what shows text as nothing `seen` did, each way once; whether there is any. It counts as seen from now on."""
    fresh = page.evaluate(MARK, [sorted(seen), within])
    seen.update(fresh)
    return bool(fresh)
