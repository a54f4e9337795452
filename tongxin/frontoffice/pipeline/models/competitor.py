"""Who else wants a deal, what they ask for, and how we stand against them."""

import re
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.money import Money
from tongxin.frontoffice.pipeline.models.opportunity import Opportunity

BETWEEN = "、"
_BETWEEN_NAMES = re.compile("[、,;，；\n]")


class CompetitorQuerySet(models.QuerySet["OpportunityCompetitor"]):
    """Competitors of deals, chosen."""

    def in_order(self) -> Self:
        """As they were named."""
        return self.order_by("id")


class OpportunityCompetitor(models.Model):
    """Somebody else who wants to win it. `price` counts the smallest units of `currency`; without one it is not known. The names of all
    of them stand in the opportunity's `competitor`, too, written there by the same actions."""

    class Standing(models.TextChoices):
        UNKNOWN = "", pgettext_lazy("competitor", "not known")
        AHEAD = "ahead", pgettext_lazy("competitor", "ahead of us")
        LEVEL = "level", pgettext_lazy("competitor", "level with us")
        BEHIND = "behind", pgettext_lazy("competitor", "behind us")
        OUT = "out", pgettext_lazy("competitor", "out of it")
        WON = "won", pgettext_lazy("competitor", "won it")

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="competitors", db_index=False)
    name = models.CharField(_("competitor"), max_length=120)
    price = models.BigIntegerField(_("their price"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3)
    standing = models.CharField(_("how they stand"), max_length=6, choices=Standing.choices, blank=True)
    strengths = models.CharField(_("strengths"), max_length=500, blank=True)
    weaknesses = models.CharField(_("weaknesses"), max_length=500, blank=True)
    note = models.CharField(_("note"), max_length=1000, blank=True)

    objects = CompetitorQuerySet.as_manager()

    class Meta:
        verbose_name = _("competitor")
        indexes = [models.Index(fields=["name", "opportunity"], name="competitor_by_name")]
        constraints = [
            models.UniqueConstraint(fields=["opportunity", "name"], name="competitor_once"),
            models.UniqueConstraint(fields=["opportunity"], condition=Q(standing="won"), name="competitor_won_once"),
            models.CheckConstraint(condition=~Q(name=""), name="competitor_has_a_name"),
            models.CheckConstraint(condition=Q(price=None) | Q(price__gte=0), name="competitor_price_not_negative"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def asks(self) -> Money | None:
        """What they ask for."""
        return None if self.price is None else Money(self.price, self.currency)


def names_in(text: str) -> list[str]:
    """The names in a text that holds several, each once, in their order."""
    names = (" ".join(part.split()) for part in _BETWEEN_NAMES.split(text))
    return list({name: None for name in names if name})
