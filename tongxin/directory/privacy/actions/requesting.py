"""Opening, answering and refusing a subject request."""

from collections.abc import Collection, Iterable
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.calendars import WorkingCalendar
from tongxin.base.chinese.folding import clean
from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.jobs.actions import enqueue
from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party
from tongxin.directory.privacy.events import RequestClosed, RequestOpened
from tongxin.directory.privacy.models import Found, SubjectRequest
from tongxin.directory.privacy.policies import can_keep_privacy

ANSWERED_WITHIN = 15  # working days
_MOST_WORDS = 30


class MayNotAnswer(PermissionDenied):
    """Only the firm's administrators answer subject requests."""


class AlreadyClosed(ValidationError):
    """The person was answered before."""


def due_after(day: date) -> date:
    """The last day for an answer: 15 working days later by the Chinese calendar (the law says: in time)."""
    calendar = WorkingCalendar()
    for _each in range(ANSWERED_WITHIN):
        day = calendar.next_working_day(day)
    return day


@transaction.atomic
def open_request(
    *,
    by: Person,
    kind: str,
    name: str,
    identified_by: str,
    party: Party | None = None,
    words: Iterable[str] = (),
    note: str = "",
    asked_on: date | None = None,
) -> SubjectRequest:
    """Write down that somebody demands something, and begin to look. Raises MayNotAnswer, ValidationError."""
    _ask(by)
    name, identified_by = (" ".join(clean(text).split()) for text in (name, identified_by))
    if not name:
        raise ValidationError({"name": _("Say who asks.")})
    if not identified_by:
        raise ValidationError({"identified_by": _("Say how you made sure who it is: papers, a call back, a code.")})
    asked = asked_on or timezone.localdate(now())
    if asked > timezone.localdate(now()):
        raise ValidationError({"asked_on": _("This day is still to come. Give the day on which it was said.")})
    further = [text for word in words if (text := " ".join(clean(word).split())[:120])]
    if party is None and not further:
        raise ValidationError({"words": _("Give at least one number, address or name to look for.")})
    request = SubjectRequest.objects.create(
        kind=SubjectRequest.Kind(kind),
        name=name[:120],
        identified_by=identified_by[:200],
        party_id=party.pk if party else None,
        words=further[:_MOST_WORDS],
        note=clean(note)[:4000],
        asked_on=asked,
        due_on=due_after(asked),
        opened_by=by,
        opened_at=now(),
    )
    tell(RequestOpened(kind=request.kind), by=by, on=Subject("subject_request", request.pk))
    return ask_to_look(by=by, request=request)


@transaction.atomic
def ask_to_look(*, by: Person, request: SubjectRequest) -> SubjectRequest:
    """Have everything about the person looked for, behind the scenes. Raises MayNotAnswer, AlreadyClosed."""
    found = locked(by, request)
    found.state = SubjectRequest.State.LOOKING
    found.save(update_fields=["state"])
    enqueue(name="privacy.look", arguments={"request": found.pk}, by=by, unique_key=str(found.pk))
    return found


@transaction.atomic
def choose_found(*, by: Person, request: SubjectRequest, chosen: Collection[int]) -> None:
    """Say which of the doubtful things are the person's; sure ones always are. Raises MayNotAnswer, AlreadyClosed."""
    found = locked(by, request)
    doubtful = Found.objects.filter(request=found, tie="name")
    doubtful.filter(pk__in=list(chosen)).update(is_chosen=True)
    doubtful.exclude(pk__in=list(chosen)).update(is_chosen=False)


@transaction.atomic
def close_request(*, by: Person, request: SubjectRequest, answer: str, refused: bool = False) -> SubjectRequest:
    """Write down what the person was answered; a refusal says why. What was found is forgotten. Raises MayNotAnswer, AlreadyClosed,
    ValidationError."""
    found = locked(by, request)
    answer = clean(answer).strip()[:4000]
    if not answer:
        raise ValidationError({"answer": _("Write what the person was told; a refusal needs its reason.")})
    found.answer, found.closed_by, found.closed_at = answer, by, now()
    found.state = SubjectRequest.State.REFUSED if refused else SubjectRequest.State.ANSWERED
    found.save(update_fields=["answer", "closed_by", "closed_at", "state"])
    Found.objects.filter(request=found).delete()
    tell(RequestClosed(state=found.state), by=by, on=Subject("subject_request", found.pk))
    return found


def locked(by: Person, request: SubjectRequest) -> SubjectRequest:
    """The case, held until the transaction ends. Raises MayNotAnswer, AlreadyClosed."""
    _ask(by)
    found = SubjectRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if not found.is_open:
        raise AlreadyClosed(_("This request was answered already. Open a new one."))
    return found


def _ask(by: Person) -> None:
    if not can_keep_privacy(by):
        raise MayNotAnswer(_("Only administrators answer such requests."))
