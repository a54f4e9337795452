"""Showing what a stage asks for, and taking that back; whether an opportunity may leave its stage."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.frontoffice.pipeline.actions.checks import own
from tongxin.frontoffice.pipeline.events import EvidenceGiven, EvidenceTaken
from tongxin.frontoffice.pipeline.models import Evidence, EvidenceShown, Opportunity, Stage
from tongxin.frontoffice.pipeline.queries.evidence import missing_before
from tongxin.frontoffice.pipeline.queries.gates import gates_before


class EvidenceMissing(ValidationError):
    """What the stage asks for isn't there yet."""


@transaction.atomic
def show_evidence(*, by: Person, opportunity: Opportunity, evidence: Evidence) -> Opportunity:
    """Say that it is there. Raises NotYours, ValidationError for evidence of another pipeline."""
    opportunity = own(by, opportunity.pk)
    if evidence.retired_at is not None or evidence.stage.pipeline_id != opportunity.pipeline_id:
        raise ValidationError(_("This is not asked for here any more. Load the page anew."))
    at = {"shown_by": by, "shown_at": now()}
    _row, is_new = EvidenceShown.objects.get_or_create(opportunity=opportunity, evidence=evidence, defaults=at)
    if is_new:
        told = EvidenceGiven(title=opportunity.name, evidence=evidence.called)
        tell(told, by=by, on=Subject("opportunity", opportunity.pk), customer=opportunity.party_id)
    return opportunity


@transaction.atomic
def take_evidence_back(*, by: Person, opportunity: Opportunity, evidence: Evidence) -> Opportunity:
    """Say that it is not there after all. Raises NotYours."""
    opportunity = own(by, opportunity.pk)
    gone, _rows = EvidenceShown.objects.filter(opportunity=opportunity, evidence=evidence).delete()
    if gone:
        told = EvidenceTaken(title=opportunity.name, evidence=evidence.called)
        tell(told, by=by, on=Subject("opportunity", opportunity.pk), customer=opportunity.party_id)
    return opportunity


class GateClosed(ValidationError):
    """Somebody has to decide first."""


def check_gates(opportunity: Opportunity, into: Stage | None) -> None:
    """Raises GateClosed when a stage on the way to `into` (None: to the order) asks for a decision that isn't there."""
    closed = gates_before(opportunity, into)
    if closed:
        is_anew = into is None or into.pipeline_id == opportunity.pipeline_id
        if is_anew and closed[0].place <= opportunity.stage.place:
            said = _("It is worth something else than when it was let into “%(stage)s”. Ask again on its page.")
        else:
            said = _("Somebody decides before it enters “%(stage)s”. Ask on its page.")
        raise GateClosed(said % {"stage": closed[0].called})


def check_evidence(opportunity: Opportunity, into: Stage | None) -> None:
    """Raises EvidenceMissing when a stage on the way to `into` (None: to the order) asks for something that isn't there."""
    missing = missing_before(opportunity, into)
    if missing:
        names = pgettext("between names", ", ").join(one.called for one in missing)
        words = {"stage": missing[0].stage.called, "names": names}
        raise EvidenceMissing(_("Before it leaves “%(stage)s”, tick on its page: %(names)s") % words)
