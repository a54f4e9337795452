"""Tags."""

from collections.abc import Collection, Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions.facts import check_rights
from tongxin.directory.parties.actions.reloading import own
from tongxin.directory.parties.events import PartyChanged
from tongxin.directory.parties.models import Party, PartyTag, Tag


@transaction.atomic
def set_tags(*, by: Person, party: Party, names: Iterable[str]) -> list[str]:
    """Give a party exactly these tags; new words are added to the firm's tags."""
    party = own(by, party.pk)
    wanted = list(dict.fromkeys(clean(name) for name in names if clean(name)))
    check_rights(by, {"tags": wanted})
    if any(len(name) > 40 for name in wanted):
        raise ValidationError({"tags": _("A tag has at most 40 characters.")})
    before = list(party.tags.order_by("name").values_list("name", flat=True))
    if sorted(wanted) == before:
        return before
    tags = [Tag.objects.get_or_create(name=name)[0] for name in wanted]
    PartyTag.objects.filter(party=party).exclude(tag__in=tags).delete()
    for tag in tags:
        PartyTag.objects.get_or_create(party=party, tag=tag)
    Party.objects.filter(pk=party.pk).update(version=party.version + 1, updated_at=now())
    after = sorted(wanted)
    tell(
        PartyChanged(fields=["tags"], after={"tags": after}),
        by=by,
        on=Subject("party", party.pk),
        customer=party.pk,
        before={"tags": before},
    )
    return after


@transaction.atomic
def add_tags(*, by: Person, parties: Collection[int], names: Iterable[str]) -> None:
    """Give many parties some more tags. All or none: raises NotYours."""
    wanted = list(names)
    for party in Party.objects.visible_to(by).living().filter(pk__in=list(parties)).prefetch_related("tags"):
        set_tags(by=by, party=party, names=[*(tag.name for tag in party.tags.all()), *wanted])
