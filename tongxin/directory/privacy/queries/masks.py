"""What is masked for a person, and what is left of it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongxin.base.masks import masked
from tongxin.base.registries import Criteria, ListColumn, subject_kinds
from tongxin.collab.access.policies import masked_fields
from tongxin.directory.parties.models import Contact, ContactPoint, Party
from tongxin.directory.parties.models.contact_point import field_of
from tongxin.directory.privacy.models import RevealRule


@dataclass(frozen=True)
class Masked:
    """One value as the person sees it; `point` is the number of the contact point, 0 for a fact of the record itself."""

    party: Party
    field: str
    label: str
    text: str
    point: int = 0


def reveal_rule() -> RevealRule:
    """How people may look behind masks."""
    return RevealRule.objects.first() or RevealRule()


def masked_values(person: Any, party: Party) -> list[Masked]:  # Any: also takes Django's anonymous user
    """Masked values of a customer and of the people who work there. Says nothing about who may see them."""
    fields = masked_fields(person, "party")
    if not fields:
        return []
    labels = subject_kinds.get("party").fields
    people = Party.objects.filter(pk__in=Contact.objects.current().filter(party=party).values("person"))
    every = {party.pk: party, **{one.pk: one for one in people.order_by("sort_key")[:60]}}
    facts = [
        Masked(one, name, str(labels.get(name, name)), text)
        for one in every.values()
        for name in sorted(fields)
        if (text := masked(name, whole_value(one, name)))
    ]
    points = [
        Masked(every[one.party_id], field_of(one.kind), str(one.get_kind_display()), text, one.pk)
        for one in ContactPoint.objects.filter(party__in=every, kind__in=_kinds(fields))
        if (text := masked(field_of(one.kind), one.shown))
    ]
    return [one for number in every for one in (*points, *facts) if one.party.pk == number]


def whole_value(party: Party, field: str) -> str:
    """A fact of the record as text; empty for what is kept as contact points."""
    value = getattr(party, field, "")
    return value.isoformat() if hasattr(value, "isoformat") else str(value or "")


def _kinds(fields: set[str]) -> list[str]:
    return [kind for kind in ContactPoint.Kind.values if field_of(kind) in fields]


def _columns(person: Any) -> Sequence[ListColumn]:  # Any: as above
    labels = subject_kinds.get("party").fields
    return [
        ListColumn(
            key=f"masked_{name}", label=labels.get(name, name), cells=partial(_cells, name), stands_for_a_fact=True
        )
        for name in sorted(masked_fields(person, "party"))
    ]


def _cells(field: str, ids: Sequence[int]) -> Mapping[int, str]:
    found: dict[int, list[str]] = defaultdict(list)
    kinds = _kinds({field})
    if kinds:
        for point in ContactPoint.objects.filter(party__in=ids, kind__in=kinds):
            found[point.party_id].append(masked(field, point.shown))
    else:
        for party in Party.objects.filter(pk__in=ids):
            found[party.pk].append(masked(field, whole_value(party, field)))
    return {number: ", ".join(texts) for number, texts in found.items() if any(texts)}


CRITERIA = Criteria(subject="party", label=_("Masked"), columns=_columns, order=90)
