"""Handing over what somebody holds: asked for in one press, carried out in pieces behind the scenes, each thing written down."""

from collections import Counter
from collections.abc import Collection

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.registries.held import held_in_order, held_kinds
from tongxin.base.subjects import Subject
from tongxin.base.work import Handle
from tongxin.collab.jobs.actions import enqueue
from tongxin.collab.notices.actions import notify
from tongxin.collab.org.queries import superior_of
from tongxin.collab.people.models import Person
from tongxin.directory.ownership.actions.errors import CannotHandOver, NotYoursToHandOver
from tongxin.directory.ownership.events import HandedOver
from tongxin.directory.ownership.models import HandOver, Moved
from tongxin.directory.ownership.policies import can_hand_over
from tongxin.directory.ownership.queries.holdings import holdings_of

AT_ONCE = 50


@transaction.atomic
def begin_hand_over(*, by: Person, giver: Person, taker: Person, kinds: Collection[str]) -> HandOver:
    """Ask for everything of these kinds to go from one to the other. Raises NotYoursToHandOver, CannotHandOver."""
    if not can_hand_over(by, giver):
        raise NotYoursToHandOver(_("Only an administrator, or whoever they report to, hands over what somebody holds."))
    if giver.pk == taker.pk or not taker.is_active:
        raise CannotHandOver({"taker": _("Choose somebody else who works here.")})
    wanted = [name for name, _held in held_in_order() if name in kinds]
    if not wanted:
        raise CannotHandOver({"kinds": _("Choose what to hand over.")})
    made = HandOver.objects.create(giver=giver, taker=taker, begun_by=by, begun_at=now(), kinds=wanted)
    enqueue(name="ownership.hand_over", arguments={"hand_over": made.pk}, by=by, unique_key=str(made.pk))
    return made


def carry_out(*, hand_over: int, job: Handle) -> dict[str, int]:
    """Move everything, in pieces; what was moved before a break stays moved and written down. Answers counts by kind."""
    one = HandOver.objects.select_related("giver", "taker", "begun_by").get(pk=hand_over)
    if one.done_at is not None:
        return counts_of(one)
    kept: Counter[str] = Counter()
    for kind in one.kinds:
        held = held_kinds.get(kind)
        ids = list(held.movable(one.begun_by, one.giver))
        for start in range(0, len(ids), AT_ONCE):
            with transaction.atomic():
                job.within(note=str(held.label))
                for number in ids[start : start + AT_ONCE]:
                    kept[kind] += not _move(one, kind, number)
    with transaction.atomic():
        job.within()
        _finish(one, kept)
    return counts_of(one)


def counts_of(one: HandOver) -> dict[str, int]:
    """How many of each kind went over."""
    return dict(Counter(one.moved.values_list("kind", flat=True)))


def _finish(one: HandOver, kept: Counter[str]) -> None:
    one.done_at, one.kept = now(), {kind: count for kind, count in kept.items() if count}
    one.save(update_fields=["done_at", "kept"])
    counts = counts_of(one)
    told = HandedOver(giver=one.giver.name, taker=one.taker.name, counts=counts)
    tell(told, by=one.begun_by, on=Subject("person", one.giver_id))
    notify(
        people=[one.taker],
        kind="ownership.handed_over",
        text=gettext_noop("%(by)s gave you what %(giver)s held: %(customers)s customers, %(steps)s open steps"),
        by=one.begun_by,
        url=one.get_absolute_url(),
        particulars={"giver": one.giver.name, "customers": counts.get("customers", 0), "steps": counts.get("steps", 0)},
    )


def _move(one: HandOver, kind: str, number: int) -> bool:
    """Move one thing and write it down; what may not be moved stays, and so does its row."""
    try:
        with transaction.atomic():
            was = held_kinds.get(kind).take(one.begun_by, number, one.giver, one.taker)
    except (ValidationError, PermissionDenied):
        return False
    Moved.objects.update_or_create(hand_over=one, kind=kind, record_id=number, defaults={"was": dict(was)})
    return True


def tell_who_waits(*, person: int, by: int | None) -> None:
    """Somebody left: let whoever they reported to know what waits, so that nothing lies about."""
    giver = Person.objects.get(pk=person)
    superior = superior_of(giver)
    actor = Person.objects.filter(pk=by).first() if by is not None else None
    told = [one for one in (superior, actor) if one is not None]
    for one in {each.pk: each for each in told}.values():
        held = holdings_of(one, giver)
        if held.total and can_hand_over(one, giver):
            notify(
                people=[one],
                kind="ownership.waiting",
                text=gettext_noop(
                    "%(name)s has left; %(customers)s customers and %(steps)s open steps wait for a hand-over"
                ),
                url=f"/handovers/new/?person={giver.pk}",
                particulars={"name": giver.name, "customers": held.counts["customers"], "steps": held.counts["steps"]},
            )
