"""One way of writing for many: full width and half width, capitals and small letters, a few traditional characters."""

_WIDE = {chr(code): chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F)}
_CAPITALS = {chr(code): chr(code).lower() for code in range(ord("A"), ord("Z") + 1)}
_SIGNS = {"￥": "¥"}
_SPACES = dict.fromkeys("\u3000\u00a0\u2007\u2009\u202f\t", " ")
_DASHES = dict.fromkeys("‐‑‒–—−～", "-") | {"～": "~"}
_TRADITIONAL = dict(
    zip("週點後號時兩鐘個這禮來總內過間電話見訪約談發", "周点后号时两钟个这礼来总内过间电话见访约谈发", strict=True)
)
_TABLE = str.maketrans(_WIDE | _SIGNS | _CAPITALS | _SPACES | _DASHES | _TRADITIONAL)

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}

HAN_NUMBER = "[〇零一二两三四五六七八九十廿百千]"


def fold(text: str) -> str:
    """The text in one way of writing. Every sign becomes exactly one sign, so places found in the result hold in the original."""
    return text.translate(_TABLE)


def read_number(text: str) -> int:
    """A whole number in figures or Chinese signs, up to 9999: `12`, `十二`, `二十一`, `廿一`, `两百零三`, `二〇二六`.

    Only text that matched `[0-9]+` or `HAN_NUMBER` may be given.
    """
    if text.isdecimal():
        return int(text)
    text = text.replace("廿", "二十")
    if not any(sign in _UNITS for sign in text):
        return int("".join(str(_DIGITS[sign]) for sign in text))
    total, digit = 0, 0
    for sign in text:
        if sign in _UNITS:
            total += (digit or 1) * _UNITS[sign]
            digit = 0
        else:
            digit = _DIGITS[sign]
    return total + digit
