"""Handing over what somebody holds: asked for in one press, carried out in pieces behind the scenes, each thing written down."""

from collections import Counter
from collections.abc import Callable, Collection
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.base.work import Handle
from tongxin.collab.access.actions import place_in_unit
from tongxin.collab.access.policies import can_administer
from tongxin.collab.jobs.actions import enqueue
from tongxin.collab.notices.actions import notify
from tongxin.collab.org.models import Post
from tongxin.collab.org.queries import superior_of
from tongxin.collab.people.models import Person
from tongxin.collab.tasks.actions import pass_task
from tongxin.collab.tasks.models import Task
from tongxin.collab.views.actions import give_view
from tongxin.collab.views.models import SavedView
from tongxin.directory.activities.actions import change_step
from tongxin.directory.activities.models import Step
from tongxin.directory.ownership.events import HandedOver
from tongxin.directory.ownership.models import HandOver, Kind, Moved
from tongxin.directory.ownership.policies import can_hand_over
from tongxin.directory.ownership.queries.holdings import holdings_of, movable
from tongxin.directory.ownership.queries.keys import keys_among
from tongxin.directory.parties.actions import assign_parties, join_team, leave_team
from tongxin.directory.parties.models import Party, TeamMember

AT_ONCE = 50
# Steps and tasks come last: who takes them must see their customers by then.
ORDER = (Kind.CUSTOMERS, Kind.TEAMS, Kind.VIEWS, Kind.REPORTS, Kind.STEPS, Kind.TASKS)
Was = dict[str, Any]  # Any: JSON values


class NotYoursToHandOver(PermissionDenied):
    """Only an administrator, or whoever the giver reports to, hands things over."""


class CannotHandOver(ValidationError):
    """This hand-over makes no sense."""


@transaction.atomic
def begin_hand_over(*, by: Person, giver: Person, taker: Person, kinds: Collection[str]) -> HandOver:
    """Ask for everything of these kinds to go from one to the other. Raises NotYoursToHandOver, CannotHandOver."""
    if not can_hand_over(by, giver):
        raise NotYoursToHandOver(_("Only an administrator, or whoever they report to, hands over what somebody holds."))
    if giver.pk == taker.pk or not taker.is_active:
        raise CannotHandOver({"taker": _("Choose somebody else who works here.")})
    wanted = [kind for kind in ORDER if kind in kinds]
    if not wanted:
        raise CannotHandOver({"kinds": _("Choose what to hand over.")})
    made = HandOver.objects.create(
        giver=giver, taker=taker, begun_by=by, begun_at=now(), kinds=[str(kind) for kind in wanted]
    )
    enqueue(name="ownership.hand_over", arguments={"hand_over": made.pk}, by=by, unique_key=str(made.pk))
    return made


def carry_out(*, hand_over: int, job: Handle) -> dict[str, int]:
    """Move everything, in pieces; what was moved before a break stays moved and written down. Answers counts by kind."""
    one = HandOver.objects.select_related("giver", "taker", "begun_by").get(pk=hand_over)
    if one.done_at is not None:
        return counts_of(one)
    kept: Counter[str] = Counter()
    for kind in one.kinds:
        ids = movable(one.begun_by, one.giver, kind)
        for start in range(0, len(ids), AT_ONCE):
            with transaction.atomic():
                job.within(note=str(Kind(kind).label))
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
            was = _MOVES[kind](one, number)
    except (ValidationError, PermissionDenied):
        return False
    Moved.objects.update_or_create(hand_over=one, kind=kind, record_id=number, defaults={"was": was})
    return True


def _customer(one: HandOver, number: int) -> Was:
    if not can_administer(one.begun_by) and keys_among([number]):
        raise CannotHandOver(_("A key customer stays with its owner."))
    unit = Party.objects.values_list("unit_id", flat=True).get(pk=number)
    assign_parties(by=one.begun_by, parties=[number], owner=one.taker)
    return {"unit": unit}


def _step(one: HandOver, number: int) -> Was:
    change_step(by=one.begun_by, step=Step.objects.get(pk=number), quietly=True, owner=one.taker)
    return {}


def _task(one: HandOver, number: int) -> Was:
    pass_task(by=one.begun_by, task=Task.objects.get(pk=number), owner=one.taker)
    return {}


def _team(one: HandOver, number: int) -> Was:
    member = TeamMember.objects.select_related("party").get(pk=number)
    known = TeamMember.objects.filter(party=member.party, person=one.taker).exists()
    if not known and member.party.owner_id != one.taker_id:
        join_team(by=one.begun_by, party=member.party, person=one.taker, role=member.role)
    leave_team(by=one.begun_by, party=member.party, person=one.giver)
    return {"party": member.party_id, "role": member.role, "joined": not known}


def _view(one: HandOver, number: int) -> Was:
    view = SavedView.objects.get(pk=number)
    give_view(by=one.begun_by, view=view, owner=one.taker)
    return {"name": view.name}


def _report(one: HandOver, number: int) -> Was:
    post = Post.objects.select_related("person", "unit").get(pk=number)
    superior = superior_of(one.giver) if post.person_id == one.taker_id else one.taker
    set_superior(one.begun_by, post, superior)
    return {}


def set_superior(by: Person, post: Post, superior: Person | None) -> None:
    """Let the holder of a post report to somebody else."""
    place_in_unit(
        by=by,
        person=post.person,
        unit=post.unit,
        title=post.title,
        is_head=post.is_head,
        is_main=post.is_main,
        reports_to=superior,
    )


_MOVES: dict[str, Callable[[HandOver, int], Was]] = {
    Kind.CUSTOMERS: _customer,
    Kind.STEPS: _step,
    Kind.TASKS: _task,
    Kind.TEAMS: _team,
    Kind.VIEWS: _view,
    Kind.REPORTS: _report,
}


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
