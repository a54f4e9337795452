"""Adding an opportunity."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.database.prepared import prepared
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.access.models import reach_of
from tongxin.collab.fields.actions import begin_values
from tongxin.collab.org.models import Unit
from tongxin.collab.org.queries import main_unit_of
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_new, words_of
from tongxin.directory.activities.actions import plan_step
from tongxin.directory.catalogue.queries import usual_currency
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pipeline.actions.bearing import opportunity_facts
from tongxin.frontoffice.pipeline.actions.checks import (
    MayNotOpen,
    check_owner,
    check_rights,
    check_values,
)
from tongxin.frontoffice.pipeline.actions.competing import write_names
from tongxin.frontoffice.pipeline.actions.proving import GateClosed
from tongxin.frontoffice.pipeline.actions.tallying import share_of, tally
from tongxin.frontoffice.pipeline.events import OpportunityOpened
from tongxin.frontoffice.pipeline.models import Opportunity, Stage, StageStay
from tongxin.frontoffice.pipeline.models.competitor import BETWEEN, names_in
from tongxin.frontoffice.pipeline.policies import can_open
from tongxin.frontoffice.pipeline.queries.documents import document_of


@transaction.atomic
def open_opportunity(
    *,
    by: Person,
    name: str,
    party: Party | None = None,
    stage: Stage | None = None,
    owner: Person | None = None,
    next_step: str = "",
    next_on: date | None = None,
    custom: Mapping[str, Any] | None = None,  # Any: values of the firm's fields as typed
    **values: Any,  # Any: values as typed
) -> Opportunity:
    """Add an opportunity: `amount` is Money or text (68.6万), `probability` by default the stage's. It belongs to `owner`, by default
    to whoever adds it; `next_step` becomes a step in the owner's agenda; `custom` is None where nobody was asked for the firm's fields. Raises MayNotOpen, FieldLocked, ValidationError."""
    if not can_open(by):
        raise MayNotOpen(_("Your role may not add opportunities."))
    check_rights(by, values)
    checked = check_values(by, {"name": name, "party": party, **values, **({"stage": stage} if stage else {})})
    stage = _open_to_all(checked.pop("stage", None) or first_stage())
    if "competitor" in checked:
        checked["competitor"] = BETWEEN.join(names_in(checked["competitor"]))
    if "currency" not in checked:
        checked["currency"] = usual_currency()
    owner = owner or by
    if owner.pk != by.pk:
        check_owner(owner, checked["party"])
    at = now()
    opportunity = Opportunity(
        stage=stage,
        pipeline_id=stage.pipeline_id,
        stage_since=at,
        owner=owner,
        unit=unit_of(owner, by),
        created_by=by,
        created_at=at,
        updated_at=at,
        **{"probability": stage.probability, **checked},
    )
    if next_step.strip():
        opportunity.step = plan_step(by=by, text=next_step, due=next_on, party=opportunity.party, owner=owner)
    opportunity.save(force_insert=True)
    _write_beside(by, opportunity, custom)
    told = OpportunityOpened(title=opportunity.name, stage=stage.called, amount=str(opportunity.worth or ""))
    tell(told, by=by, on=Subject("opportunity", opportunity.pk), customer=opportunity.party_id)
    return opportunity


def _open_to_all(stage: Stage) -> Stage:
    """The stage, unless somebody decides who enters it. Raises GateClosed."""
    if stage.is_gated:
        said = _("Somebody decides before it enters “%(stage)s”. Begin before it.") % {"stage": stage.called}
        raise GateClosed({"stage": said})
    return stage


def _write_beside(by: Person, opportunity: Opportunity, custom: Mapping[str, Any] | None) -> None:  # Any: as typed
    """What stands in other tables: competitors, its first stay in a stage, the sums, the firm's own fields, search."""
    number = opportunity.pk
    if opportunity.competitor:
        write_names(by, opportunity, names_in(opportunity.competitor))
    stay = StageStay(opportunity=opportunity, stage=opportunity.stage, came_at=opportunity.stage_since, moved_by=by)
    stay.save(force_insert=True)
    tally([share_of(opportunity)])
    facts = opportunity_facts(opportunity)
    own = begin_values(by=by, kind="opportunity", number=number, facts=facts, given=custom)
    found_by = document_of(number, opportunity.name, opportunity.external_id, own)
    index_new("opportunity", [(number, words_of("opportunity", found_by))])


@prepared
def _first_stages() -> QuerySet[Stage]:
    return Stage.objects.in_use().select_related("pipeline")[:1]


def first_stage() -> Stage:
    """Where opportunities begin unless somebody says otherwise. Raises ValidationError when no pipeline is in use."""
    stage = next(iter(_first_stages()), None)
    if stage is None:
        raise ValidationError({"stage": _("No pipeline is in use. Ask an administrator for one.")})
    return stage


def unit_of(owner: Person, by: Person) -> Unit | None:
    """The main unit of the owner; one's own units are known already."""
    return next(iter(reach_of(by).units), None) if owner.pk == by.pk else main_unit_of(owner)
