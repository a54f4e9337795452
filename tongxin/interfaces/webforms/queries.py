"""What visitors wrote, as the reader may see it: these are facts of a customer or of a lead, so what is hidden of customers is hidden here."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from tongxin.base.chinese.phones import find_phones
from tongxin.base.lazy import LazyText
from tongxin.base.masks import MAIL, masked
from tongxin.collab.access.policies import hidden_fields, masked_fields, say_whole
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.leads.models import Lead
from tongxin.interfaces.webforms.models import ASKABLE, Entry

REACHED = {"phone": "phones", "email": "emails", "wechat": "wechats"}  # of a customer there are many
SHOWN = 3
_BLOT = "****"


@dataclass(frozen=True)
class Said:
    """One answer of a visitor as the reader sees it."""

    key: str
    label: LazyText
    text: str
    is_masked: bool


@dataclass(frozen=True)
class Letter:
    """An entry as the reader sees it: who wrote, and what."""

    entry: Entry
    who: str
    said: list[Said]


def masks_of_entries(person: Any) -> set[str]:  # Any: also takes Django's anonymous user
    """Answers of which the person sees what the mask leaves."""
    fields = masked_fields(person, "party")
    return {key for key in ASKABLE if REACHED.get(key, key) in fields}


def newest_of(person: Any, party: Party) -> list[Letter]:  # Any: as above
    """What visitors wrote last who are this customer, as far as the person may see it."""
    return _newest(person, Entry.objects.visible_to(person).filter(party=party))


def newest_of_lead(person: Any, lead: Lead) -> list[Letter]:  # Any: as above
    """The same of a lead, as long as it became no customer."""
    return _newest(person, Entry.objects.visible_to(person).filter(lead=lead, party=None))


def _newest(person: Any, found: QuerySet[Entry]) -> list[Letter]:  # Any: as above
    return as_seen(person, found.select_related("form").order_by("-at", "-pk")[:SHOWN])


def bare_words(entry: Entry) -> str:
    """What the visitor wrote without any number or address: words that go where field rights and masks don't reach into."""
    return _blotted(str(entry.values.get("message", "")), entry, REACHED.values())


def as_seen(person: Any, entries: Iterable[Entry]) -> list[Letter]:  # Any: as above
    """The same of these entries, which the person may see."""
    hidden, masks = hidden_fields(person, "party"), masks_of_entries(person)
    entries = list(entries)
    say_whole(person, "party", {one.party_id for one in entries if one.party_id}, REACHED.values())
    say_whole(person, "lead", {one.lead_id for one in entries if one.lead_id and not one.party_id}, REACHED.values())
    return [Letter(one, _blotted(str(one), one, hidden), _said(one, hidden, masks)) for one in entries]


def _said(entry: Entry, hidden: Collection[str], masks: Collection[str]) -> list[Said]:
    said = []
    for key, label in ASKABLE.items():
        fact, text = REACHED.get(key, key), str(entry.values.get(key, ""))
        if key in masks:
            text = masked(fact, text)
        elif fact in hidden:
            text = ""
        elif key not in REACHED:
            text = _blotted(text, entry, hidden)
        if text:
            said.append(Said(key, label, text, key in masks))
    return said


def _blotted(text: str, entry: Entry, hidden: Collection[str]) -> str:
    """Free words without the numbers and addresses which the reader may not see."""
    for key, fact in REACHED.items():
        if fact in hidden and (value := entry.values.get(key)):
            text = text.replace(value, _BLOT)
    if "phones" in hidden:
        for written, _phone in find_phones(text):
            text = text.replace(written, _BLOT)
    return MAIL.sub(_BLOT, text) if "emails" in hidden else text
