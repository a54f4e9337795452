"""What a firm begins with."""

from django.db import transaction

from tongxin.frontoffice.pipeline.models import Evidence, LostReason, Pipeline, Stage

# Stages with their probability and the days that are usual in them; names stand in models/pipeline.py.
PIPELINES = {
    "project": (("need", 10, 14), ("solution", 30, 21), ("quoted", 50, 14), ("terms", 70, 14), ("signing", 90, 10)),
    "standard": (("lead", 5, 5), ("need", 20, 7), ("quoted", 50, 7), ("ordering", 90, 5)),
}
REASONS = (
    "price", "competitor", "stopped", "budget", "need", "technology", "delivery", "relation", "withdrawn", "unknown",
)  # fmt: skip
# What the stages ask for at their end; none of it holds a deal back until the firm says so.
EVIDENCE = {
    "project.need": "budget",
    "project.solution": "agreed",
    "project.quoted": "quote",
    "project.terms": "terms",
    "standard.need": "quantity",
}
_ASK_WHO = {"price", "competitor", "technology", "delivery", "relation"}


@transaction.atomic
def make_first_pipelines() -> None:
    """Two ways of selling and ten reasons of a loss, to be renamed at will; part of founding, so nobody is asked."""
    if Pipeline.objects.exists():
        return
    for place, (key, stages) in enumerate(PIPELINES.items()):
        pipeline = Pipeline.objects.create(key=key, place=place)
        Stage.objects.bulk_create(
            Stage(pipeline=pipeline, key=f"{key}.{name}", place=number, probability=chance, days=days)
            for number, (name, chance, days) in enumerate(stages)
        )
    for stage in Stage.objects.filter(key__in=EVIDENCE):
        Evidence.objects.create(stage=stage, key=f"{stage.key}.{EVIDENCE[stage.key]}", holds=False)
    LostReason.objects.bulk_create(
        LostReason(key=f"lost.{key}", place=place, asks_competitor=key in _ASK_WHO) for place, key in enumerate(REASONS)
    )
