"""Strings of signs that programs stumble over, the same for the same seed."""

import random
import unicodedata

PIECES = [
    "\0", "a\0b", "\ud800", "\udfff", "\udc00\ud83d", "\ud83d", "a\ud8ad\ude9cb", "\ufffe", "\uffff", "\U0010ffff", "\ufeff名", "阀\ufeff门", "\ufffd",
    "\u202e卸\u202c", "\u2066x\u2069", "\u200f\u200eא", "שלום", "مرحبا ١٢٣", "x\u061cy", "\u200b", "a\u200db", "a\u200cb", "\u2060", "\u00ad", "\ufe0f",
    "e\u0301", "é", "Å", "A\u030a", "\u212b", "ﬁ", "ﬃ", "ǆ", "ß", "ẞ", "İ", "ı", "ŉ", "ﾊﾟ", "ｶﾞ", "Ａｂｃ１２３", "①②㈱㍿", "½", "²", "\u1fb3", "\u03f4",
    "z" + "\u0300\u0316\u0334" * 40, "\u0f73\u0f71", "각", "\u1100\u1161\u11a8", "क्षि", "กำ", "ﷺ", "𝕬𝖇", "𠮷野家", "𠀀𪚥", "䶵", "龻", "\u9fff", "\U00030edd", "\U00031350",
    "\ue5e5", "\ue864", "\uf8ff", "\U000f0000", "㐀", "〇", "〾", "⿰亻尔", "\U000e0100葛", "葛\U000e0101", "神", "\ufa19", "Рaypal", "аррlе", "ΟΚ", "οк", "l1Iｌ",
    "👨‍👩‍👧‍👦", "🏳️‍🌈", "👍🏽", "🇨🇳", "🇨", "1️⃣", "🫠", "\U0001fae8", "\u2028", "\u2029", "\x85", "\x0b\x0c", "\r", "\r\n", "\n\n", "\t", "\x1b[31m", "\x7f", "\x01\x1f",
    "'", '"', "''; --", "%", "_", "\\", "\\0", "%00", "{{7*7}}", "${x}", "<b>", "&amp;", "&#0;", "=1+1", "@SUM(A1)", "+86", "-1", "'=1", "''", "\ufeff=1", "＝1", "1e400", "NaN", "null", "None",
    "undefined", "true", "-0", "1,2;3\t4", "a" * 300, "恒" * 2_000, "x\u0301" * 3_000, "很长" * 20_000, " " * 50 + "x", "\u3000恒\u3000", "\xa0x\xa0", "恒润 阀门\u2009厂",
]  # fmt: skip
PLANES = [(0x20, 0x7E), (0xA0, 0x24F), (0x300, 0x36F), (0x590, 0x6FF), (0x900, 0xE7F), (0x2000, 0x206F), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0xD800, 0xDFFF), (0xE000, 0xF8FF), (0xF900, 0xFAFF), (0xFE00, 0xFFFF), (0x1F000, 0x1FAFF), (0x20000, 0x323AF), (0xE0000, 0xE01EF), (0xF0000, 0x10FFFF), (0, 0x1F)]  # fmt: skip


def strings(count: int, seed: int = 1) -> list[str]:
    """So many: each of the pieces once (chosen by chance where fewer are wanted), then mixtures of pieces and of signs from all planes."""
    chance = random.Random(seed)
    first = PIECES if count >= len(PIECES) else chance.sample(PIECES, count)
    return [*first, *(_mixed(chance) for _number in range(count - len(first)))]


def _mixed(chance: random.Random) -> str:
    parts = []
    for _part in range(chance.randrange(1, 6)):
        low, high = chance.choice(PLANES)
        drawn = "".join(chr(chance.randint(low, high)) for _sign in range(chance.randrange(1, 12)))
        parts.append(chance.choice([drawn, drawn, chance.choice(PIECES)[:400]]))
    form = chance.choice(["", "", "NFC", "NFD", "NFKD"])
    text = "".join(parts)
    return unicodedata.normalize(form, text) if form else text  # type: ignore[arg-type]  # one of the four forms
