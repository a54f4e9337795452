"""Administrators shape the ways of selling: pipelines, stages with their chances, what they ask for, reasons of a loss."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxin.base.chinese.folding import clean
from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.access.policies import can_administer
from tongxin.collab.people.models import Person
from tongxin.frontoffice.pipeline.actions.moving import move_all
from tongxin.frontoffice.pipeline.events import PipelineShaped
from tongxin.frontoffice.pipeline.models import Evidence, LostReason, Opportunity, Pipeline, Stage

_LONGEST = 60
_MOST_EVIDENCE = 12


class MayNotShape(PermissionDenied):
    """Only administrators change the ways of selling."""


class StageNotEmpty(ValidationError):
    """Open deals stand in the stage, and nobody said where they go."""


@transaction.atomic
def add_pipeline(*, by: Person, name: str) -> Pipeline:
    """A further way of selling, with one stage to begin with. Raises MayNotShape, ValidationError."""
    _ask(by)
    pipeline = Pipeline.objects.create(name=_name(name), place=_last(Pipeline.objects.all()))
    Stage.objects.create(pipeline=pipeline, name=_("First contact"), probability=10)
    _tell(by, pipeline, deed="added")
    return pipeline


@transaction.atomic
def change_pipeline(*, by: Person, pipeline: Pipeline, name: str, is_in_use: bool = True) -> Pipeline:
    """Another name, or out of use: then nothing new begins in it and what stands in it stays where it is. Raises MayNotShape,
    ValidationError when it is the last one or open deals stand in it."""
    _ask(by)
    pipeline = Pipeline.objects.select_for_update().get(pk=pipeline.pk)
    if not is_in_use and pipeline.retired_at is None:
        if not Pipeline.objects.in_use().exclude(pk=pipeline.pk).exists():
            raise ValidationError(_("This is the only pipeline in use. Add another one first."))
        if count := Opportunity.objects.open().filter(pipeline=pipeline).count():
            raise ValidationError(_standing(count))
    if _name(name) != pipeline.called:
        pipeline.name = _name(name)
    pipeline.retired_at = None if is_in_use else pipeline.retired_at or now()
    pipeline.save()
    _tell(by, pipeline, deed="changed" if is_in_use else "retired")
    return pipeline


@transaction.atomic
def save_stage(
    *, by: Person, pipeline: Pipeline, stage: Stage | None = None, name: str, probability: int, days: int, place: int | None = None,
    is_gated: bool | None = None,
) -> Stage:  # fmt: skip
    """A new stage, or another name, chance (per cent), usual days, `place` or gate of one that is there. What stands in it keeps its own
    chance. Raises MayNotShape, ValidationError."""
    _ask(by)
    if not 0 <= probability <= 100:
        raise ValidationError({"probability": _("A probability is a whole number from 0 to 100.")})
    if not 1 <= days <= 999:
        raise ValidationError({"days": _("Give the usual days as a number from 1 to 999.")})
    named = _name(name)
    rows = pipeline.stages.select_for_update().filter(retired_at=None).order_by("pk")
    if any(one.called == named for one in rows if stage is None or one.pk != stage.pk):
        raise ValidationError({"name": _("There is a stage of this name already.")})
    saved = rows.get(pk=stage.pk) if stage else Stage(pipeline=pipeline, place=_last(pipeline.stages.all()))
    if stage is None or named != saved.called:
        saved.name = named
    saved.probability, saved.days = probability, days
    saved.is_gated = saved.is_gated if is_gated is None else is_gated
    saved.save()
    if place is not None:
        _put(pipeline, saved, place)
    _tell(by, pipeline, stage=saved.called, deed="stage" if stage else "new stage")
    return saved


def _put(pipeline: Pipeline, stage: Stage, place: int) -> None:
    """Give all stages their numbers anew, with this one at `place`, counted from 0."""
    others = [one for one in pipeline.stages.filter(retired_at=None).order_by("place", "id") if one.pk != stage.pk]
    others.insert(min(max(place, 0), len(others)), stage)
    for number, one in enumerate(others):
        one.place = number
    Stage.objects.bulk_update(others, ["place"])


@transaction.atomic
def set_evidence(*, by: Person, stage: Stage, lines: Sequence[tuple[str, bool]]) -> list[Evidence]:
    """What the stage asks for at its end: (words, whether it holds deals back). What is left out is asked for no longer; what was
    shown stays on record. Raises MayNotShape, ValidationError."""
    _ask(by)
    wanted = [(_name(words, most=120), holds) for words, holds in lines if words.strip()]
    if len(wanted) > _MOST_EVIDENCE:
        raise ValidationError(_("Twelve are enough. Nobody ticks more."))
    known = {one.called: one for one in Evidence.objects.filter(stage=stage)}
    kept = []
    for place, (words, holds) in enumerate(wanted):
        one = known.get(words) or Evidence(stage=stage, name=words)
        one.place, one.holds, one.retired_at = place, holds, None
        one.save()
        kept.append(one)
    Evidence.objects.in_use().filter(stage=stage).exclude(pk__in=[one.pk for one in kept]).update(retired_at=now())
    _tell(by, stage.pipeline, stage=stage.called, deed="evidence")
    return kept


@transaction.atomic
def retire_stage(*, by: Person, stage: Stage, into: Stage | None = None) -> int:
    """Take a stage out of use; its open deals go `into` another one, whose chance they get. Answers how many. What was won or lost in
    it keeps it. Raises MayNotShape, StageNotEmpty, ValidationError for the last stage of its pipeline."""
    _ask(by)
    stage = Stage.objects.select_for_update(of=("self",)).select_related("pipeline").get(pk=stage.pk)
    if stage.retired_at is not None:
        raise ValidationError(_("This stage isn't in use any more. Choose another one."))
    if not stage.pipeline.stages.filter(retired_at=None).exclude(pk=stage.pk).exists():
        raise ValidationError(_("A pipeline needs a stage. Add another one first, or put the pipeline out of use."))
    standing = Opportunity.objects.open().filter(stage=stage)
    count = standing.count()
    if count and into is None:
        raise StageNotEmpty(_standing(count))
    if into is not None and (into.pk == stage.pk or into.retired_at is not None):
        raise ValidationError({"into": _("Choose another stage for them.")})
    if count and into is not None:
        move_all(by=by, rows=standing, into=into)
    stage.retired_at = now()
    stage.save(update_fields=["retired_at"])
    went = into.called if into is not None and count else ""
    _tell(by, stage.pipeline, stage=stage.called, deed="stage retired", moved=count, into=went)
    return count


@transaction.atomic
def save_reason(
    *, by: Person, reason: LostReason | None = None, name: str, asks_competitor: bool, is_in_use: bool = True
) -> LostReason:
    """A reason of a loss, in the firm's own words. Raises MayNotShape, ValidationError."""
    _ask(by)
    saved = reason or LostReason(place=_last(LostReason.objects.all()))
    if reason is None or _name(name) != reason.called:
        saved.name = _name(name)
    saved.asks_competitor = asks_competitor
    saved.retired_at = None if is_in_use else saved.retired_at or now()
    saved.save()
    first = Pipeline.objects.order_by("place", "id").first()
    if first is not None:
        _tell(by, first, stage=saved.called, deed="reason")
    return saved


def _standing(count: int) -> str:
    return ngettext(
        "%(n)d open deal stands in it. Say where it goes.", "%(n)d open deals stand in it. Say where they go.", count
    ) % {"n": count}


def _ask(by: Person) -> None:
    if not can_administer(by):
        raise MayNotShape(_("Only administrators change the ways of selling."))


def _name(typed: str, *, most: int = _LONGEST) -> str:
    name = " ".join(clean(typed).split())
    if not name:
        raise ValidationError({"name": _("This needs a word.")})
    if len(name) > most:
        raise ValidationError({"name": _("Too long: %(limit)d characters fit.") % {"limit": most}})
    return name


def _last(rows: "QuerySet[Any]") -> int:  # Any: whatever has a place
    return int(rows.aggregate(last=Max("place"))["last"] or 0) + 1


def _tell(by: Person, pipeline: Pipeline, *, stage: str = "", deed: str, moved: int = 0, into: str = "") -> None:
    told = PipelineShaped(pipeline=pipeline.called, stage=stage, deed=deed, moved=moved, into=into)
    tell(told, by=by, on=Subject("pipeline", pipeline.pk))
