"""The slots under a sentence as the screen shows them: drawing, colour, and what each could be instead."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from tongxin.base.dates import show_day
from tongxin.base.lazy import LazyText
from tongxin.base.money import format_money
from tongxin.directory.activities.models import Kind
from tongxin.directory.activities.models.kinds import ICONS
from tongxin.directory.activities.queries import Heard, name_of
from tongxin.directory.activities.sentence import Slot
from tongxin.directory.memory.models import Kind as FactKind
from tongxin.directory.memory.models import Occasion

_ICONS = {
    "time": "clock",
    "person": "person",
    "party": "company",
    "amount": "yuan",
    "next_step": "flag",
    "fact": "idea",
}
_COLOURS = {"kind": "what", "time": "when", "person": "who", "party": "who", "amount": "money"}


class Instead(NamedTuple):
    """One entry of a slot's menu: what it says, and the fields that it sends."""

    label: LazyText
    detail: str
    fields: dict[str, str]

    @property
    def as_json(self) -> str:
        """The fields as the attribute of a button holds them."""
        return json.dumps(self.fields, ensure_ascii=False)


@dataclass(frozen=True)
class ShownSlot:
    """One slot and its words."""

    slot: Slot
    shown: str
    label: LazyText
    icon: str
    colour: str
    instead: list[Instead]


class Mark(NamedTuple):
    """A stretch of the sentence; underlined in the colour of its slot when it has one."""

    text: str
    colour: str


def shown_slots(heard: Heard, *, now: datetime) -> list[ShownSlot]:
    """The slots in the order of the sentence's screen."""
    return [_shown(slot, heard, now) for slot in heard.slots]


def _shown(slot: Slot, heard: Heard, now: datetime) -> ShownSlot:
    label = {
        "kind": _("What"),
        "time": _("When"),
        "person": _("With"),
        "party": _("Customer"),
        "amount": _("Amount"),
        "next_step": pgettext("step", "Next"),
        "fact": _("Remember"),
    }[slot.key]
    icon = ICONS[heard.kind] if slot.key == "kind" else _ICONS[slot.key]
    return ShownSlot(slot, _words(slot, heard), label, icon, _COLOURS.get(slot.key, ""), list(_instead(slot, now)))


def _instead(slot: Slot, now: datetime) -> list[Instead]:
    if slot.key == "kind":
        return [Instead(kind.label, "", {"kind": kind.value}) for kind in Kind if kind.value != slot.key_of]
    drop = Instead(_("Leave this out"), "", {"drop": name_of(slot)})
    if slot.key == "fact":
        kinds = [kind for kind in FactKind if kind.value != slot.key_of and kind != FactKind.DATE]
        return [*(Instead(kind.label, "", {"as": f"{kind.value}:{slot.value}"}) for kind in kinds), drop]
    if slot.key == "time":
        return [*_times(slot, now), drop]
    over = {"over": slot.key_of} if slot.key_of else {}
    return [*(Instead(one.value, one.detail, {"pick": one.key, **over}) for one in slot.alternatives), drop]


def _times(slot: Slot, now: datetime) -> list[Instead]:
    """What the words could also mean, then the days nearest to hand."""
    said = [Instead(one.value, one.detail, {"when": one.key}) for one in slot.alternatives]
    today = now.date()
    days = [today - timedelta(days=1), today, today + timedelta(days=1), today + timedelta(days=7 - today.weekday())]
    return said + [Instead(show_day(day, today=today), "", {"when": day.isoformat()}) for day in days]


def marks(heard: Heard) -> list[Mark]:
    """The sentence cut where slots begin and end."""
    spans = sorted(
        (slot.span, _COLOURS.get(slot.key, "")) for slot in heard.slots if slot.span and slot.key in _COLOURS
    )
    pieces, at = [], 0
    for (start, end), colour in spans:
        if start < at:
            continue
        pieces += [Mark(heard.text[at:start], ""), Mark(heard.text[start:end], colour)]
        at = end
    return [*pieces, Mark(heard.text[at:], "")]


def _fact_words(slot: Slot, heard: Heard) -> str:
    """What kind of fact it is, its words, and its day when they don't hold it in the reader's language."""
    fact = next((one for one in heard.facts if one.text == slot.value), None)
    kind = heard_label(fact.kind, fact.occasion) if fact else ""
    day = str(fact.day) if fact and fact.day and str(fact.day) not in fact.text else ""
    return " · ".join(part for part in (kind, str(slot.value), day) if part)


def heard_label(kind: str, occasion: str) -> str:
    """The kind of a fact in a word; of an important day its occasion."""
    return str(Occasion(occasion).label if occasion else FactKind(kind).label)


def _words(slot: Slot, heard: Heard) -> str:
    """The slot's words; amounts as documents show them."""
    if slot.key == "amount" and heard.amount is not None:
        return format_money(heard.amount, get_language() or "en")
    if slot.key == "fact":
        return _fact_words(slot, heard)
    return str(slot.value)
