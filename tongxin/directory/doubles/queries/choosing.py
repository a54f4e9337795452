"""Which of two values a merged record shall have: the one that is fuller or fresher, with the reason."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.utils.translation import gettext as _

from tongxin.base.chinese.companies import legal_form
from tongxin.base.subjects import Subject
from tongxin.collab.journal.models import Entry
from tongxin.directory.parties.events import PartyChanged
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.models.facts import FACTS

Side = Literal["kept", "gone", "both"]
CHOSEN = [*(name for name in FACTS if name != "kind"), "parent", "owner"]
_ENTRIES = 200


@dataclass(frozen=True)
class Choice:
    """The proposal for one field: from which record, and why in words ("" where there is nothing to choose)."""

    side: Side
    reason: str = ""


def value_of(party: Party, field: str) -> Any:  # Any: a column value
    """The plain value of a field; the number of a record for `parent` and `owner`."""
    return getattr(party, f"{field}_id" if field in ("parent", "owner") else field)


def fresh_as_of(party: Party) -> dict[str, datetime]:
    """When each field was last changed, as far as the latest entries tell."""
    entries = Entry.objects.about(Subject("party", party.pk)).filter(name=PartyChanged.name).order_by("-id")
    found: dict[str, datetime] = {}
    for particulars, at in entries.values_list("particulars", "at")[:_ENTRIES]:
        for field in particulars.get("fields", ()):
            found.setdefault(field, at)
    return found


def proposed(kept: Party, gone: Party, hidden: Container[str] = ()) -> dict[str, Choice]:
    """For each field that can be chosen the side whose value a merged record should have; what is hidden from the reader has no say."""
    fresh, other_fresh = fresh_as_of(kept), fresh_as_of(gone)
    proposals = {
        field: _proposal(
            field,
            (value_of(kept, field), fresh.get(field, kept.created_at)),
            (value_of(gone, field), other_fresh.get(field, gone.created_at)),
        )
        for field in CHOSEN
    }
    return proposals | {"name": _name(kept, gone, with_code="uscc" not in hidden)}


def _name(kept: Party, gone: Party, *, with_code: bool) -> Choice:
    """The name under which the firm is registered, as far as can be told: with the code, with the longer form, the longer one."""
    if kept.name == gone.name:
        return Choice("kept")
    mine, theirs = [
        (with_code and bool(party.uscc), len(legal_form(party.name)), len(party.name)) for party in (kept, gone)
    ]
    reason = _("the registered name") if mine[:2] != theirs[:2] else _("fuller")
    return Choice("gone" if theirs > mine else "kept", reason if mine != theirs else "")


def _proposal(field: str, mine: tuple[Any, datetime], theirs: tuple[Any, datetime]) -> Choice:  # Any: column values
    (one, at), (other, other_at) = mine, theirs
    if one == other or not other:
        return Choice("kept")
    if not one:
        return Choice("gone", _("only this one has it"))
    if field == "owner":
        return Choice("kept", _("looks after the record that stays"))
    if field == "note":
        return Choice("both", _("both are kept"))
    if isinstance(one, str) and isinstance(other, str):
        if one in other:
            return Choice("gone", _("fuller"))
        if other in one:
            return Choice("kept", _("fuller"))
    return Choice("gone", _("fresher")) if other_at > at else Choice("kept", _("fresher"))


def joined_notes(one: str, other: str) -> str:
    """Two notes as one, the same words not twice."""
    return one if not other or other in one else other if not one or one in other else f"{one}\n{other}"


def values_chosen(kept: Party, gone: Party, sides: Mapping[str, str]) -> dict[str, Any]:  # Any: column values
    """The values that a person chose by naming sides."""
    chosen: dict[str, Any] = {}  # Any: as above
    for field, side in sides.items():
        if field not in CHOSEN:
            continue
        if field == "note" and side == "both":
            chosen[field] = joined_notes(kept.note, gone.note)
        else:
            chosen[field] = value_of(gone if side == "gone" else kept, field)
    return chosen
