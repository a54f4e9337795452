"""Words for a search index that finds Chinese, pinyin, Latin, phone numbers and codes with exact and prefix look-ups alone.

Tokens hold letters and digits only, so that SQLite's FTS5 (`unicode61`) and a PostgreSQL `tsvector` take them unchanged.
A document has five columns, searched in this order: `start`, `name`, `pinyin`, `contact`, `text`.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import Literal

from tongxin.base.chinese.companies import legal_form, short_name
from tongxin.base.chinese.folding import fold
from tongxin.base.chinese.pinyin import readings

Column = Literal["start", "name", "pinyin", "contact", "text"]

LEADING = 4
PINYIN_LENGTH = 24
INITIALS_LENGTH = 12
LATIN_LENGTH = 32
_TEXT_TOKENS = 2_000
_PINYIN_TOKENS = 96
_COMMON_DOMAINS = frozenset({"com", "cn", "net", "org", "gov", "edu", "www", "mail"})

CJK = (
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_runs = re.compile(f"[{CJK}]+|(?:(?![{CJK}])[^\\W_])+")
_is_cjk = re.compile(f"[{CJK}]").match
_signs_between = re.compile(f"(?<=[{CJK}])[^\\w\\s]+(?=[{CJK}])|(?<=[{CJK}])[^\\w\\s]+$")
_not_digit = re.compile(r"\D+")
_not_letter = re.compile(f"(?:[^\\w{CJK}]|_)+")
_phone_like = re.compile(r"\+?[\s()-]*\d[\d\s()-]*")
_MOST_TERMS = 8
# Before the digits of a number read backwards. Words that people type are cut between Chinese and other signs, so none has it.
BACKWARDS = "尾"
_SHORTEST_TAIL = 3
_LONGEST_QUERY = 200


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of one document by column, in order; neighbours in `name` and `text` are neighbours in the source."""

    start: list[str]
    name: list[str]
    pinyin: list[str]
    contact: list[str]
    text: list[str]


@dataclass(frozen=True, slots=True)
class Match:
    """A look-up in one column: all `tokens` must be there, best side by side; with `is_prefix` the only token is a beginning."""

    column: Column
    tokens: tuple[str, ...]
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that was typed; any of its `matches` will do, and they stand in the order in which columns are searched."""

    text: str
    matches: tuple[Match, ...]


def document_tokens(
    *,
    names: Iterable[str],
    people: Iterable[str] = (),
    codes: Iterable[str] = (),
    phones: Iterable[str] = (),
    mails: Iterable[str] = (),
    text: str = "",
) -> Tokens:
    """The words under which a record is found. `phones` are stored numbers (E.164), `text` is free and cut at 2,000 words."""
    start: dict[str, None] = {}
    name: list[str] = []
    pinyin: dict[str, None] = {}
    contact: dict[str, None] = {}
    whole = ""
    for is_person, group in ((False, names), (True, people)):
        for one in group:
            words = name_words(one)
            start.update(dict.fromkeys(_start_tokens(words, is_person=is_person)))
            # A short name inside the full one adds a beginning only; all else is there already.
            if words not in whole:
                whole = f"{whole} {words}"
                name.extend(_words_of(_runs.findall(words)))
                pinyin.update(dict.fromkeys(_sounds(words, is_person=is_person)))
    for phone in phones:
        contact.update(dict.fromkeys(phone_tokens(phone)))
    for mail in mails:
        contact.update(dict.fromkeys(_mail_tokens(mail)))
    for code in codes:
        contact.update(dict.fromkeys(_code_tokens(code)))
    return Tokens(list(start), name, list(pinyin), list(contact), text_tokens(text) if text else [])


def name_words(name: str) -> str:
    """A folded name without brackets and dots between Chinese characters, as it is cut into tokens: 北京(朝阳)科技 → 北京朝阳科技."""
    folded = fold(name)
    return folded if folded.isalnum() else _signs_between.sub("", folded)


def text_tokens(text: str) -> list[str]:
    """The words of free text: characters in pairs, the last of a run alone, Latin words whole; 2,000 at most."""
    return _words_of(islice(_runs.findall(fold(text)), _TEXT_TOKENS))[:_TEXT_TOKENS]


def _words_of(runs: Iterable[str]) -> list[str]:
    # Each character but the last begins a pair, so a single one is found as the beginning of words.
    words: list[str] = []
    for run in runs:
        if _is_cjk(run):
            words += [run[at : at + 2] for at in range(len(run))]
        else:
            words.append(plain_word(run))
    return words


def bigrams(run: str) -> list[str]:
    """The overlapping pairs of a run of Chinese characters; a single character gives none."""
    return [run[i : i + 2] for i in range(len(run) - 1)]


def plain_word(word: str) -> str:
    """A folded Latin word without accents, at most 32 letters: müller → muller. Digits and other scripts stay."""
    if not word.isascii():
        bare = "".join(sign for sign in unicodedata.normalize("NFD", word) if not "\u0300" <= sign <= "\u036f")
        word = unicodedata.normalize("NFC", bare)
    return word[:LATIN_LENGTH]


def phone_tokens(phone: str) -> list[str]:
    """A stored number forwards, from its second group on (138 0013 8000: 00138000; 0512-62558888: 62558888), and backwards: with
    prefix look-up it is found by how it begins, by how either group begins, and by its last digits however many."""
    number = phone.partition(";")[0]
    if number.startswith("+86") and number[3:].isdecimal():
        digits = number[3:]
        if (digits[0] == "1" and len(digits) == 11) or digits[:3] in ("400", "800"):
            local = digits[3:]
        else:
            # Two digits of area code in the largest cities, three elsewhere.
            local = digits[2 if digits[0] in "12" else 3 :]
            digits = "0" + digits
    else:
        # A number without area code or from elsewhere is looked for by all its digits, its extension included.
        digits = _not_digit.sub("", number if number.startswith("+") else phone)
        local = digits[-8:]
    return [digits, local, BACKWARDS + digits[::-1]] if digits else []


def query_terms(q: str) -> list[Term]:
    """What a person typed, as terms that a document must all meet; at most eight. Empty when nothing searchable was typed."""
    folded = fold(q[:_LONGEST_QUERY])
    if _phone_like.fullmatch(folded) and 7 <= len(digits := _dialled(folded)) <= 15:
        return [_word_term(digits)]
    terms: dict[str, Term] = {}
    for chunk in folded.split():
        runs = _runs.findall(name_words(chunk))
        found = [_cjk_term(run) if _is_cjk(run) else _word_term(plain_word(run)) for run in runs]
        if len(found) > 1:
            # HT-202611-0007 and wang@example.com are indexed whole as well as in parts.
            whole = Match("contact", (_not_letter.sub("", chunk)[:LATIN_LENGTH],), is_prefix=True)
            found = [_also(term, whole) for term in found]
        terms.update((term.text, term) for term in found)
    kept = list(terms.values())[:_MOST_TERMS]
    words = [term.text for term in kept]
    if 2 <= len(words) <= 4 and not any(map(_is_cjk, words)):
        # "zhang san" is also zhangsan, "hua wei" also Huawei: (a or j) and (b or j) says (a and b) or j.
        kept = [_also(term, *_spoken("".join(words))) for term in kept]
    return kept


def _dialled(folded: str) -> str:
    digits = _not_digit.sub("", folded)
    is_foreign = folded.startswith("+") or digits.startswith("00")
    digits = digits.removeprefix("00")
    return digits[2:] if digits.startswith("86") and (is_foreign or len(digits) == 13) else digits


def _cjk_term(run: str) -> Term:
    bare = run.removesuffix(legal_form(run))
    tokens = tuple(bigrams(bare if len(bare) > 1 else run)) or (run,)
    is_single = len(run) == 1
    matches = [Match("name", tokens, is_prefix=is_single), Match("text", tokens, is_prefix=is_single)]
    if len(run) <= LEADING:
        matches.insert(0, Match("start", (run,)))
    return Term(run, tuple(matches))


def _word_term(word: str) -> Term:
    if len(word) == 1:
        # One letter as a beginning would match half of the index, except at the beginning of names.
        exact = (Match("name", (word,)), Match("text", (word,)))
        return Term(word, (Match("start", (word,), is_prefix=True), *exact))
    others = [Match("contact", (word,), is_prefix=True), Match("text", (word,), is_prefix=True)]
    if len(word) >= _SHORTEST_TAIL and word.isascii() and word.isdecimal():
        others.insert(1, Match("contact", (BACKWARDS + word[::-1],), is_prefix=True))
    return Term(word, (*_spoken(word), *others))


def _spoken(word: str) -> tuple[Match, ...]:
    sounds = () if word.isdecimal() else (Match("pinyin", (word[:PINYIN_LENGTH],), is_prefix=True),)
    # Pinyin beginnings are cut shorter than Latin names, so a long word asks for both.
    starts = dict.fromkeys((word[:LATIN_LENGTH], word[:PINYIN_LENGTH]))
    return (
        *(Match("start", (start,), is_prefix=True) for start in starts),
        Match("name", (word[:LATIN_LENGTH],), is_prefix=True),
        *sounds,
    )


def _also(term: Term, *matches: Match) -> Term:
    order: tuple[Column, ...] = ("start", "name", "pinyin", "contact", "text")
    together = dict.fromkeys((*term.matches, *matches))
    return Term(term.text, tuple(sorted(together, key=lambda match: order.index(match.column))))


def _start_tokens(words: str, *, is_person: bool) -> list[str]:
    """The beginnings of a name: of what is written, of what is said, and of the short name of a company."""
    tokens = _beginnings(words)
    if not is_person and legal_form(words) and not words.startswith(short := short_name(words)):
        tokens += _beginnings(short)
    if not words.isascii():
        for reading in readings(words, person=is_person):
            tokens += [reading.full[:PINYIN_LENGTH], reading.initials[:INITIALS_LENGTH]]
    return tokens


def _beginnings(words: str) -> list[str]:
    joined = words if words.isalnum() else _not_letter.sub("", words)
    if not joined:
        return []
    if not _is_cjk(joined):
        return [plain_word(joined)]
    return [joined[:length] for length in range(1, min(LEADING, len(joined)) + 1)]


def _sounds(words: str, *, is_person: bool) -> list[str]:
    """Pinyin and initials of a name from each of its syllables on, those of the legal form excepted, and the first, which begins
    the name and stands in `start`."""
    if words.isascii():
        return []
    silent = 0 if is_person else len(legal_form(words))
    found: dict[str, None] = {}
    for reading in readings(words, person=is_person):
        full, initials, syllables = reading.full, reading.initials, reading.syllables
        last = len(syllables) - silent
        ends = list(accumulate(map(len, syllables[: last - 1]))) if last > 1 else []
        inner = range(1, max(1, len(initials) - silent))
        found.update(dict.fromkeys([full[at : at + PINYIN_LENGTH] for at in ends]))
        found.update(dict.fromkeys([initials[at : at + INITIALS_LENGTH] for at in inner]))
        # Two letters are looked up as they are: two initials, or a whole syllable. What syllables begin with would find half of all names.
        found.update(dict.fromkeys([initials[at : at + 2] for at in inner]))
        found.update(dict.fromkeys([one for one in syllables[1:last] if len(one) == 2]))
        if len(found) >= _PINYIN_TOKENS:
            break
    return list(found)[:_PINYIN_TOKENS]


def _mail_tokens(mail: str) -> list[str]:
    folded = fold(mail)
    words = [plain_word(word) for word in _runs.findall(folded)]
    local, _, _domain = folded.partition("@")
    wanted = [word for word in words if word not in _COMMON_DOMAINS]
    joined = [_not_letter.sub("", folded)[:LATIN_LENGTH], _not_letter.sub("", local)[:LATIN_LENGTH]]
    return [word for word in (*joined, *wanted) if word]


def _code_tokens(code: str) -> list[str]:
    folded = fold(code)
    whole = _not_letter.sub("", folded)[:LATIN_LENGTH]
    parts = [plain_word(word) for word in _runs.findall(folded)]
    return [word for word in (whole, whole[-4:], *parts) if word]
