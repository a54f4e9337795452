"""Addresses sorted by their first word, because Django tries one after another: of three hundred a request to the last one took 0.3 ms."""

from collections.abc import Iterable, Iterator

from django.urls import URLPattern, URLResolver, include, path
from django.urls.resolvers import RoutePattern

Entry = URLPattern | URLResolver


def by_first_word(entries: Iterable[Entry]) -> list[Entry]:
    """The same addresses under the same names: one word decides, and what begins with a placeholder or has no word is tried last."""
    unsorted: list[Entry] = []
    words: dict[str, list[Entry]] = {}
    for entry in _flat(entries):
        word, slash, rest = str(entry.pattern).partition("/")
        if slash and "<" not in word:
            words.setdefault(word, []).append(_shortened(entry, rest))
        else:
            unsorted.append(entry)
    return [*(path(f"{word}/", include(found)) for word, found in words.items()), *unsorted]


def _flat(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Rooms are included without a word of their own; what has a namespace stays whole."""
    for entry in entries:
        if isinstance(entry, URLResolver) and not str(entry.pattern) and entry.namespace is None:
            yield from _flat(entry.url_patterns)
        else:
            yield entry


def _shortened(entry: Entry, rest: str) -> Entry:
    if isinstance(entry, URLResolver):
        pattern = RoutePattern(rest)
        return URLResolver(pattern, entry.urlconf_name, entry.default_kwargs, entry.app_name, entry.namespace)
    return URLPattern(RoutePattern(rest, entry.name, is_endpoint=True), entry.callback, entry.default_args, entry.name)
