"""Taking a hand-over back: everything that nobody touched since goes home."""

from collections import Counter
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.registries.held import Held, held_in_order
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.directory.ownership.actions.errors import NotYoursToHandOver
from tongxin.directory.ownership.events import HandOverUndone
from tongxin.directory.ownership.models import HandOver, Moved
from tongxin.directory.ownership.policies import can_hand_over

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
    for name, held in held_in_order():
        for moved in one.moved.filter(kind=name, back_at=None).order_by("-pk"):
            back[name] += _back(by, one, held, moved)
    one.undone_at = now()
    one.save(update_fields=["undone_at"])
    told = HandOverUndone(giver=one.giver.name, taker=one.taker.name, counts=dict(back))
    tell(told, by=by, on=Subject("person", one.giver_id))
    return back


def _back(by: Person, one: HandOver, held: Held, moved: Moved) -> bool:
    try:
        with transaction.atomic():
            if not held.give_back(by, moved.record_id, one.giver, one.taker, moved.was):
                return False
    except (ValidationError, PermissionDenied):
        return False
    Moved.objects.filter(pk=moved.pk).update(back_at=now())
    return True
