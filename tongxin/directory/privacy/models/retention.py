"""How long the firm keeps what it no longer needs."""

from typing import NamedTuple

from django.db import models
from django.utils.translation import pgettext_lazy


class Matter(models.TextChoices):
    """What can be kept for a time only. Files of imports are let go after 30 days by themselves."""

    PEOPLE = "people", pgettext_lazy("retention", "people without consent or contact")
    LOOKS = "looks", pgettext_lazy("retention", "the log of looks behind masks")
    REQUESTS = "requests", pgettext_lazy("retention", "answered data requests")


class Least(NamedTuple):
    """How many days are proposed, and below which number the law or good sense does not let a firm go."""

    proposed: int
    least: int


# PIPL 56 keeps records of handling for three years.
DAYS = {Matter.PEOPLE: Least(730, 180), Matter.LOOKS: Least(1095, 1095), Matter.REQUESTS: Least(1095, 1095)}


class RetentionRule(models.Model):
    """After how many days one matter goes, and whether it goes by itself."""

    matter = models.CharField(max_length=8, choices=Matter.choices, unique=True)
    days = models.PositiveIntegerField(pgettext_lazy("retention", "days"))
    is_on = models.BooleanField(pgettext_lazy("retention", "goes by itself"), default=False)

    def __str__(self) -> str:
        return f"{self.matter}: {self.days}"
