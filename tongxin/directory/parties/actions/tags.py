"""Tags."""

from collections.abc import Collection, Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions.facts import check_rights
from tongxin.directory.parties.actions.reloading import NotYours, own
from tongxin.directory.parties.actions.together import locked_parties, tags_of, write_tags
from tongxin.directory.parties.models import Party


@transaction.atomic
def set_tags(*, by: Person, party: Party, names: Iterable[str], was: Iterable[str] | None = None) -> list[str]:
    """Give a party exactly these tags; new words are added to the firm's tags. `was` are those the person saw: what others added or took
    away meanwhile stays as they left it."""
    party = own(by, party.pk)
    wanted = _checked(by, names)
    if was is not None:
        seen, there = set(was), tags_of([party.pk])[party.pk]
        kept = [one for one in there if one in wanted or one not in seen]
        wanted = list(dict.fromkeys([*kept, *(one for one in wanted if one not in seen)]))
    write_tags(by, {party.pk: wanted})
    return sorted(wanted)


def _checked(by: Person, names: Iterable[str]) -> list[str]:
    """Each tag once, if the person may set tags. Raises FieldLocked, ValidationError."""
    wanted = list(dict.fromkeys(clean(name) for name in names if clean(name)))
    check_rights(by, {"tags": wanted})
    if any(len(name) > 40 for name in wanted):
        raise ValidationError({"tags": _("A tag has at most 40 characters.")})
    return wanted


@transaction.atomic
def add_tags(*, by: Person, parties: Collection[int], names: Iterable[str]) -> None:
    """Give many parties some more tags. All or none: raises NotYours."""
    more = _checked(by, names)
    found = locked_parties(by, set(parties))
    if len(found) != len(set(parties)):
        raise NotYours(_("Some of these customers are not yours to change. Nothing was changed."))
    write_tags(by, {pk: list(dict.fromkeys([*there, *more])) for pk, there in tags_of(found).items()})
