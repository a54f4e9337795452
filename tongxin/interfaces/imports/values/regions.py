"""Which country a word names, for reading telephone numbers of firms abroad."""

from functools import cache, lru_cache
from typing import Final

from babel import Locale

from tongxin.base.chinese.folding import fold

HOME: Final = "CN"
# Whose files name mainland numbers as well, and whose numbers can't be taken for those of a mainland mobile.
NEAR: Final = frozenset({HOME, "TW", "HK", "MO"})
_WRITTEN_IN: Final = {"big5": "TW", "cp950": "TW", "big5hkscs": "HK"}
_FURTHER: Final = {
    "usa": "US", "u.s.a.": "US", "u.s.": "US", "america": "US", "uk": "GB", "england": "GB", "scotland": "GB", "prc": "CN", "p.r.china": "CN",
    "korea": "KR", "韩国": "KR", "香港": "HK", "hong kong": "HK", "澳门": "MO", "macau": "MO", "台湾": "TW", "holland": "NL", "中国大陆": "CN",
}  # fmt: skip


@cache
def _names() -> dict[str, str]:
    names = {}
    for language in ("en", "zh"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                names[fold(name)] = code
                names[code.lower()] = code
    return {**names, **_FURTHER}


@lru_cache(maxsize=1024)
def region_of(word: str) -> str:
    """The two-letter code of a country named in Chinese or English or by its code; home when the word says nothing."""
    return _names().get(fold(word), HOME)


def region_written_in(encoding: str) -> str:
    """Where a file was written, as far as its encoding tells."""
    return _WRITTEN_IN.get(encoding.lower(), HOME)
