"""What an import says comes next becomes steps, and goes again when the import is taken back."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import Telling, tell_many
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.directory.activities.actions.traces import on, trace_steps
from tongxin.directory.activities.events import StepPlanned
from tongxin.directory.activities.models import Step
from tongxin.directory.activities.models.kinds import Kind
from tongxin.directory.parties.events import Foreseen
from tongxin.directory.parties.models import Party


@transaction.atomic
def plan_foreseen(*, by: Person, steps: Sequence[Foreseen], batch: str) -> list[Step]:
    """Plan what rows of a file say comes next, for whoever owns the customer. What is planned already, or was once, is not planned again."""
    parties = Party.objects.living().select_related("owner").in_bulk([one["party"] for one in steps])
    told = [(parties[one["party"]], *_said(one)) for one in steps if one["party"] in parties]
    known = set(Step.objects.filter(party__in=list(parties)).values_list("party_id", "text", "due_on"))
    made, at = [], now()
    for party, text, due_on in told:
        if (party.pk, text, due_on) in known:
            continue
        known.add((party.pk, text, due_on))
        owner = party.owner if party.owner is not None and party.owner.is_active else by
        made.append(Step(kind=Kind.TASK, text=text, party=party, due_on=due_on, owner=owner, made_by=by, created_at=at))
    Step.objects.bulk_create(made)
    tell_many([_telling(step, by, batch) for step in made])
    trace_steps(*dict.fromkeys(step.party_id for step in made))
    return made


def _said(one: Foreseen) -> tuple[str, date | None]:
    return one["text"] or _("Get in touch"), date.fromisoformat(one["due"]) if one["due"] else None


def _telling(step: Step, by: Person, batch: str) -> Telling:
    return Telling(
        event=StepPlanned(text=step.text, due=str(step.due), owner=step.owner.name),
        by_id=by.pk,
        on=on(step),
        at=step.created_at,
        happened_at=step.created_at,
        customer_id=step.party_id,
        batch=batch,
    )


@transaction.atomic
def take_foreseen_back(*, parties: Sequence[int], batch: str) -> None:
    """Remove the steps which this import planned at these customers. Nobody has touched them: else the customer would be kept."""
    planned = Entry.objects.filter(batch=batch, name=StepPlanned.name, customer_id__in=parties)
    steps = Step.objects.filter(pk__in=list(planned.values_list("subject_id", flat=True)))
    at = set(steps.values_list("party_id", flat=True))
    steps.delete()
    trace_steps(*at)
