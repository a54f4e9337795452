"""Taking a hand-over back: everything that nobody touched since goes home."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.org.models import Post
from tongxin.collab.people.models import Person
from tongxin.collab.tasks.actions import pass_task
from tongxin.collab.tasks.models import Task
from tongxin.collab.views.actions import give_view
from tongxin.collab.views.models import SavedView
from tongxin.directory.activities.actions import change_step
from tongxin.directory.activities.models import Step
from tongxin.directory.ownership.actions.handing_over import ORDER, NotYoursToHandOver, set_superior
from tongxin.directory.ownership.events import HandOverUndone
from tongxin.directory.ownership.models import HandOver, Kind, Moved
from tongxin.directory.ownership.policies import can_hand_over
from tongxin.directory.parties.actions import assign_parties, join_team, leave_team
from tongxin.directory.parties.models import Party, TeamMember
from tongxin.directory.parties.queries import root_of

KEPT_FOR = timedelta(days=30)


class CannotUndo(ValidationError):
    """It is not done yet, undone already, or too long ago."""


@transaction.atomic
def undo_hand_over(*, by: Person, hand_over: HandOver) -> Counter[str]:
    """Put back what is still where the hand-over put it; answers how much of each kind. Raises NotYoursToHandOver, CannotUndo."""
    one = HandOver.objects.select_for_update(of=("self",)).select_related("giver", "taker").get(pk=hand_over.pk)
    if not can_hand_over(by, one.giver):
        raise NotYoursToHandOver(_("Only an administrator, or whoever they report to, hands over what somebody holds."))
    if one.done_at is None or one.undone_at is not None or now() - one.done_at > KEPT_FOR:
        raise CannotUndo(_("This hand-over can't be undone: it isn't done yet, is undone, or is older than 30 days."))
    back: Counter[str] = Counter()
    # In the same order as there: who gets a step must see its customer by then.
    for kind in ORDER:
        for moved in one.moved.filter(kind=kind, back_at=None).order_by("-pk"):
            back[kind] += _back(by, one, moved)
    one.undone_at = now()
    one.save(update_fields=["undone_at"])
    told = HandOverUndone(giver=one.giver.name, taker=one.taker.name, counts=dict(back))
    tell(told, by=by, on=Subject("person", one.giver_id))
    return back


def _back(by: Person, one: HandOver, moved: Moved) -> bool:
    try:
        with transaction.atomic():
            if not _DEEDS[moved.kind](by, one, moved):
                return False
    except (ValidationError, PermissionDenied):
        return False
    Moved.objects.filter(pk=moved.pk).update(back_at=now())
    return True


def _customer(by: Person, one: HandOver, moved: Moved) -> bool:
    if not Party.objects.living().filter(pk=moved.record_id, owner=one.taker).exists():
        return False
    assign_parties(by=by, parties=[moved.record_id], owner=one.giver)
    return True


def _step(by: Person, one: HandOver, moved: Moved) -> bool:
    step = Step.objects.open().filter(pk=moved.record_id, owner=one.taker).first()
    if step is not None:
        change_step(by=by, step=step, quietly=True, owner=one.giver)
    return step is not None


def _task(by: Person, one: HandOver, moved: Moved) -> bool:
    task = Task.objects.open().filter(pk=moved.record_id, owner=one.taker).first()
    if task is not None:
        pass_task(by=by, task=task, owner=one.giver, is_return=True)
    return task is not None


def _team(by: Person, one: HandOver, moved: Moved) -> bool:
    party = Party.objects.living().filter(pk=root_of(moved.was["party"])).first()
    if party is None:
        return False
    if moved.was["joined"]:
        leave_team(by=by, party=party, person=one.taker)
    if not TeamMember.objects.filter(party=party, person=one.giver).exists():
        join_team(by=by, party=party, person=one.giver, role=moved.was["role"])
    return True


def _view(by: Person, one: HandOver, moved: Moved) -> bool:
    view = SavedView.objects.filter(pk=moved.record_id, owner=one.taker).first()
    if view is not None:
        give_view(by=by, view=view, owner=one.giver)
    return view is not None


def _report(by: Person, one: HandOver, moved: Moved) -> bool:
    post = Post.objects.held().select_related("person", "unit").filter(pk=moved.record_id).first()
    if post is not None:
        set_superior(by, post, one.giver)
    return post is not None


_DEEDS: dict[str, Callable[[Person, HandOver, Moved], bool]] = {
    Kind.CUSTOMERS: _customer,
    Kind.STEPS: _step,
    Kind.TASKS: _task,
    Kind.TEAMS: _team,
    Kind.VIEWS: _view,
    Kind.REPORTS: _report,
}
