"""Agreeing to many at once, where the flow allows it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from tongxin.collab.approvals.actions.answering import answer
from tongxin.collab.approvals.actions.errors import DeedRefused
from tongxin.collab.approvals.models import Approval
from tongxin.collab.people.models import Person

MOST = 60


@dataclass(frozen=True)
class Batch:
    """Those that were agreed to, and the others with the reason why not."""

    agreed: list[Approval] = field(default_factory=list)
    left: list[tuple[Approval, str]] = field(default_factory=list)


def agree_to_many(*, by: Person, tasks: Sequence[tuple[Approval, int, int]], reason: str = "") -> Batch:
    """One opinion for many approvals of one flow: each with the number of its task and the version of its facts that was shown.

    Every one is decided by itself, so one that can't be does not hold the others. Raises DeedRefused for none, too many, or several flows.
    """
    if not tasks or len(tasks) > MOST:
        raise DeedRefused(_("Choose between one and %(most)d.") % {"most": MOST})
    if len({approval.version.flow_id for approval, _task, _seen in tasks}) > 1:
        raise DeedRefused(_("Choose approvals of one flow: one sentence should fit them all."))
    batch = Batch()
    for approval, task, seen in tasks:
        try:
            done = answer(by=by, approval=approval, deed="agree", task=task, reason=reason, seen=seen, is_batch=True)
        except ValidationError as error:
            batch.left.append((approval, " ".join(error.messages)))
        except PermissionDenied as error:
            batch.left.append((approval, str(error)))
        else:
            batch.agreed.append(done)
    return batch
