"""Which product a word means that is written a little otherwise."""

from collections.abc import Iterable
from typing import Any

from tongxin.base.chinese.folding import fold
from tongxin.directory.catalogue.models import Product


def likely_names(person: Any, words: Iterable[str]) -> dict[str, str]:  # Any: also takes Django's anonymous user
    """For words that are no product's name, such as “GTXPro”: the name of the one product in sight that differs from them only by blanks,
    marks and capitals, such as “GTX Pro”. Words that mean none, or several, are absent."""
    asked = {word for word in words if word}
    seen = Product.objects.visible_to(person)
    strange = asked - set(seen.filter(name__in=asked).values_list("name", flat=True))
    if not strange:
        return {}
    known: dict[str, set[str]] = {}
    for name in seen.values_list("name", flat=True):
        known.setdefault(_bare(name), set()).add(name)
    fitting = {word: known.get(_bare(word), set()) for word in strange}
    return {word: next(iter(names)) for word, names in fitting.items() if len(names) == 1}


def _bare(word: str) -> str:
    return "".join(sign for sign in fold(word) if sign.isalnum())
