"""A party as a contact card (vCard 3.0, RFC 2426), which every phone reads."""

from collections.abc import Container, Iterable

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


def _card(party: Party, points: Iterable[ContactPoint], org: str, title: str, hidden: Container[str]) -> list[str]:
    def told(name: str) -> str:
        return "" if name in hidden else str(getattr(party, name) or "")

    lines = ["BEGIN:VCARD", "VERSION:3.0", f"FN:{_text(party.name)}", f"N:{_text(party.name)};;;;"]
    lines += [f"ORG:{_text(org)}"] if org else []
    lines += [f"TITLE:{_text(title)}"] if title else []
    lines += [f"BDAY:{party.birthday:%Y-%m-%d}"] if party.birthday and "birthday" not in hidden else []
    lines += _points(points)
    if told("address") or told("city"):
        parts = ["", "", *(told(name) for name in ("address", "city", "province", "postcode", "country"))]
        lines.append("ADR;TYPE=WORK:" + ";".join(_text(part) for part in parts))
    lines += [f"URL:{_text(told('website'))}"] if told("website") else []
    return [*lines, "END:VCARD"]


def cards_of(party: Party, contacts: Iterable[Contact], hidden: Container[str]) -> str:
    """The card of a party, followed by those of its contacts (`person` and its `points` loaded), without what is `hidden` from the reader."""
    org = party.name if party.kind != Party.Kind.PERSON else ""
    lines = _card(party, party.points.all(), org, "", hidden)
    for contact in contacts:
        lines += _card(contact.person, contact.person.points.all(), party.name, contact.title, hidden)
    return "".join(f"{_folded(line)}\r\n" for line in lines)
