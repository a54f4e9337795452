"""How names and numbers are written down wrongly, shortly or otherwise: what makes one customer two records."""

import random
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from bench.overlapping import FORMS, Customer, _line, _person, mobile, sounds_alike

TRADITIONAL = str.maketrans("国东华业车电机贸发长门马万联泽达润", "國東華業車電機貿發長門馬萬聯澤達潤")
Slip = Callable[[Customer, random.Random], str]


def same(one: Customer, chance: random.Random) -> str:
    return one.name


def other_form(one: Customer, chance: random.Random) -> str:
    """Another legal form, or none, or brackets around the place."""
    if one.latin:
        return chance.choice(
            [f"{one.name} Ltd.", f"{one.name} Inc", one.name.upper(), one.name.replace("&", "and"), f"{one.name} GmbH"]
        )
    place, proper, trade, form = one.parts
    if not proper:
        return one.name
    return chance.choice(
        [
            f"{place}{proper}{trade}{chance.choice(FORMS[:6])}",
            f"{proper}（{place}）{trade}{form}" if place else f"{proper}{trade}{form}",
            f"{place}{proper}{trade}",
            f"{place}市{proper}{trade}{form}" if place else one.name,
        ]
    )


def short(one: Customer, chance: random.Random) -> str:
    """What people say. Buyers of the shop are called by their number or not at all."""
    if one.name.startswith("Retail"):
        return one.name
    if one.latin:
        words = one.name.split()
        return " ".join(words[: max(1, len(words) - 1)])
    place, proper, trade, _form = one.parts
    if not proper:
        return one.name
    return chance.choice(
        [f"{proper}{trade}", f"{place}{proper}", f"{proper}{trade}", f"{place}{proper}{trade}", proper]
    )


def _at(text: str, chance: random.Random, change: Callable[[str, int], str]) -> str:
    return change(text, chance.randrange(len(text))) if text else text


def _proper(one: Customer, new: str) -> str:
    return one.name.replace(one.parts[1], new, 1) if one.parts[1] else new


def misheard(one: Customer, chance: random.Random) -> str:
    """A sign that sounds the same."""
    if one.latin:
        return mistyped(one, chance)
    proper = one.parts[1] or one.name
    places = [at for at, sign in enumerate(proper) if sounds_alike().get(sign)]
    if not places:
        return one.name
    at = chance.choice(places)
    return (
        _proper(one, proper[:at] + chance.choice(sounds_alike()[proper[at]]) + proper[at + 1 :])
        if one.parts[1]
        else one.name
    )


def mistyped(one: Customer, chance: random.Random) -> str:
    """One sign wrong, missing, twice, or two the wrong way round."""
    text = one.name if one.latin else one.parts[1]
    if len(text) < 3:
        return one.name
    signs = "abcdefghijklmnoprstuvy" if one.latin else "大新金天中华永兴德信"
    at = chance.randrange(1, len(text) - 1)
    wrong = chance.choice(
        [
            text[:at] + chance.choice(signs) + text[at + 1 :],
            text[:at] + text[at + 1 :],
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
        ]
    )
    return wrong if one.latin else _proper(one, wrong)


def other_signs(one: Customer, chance: random.Random) -> str:
    """Traditional characters, full width, or no accents."""
    if one.latin:
        return "".join(sign for sign in unicodedata.normalize("NFKD", one.name) if not unicodedata.combining(sign))
    return one.name.translate(TRADITIONAL) if chance.random() < 0.6 else f" {one.name[:2]} {one.name[2:]}"


def renamed(one: Customer, chance: random.Random) -> str:
    """A new name of the firm; the old one is remembered, or the credit code tells."""
    if one.latin or not one.parts[1]:
        return one.name
    place, _, trade, form = one.parts
    signs = sorted(sounds_alike())
    return f"{place}{chance.choice(signs)}{chance.choice(signs)}{trade}{form}"


STYLES: dict[str, list[tuple[Slip, float]]] = {
    "ledger": [(same, 0.8), (other_form, 0.2)],
    "phone book": [(same, 0.2), (short, 0.4), (other_form, 0.2), (misheard, 0.1), (mistyped, 0.1)],
    "old system": [
        (same, 0.4),
        (other_form, 0.2),
        (misheard, 0.12),
        (mistyped, 0.12),
        (other_signs, 0.1),
        (renamed, 0.06),
    ],
}
SHARE = {"ledger": 0.7, "phone book": 0.55, "old system": 0.5}


def written_down(one: Customer, file: str, chance: random.Random) -> Customer:
    """The customer as one file has it."""
    slips, weights = zip(*STYLES[file], strict=True)
    slip = chance.choices(slips, weights)[0]
    record = replace(one, name=slip(one, chance).strip() or one.name, file=file, how=(slip.__name__,))
    if slip is renamed and record.name != one.name:
        record = (
            replace(record, former=one.name)
            if not one.uscc or chance.random() < 0.5
            else replace(record, uscc=one.uscc)
        )
    elif file == "phone book" or chance.random() < 0.45:
        record = replace(record, uscc="")
    return _filled(record, file, chance)


def _filled(record: Customer, file: str, chance: random.Random) -> Customer:
    """Other phones, other people, gaps."""
    more: dict[str, str] = {}
    how = list(record.how)
    if record.phone:
        luck = chance.random()
        if luck < 0.25:
            more["phone"] = (
                f"+1 646 {chance.randrange(200, 999)} {chance.randrange(10**4):04d}" if record.latin else _line(chance)
            )
            how.append("other phone")
        elif luck < 0.4:
            more["phone"] = ""
    if record.contact:
        luck = chance.random()
        if luck < 0.2:
            more |= {
                "contact": _person(chance) if not record.latin else "",
                "mobile": mobile(chance) if not record.latin else "",
            }
            how.append("other contact")
        elif luck < 0.35:
            more |= {"contact": "", "mobile": ""}
        elif chance.random() < 0.15:
            more["mobile"] = ""
    if chance.random() < 0.15:
        more["city"] = ""
    if chance.random() < (0.7 if file == "phone book" else 0.3):
        more["address"] = ""
    elif record.address and not record.latin and chance.random() < 0.3:
        more["address"] = f"{record.city}市{record.address}"
    if file != "old system":
        more["number"] = "" if not record.who.startswith("or") or file == "phone book" else record.number
    if chance.random() < 0.4:
        more["mail"] = ""
    return replace(record, how=tuple(how), **more)


def three_files(*, firms: int = 2400, seed: int = 2026) -> list[Customer]:
    """All records of the three files, one after the other."""
    from bench.overlapping import FILES, chinese_firms, latin_firms, shoppers

    chance = random.Random(seed)
    everybody = [*chinese_firms(firms, chance), *latin_firms(chance), *shoppers(firms // 4)]
    return [written_down(one, file, chance) for file in FILES for one in everybody if chance.random() < SHARE[file]]
