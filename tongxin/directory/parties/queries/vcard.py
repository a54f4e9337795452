"""A party as a contact card (vCard 3.0, RFC 2426), which every phone reads."""

from collections.abc import Iterable

from tongxin.directory.parties.models import Contact, ContactPoint, Party

_ESCAPES = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n", "\r": ""})
_TYPES = {"phone": "TEL;TYPE=WORK,VOICE", "fax": "TEL;TYPE=WORK,FAX", "email": "EMAIL;TYPE=INTERNET"}


def _text(value: str) -> str:
    return value.translate(_ESCAPES)


def _folded(line: str) -> str:
    """Lines longer than 75 octets go on in the next line after a space; never inside a character."""
    parts, current = [], ""
    for sign in line:
        if len((current + sign).encode()) > 73:
            parts.append(current)
            current = ""
        current += sign
    return "\r\n ".join([*parts, current])


def _points(points: Iterable[ContactPoint]) -> list[str]:
    return [f"{_TYPES[point.kind]}:{_text(point.value.split(';')[0])}" for point in points if point.kind in _TYPES]


def _card(party: Party, points: Iterable[ContactPoint], org: str, title: str, *, with_birthday: bool) -> list[str]:
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"FN:{_text(party.name)}", f"N:{_text(party.name)};;;;"]
    lines += [f"ORG:{_text(org)}"] if org else []
    lines += [f"TITLE:{_text(title)}"] if title else []
    lines += [f"BDAY:{party.birthday:%Y-%m-%d}"] if with_birthday and party.birthday else []
    lines += _points(points)
    if party.address or party.city:
        parts = ["", "", party.address, party.city, party.province, party.postcode, party.country]
        lines.append("ADR;TYPE=WORK:" + ";".join(_text(part) for part in parts))
    lines += [f"URL:{_text(party.website)}"] if party.website else []
    return [*lines, "END:VCARD"]


def cards_of(party: Party, contacts: Iterable[Contact], *, with_birthdays: bool) -> str:
    """The card of a party, followed by those of its contacts (`person` and its `points` loaded). `with_birthdays`: the reader may see them."""
    org = party.name if party.kind != Party.Kind.PERSON else ""
    lines = _card(party, party.points.all(), org, "", with_birthday=with_birthdays)
    for contact in contacts:
        lines += _card(
            contact.person, contact.person.points.all(), party.name, contact.title, with_birthday=with_birthdays
        )
    return "".join(f"{_folded(line)}\r\n" for line in lines)
