"""Two records side by side, as one person may see them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tongxin.collab.access.policies import hidden_fields, locked_fields
from tongxin.directory.doubles.queries.choosing import CHOSEN, Choice, proposed, value_of
from tongxin.directory.parties.models import Contact, Party, Relation
from tongxin.directory.parties.models.facts import FACTS
from tongxin.directory.parties.queries.points import visible_points


@dataclass(frozen=True)
class Line:
    """One fact of both: what each says, which is proposed and why, and whether the person may choose otherwise."""

    field: str
    label: str
    kept: str
    gone: str
    choice: Choice
    may_choose: bool

    @property
    def is_same(self) -> bool:
        """Nothing to choose."""
        return self.kept == self.gone

    @property
    def joins(self) -> bool:
        """Both values can stand together."""
        return self.choice.side == "both"


@dataclass(frozen=True)
class United:
    """One kind of things of which the merged record has those of both, none twice."""

    label: str
    kept: list[str]
    gone: list[str]

    @property
    def count(self) -> int:
        """How many there will be."""
        return len(set(self.kept) | set(self.gone))


def lines_of(person: Any, kept: Party, gone: Party) -> list[Line]:  # Any: person type of the doors
    """The facts of both that the person may see and of which at least one is filled."""
    hidden, locked = hidden_fields(person, "party"), locked_fields(person, "party")
    choices = proposed(kept, gone, hidden)
    return [
        Line(field, label_of(field), shown(kept, field), shown(gone, field), choices[field], field not in locked)
        for field in CHOSEN
        if field not in hidden
        and (value_of(kept, field) or value_of(gone, field))
        and (field != "parent" or _sees_groups(person, kept, gone))
    ]


def _sees_groups(person: Any, kept: Party, gone: Party) -> bool:  # Any: as above
    groups = {number for number in (kept.parent_id, gone.parent_id) if number is not None}
    return Party.objects.visible_to(person).living().filter(pk__in=groups).count() == len(groups)


def label_of(field: str) -> str:
    """The word for a fact."""
    if field in FACTS:
        return str(FACTS[field].label)
    return str(_("belongs to group") if field == "parent" else _("owner"))


def shown(party: Party, field: str) -> str:
    """What people read of a field."""
    if field in ("parent", "owner"):
        return str(getattr(party, field) or "")
    value = getattr(party, field)
    return value.isoformat() if hasattr(value, "isoformat") else str(value or "")


def united(person: Any, kept: Party, gone: Party) -> list[United]:  # Any: as above
    """What hangs on both: numbers, people, tags, team, relations."""
    hidden = hidden_fields(person, "party")
    found = [
        United(_("Phones and mail"), _points(person, kept), _points(person, gone)),
        United(_("Contacts"), _people(kept), _people(gone)),
        United(_("Relations"), _relations(person, kept), _relations(person, gone)),
        United(_("Team"), _team(kept), _team(gone)),
    ]
    if "tags" not in hidden:
        found.append(United(_("Tags"), _tags(kept), _tags(gone)))
    return [one for one in found if one.kept or one.gone]


def _points(person: Any, party: Party) -> list[str]:  # Any: as above
    return list(visible_points(person).filter(party=party).values_list("shown", flat=True))


def _people(party: Party) -> list[str]:
    return list(Contact.objects.current().filter(party=party).values_list("person__name", flat=True))


def _relations(person: Any, party: Party) -> list[str]:  # Any: as above
    seen = Party.objects.visible_to(person).living()
    return list(Relation.objects.filter(party=party, other__in=seen).values_list("other__name", flat=True))


def _team(party: Party) -> list[str]:
    return list(party.team_members.order_by("id").values_list("person__name", flat=True))


def _tags(party: Party) -> list[str]:
    return list(party.tags.order_by("name").values_list("name", flat=True))


def stays_first(person: Any, one: Party, other: Party) -> tuple[Party, Party]:  # Any: the person type of the doors
    """Which of the two should stay: the one of which this person knows more, else the older one."""
    hidden = hidden_fields(person, "party")
    asked = [field for field in CHOSEN if field not in hidden]
    known = {party.pk: sum(bool(value_of(party, field)) for field in asked) for party in (one, other)}
    first, second = sorted((one, other), key=lambda party: (-known[party.pk], party.pk))
    return first, second
