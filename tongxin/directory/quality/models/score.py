"""The rating of one record, kept so that lists can ask for it."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from tongxin.collab.access.models import ScopedQuerySet, Scoping
from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party
from tongxin.directory.quality.rating import PARTS, Failing


class ScoreQuerySet(ScopedQuerySet["Score"]):
    """Scores; whoever sees the record sees its score, save what is made of hidden facts (`policies.open_parts`)."""


class Score(models.Model):
    """Shares from 0 to 100, None where nothing is asked. Owner and unit are copied from the record, so that the firm's figures
    are read from this narrow table alone; `changes_at` is when the score sinks by itself."""

    scoping: ClassVar[Scoping] = Scoping(
        kind="party", owner="owner", unit="unit", team="party__team_members__person", record="party_id"
    )

    party = models.OneToOneField(Party, primary_key=True, on_delete=models.CASCADE, related_name="quality")
    owner = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    is_customer = models.BooleanField(default=True)
    score = models.PositiveSmallIntegerField()
    complete = models.PositiveSmallIntegerField(null=True)
    valid = models.PositiveSmallIntegerField(null=True)
    fresh = models.PositiveSmallIntegerField(null=True)
    contacted = models.PositiveSmallIntegerField(null=True)
    failing = models.JSONField(default=list)
    rated_at = models.DateTimeField()
    changes_at = models.DateTimeField(null=True)

    objects = ScoreQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["score", "party"], name="score_by_value"),
            models.Index(fields=["owner", "score", "party"], name="score_by_owner"),
            models.Index(
                fields=["is_customer", "unit", "owner", "complete", "valid", "fresh", "contacted", "score"],
                name="score_figures",
            ),
            models.Index(fields=["changes_at"], name="score_sinks", condition=Q(changes_at__isnull=False)),
        ]
        constraints = [models.CheckConstraint(condition=Q(score__lte=100), name="score_is_a_share")]

    def __str__(self) -> str:
        return f"{self.score} of {self.party_id}"

    @property
    def failings(self) -> list[Failing]:
        """What is asked and not so, the next thing to ask first."""
        return [Failing(_part(part), fact, weight) for part, fact, weight in self.failing]


def _part(name: str) -> Any:  # Any: one of PARTS, checked here
    return next(part for part in PARTS if part == name)
