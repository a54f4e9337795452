"""The rules of a pool: how one claims, and when a customer comes back."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.collab.people.models import Person
from tongxin.frontoffice.pools.models.pool import Pool


class Base(models.TextChoices):
    """From what the days are counted."""

    CREATED = "created", _("being added, as long as the first owner has it")
    CLAIMED = "claimed", _("being claimed or handed over")
    FOLLOWED = "followed", _("the last real follow-up")
    ORDERED = "ordered", _("the last order")
    CONTRACT = "contract", _("the end of the contract")
    CLOSED = "closed", _("the closing of an opportunity")


class ClaimRule(models.Model):
    """How customers may be claimed. None means no limit; `masks` are keys of MASKABLE."""

    pool = models.OneToOneField(Pool, on_delete=models.CASCADE, related_name="claim_rule", primary_key=True)
    per_day = models.PositiveIntegerField(_("claims a day and person"), null=True, blank=True)
    holding_limit = models.PositiveIntegerField(_("customers in one hand at most"), null=True, blank=True)
    counts_deals = models.BooleanField(_("customers with deals count too"), default=True)
    reclaim_days = models.PositiveSmallIntegerField(_("days before the last owner may claim again"), default=0)
    fresh_hours = models.PositiveSmallIntegerField(_("hours before a newcomer can be claimed"), default=0)
    looks_per_day = models.PositiveIntegerField(_("looks at details a day and person"), null=True, blank=True)
    masks = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return str(self.pool_id)


class ReturnRule(models.Model):
    """When customers of the people in the pool's scope come back. Every saving is a `version`; nothing returns before `starts_at`, and
    nobody who comes under the rule later, by moving or because the scope grows, before they had the days of grace themselves.

    A follow-up is real when its text has `least_words` signs, or a next step is planned from it, or it was a call of a minute.
    """

    pool = models.OneToOneField(Pool, on_delete=models.CASCADE, related_name="return_rule", primary_key=True)
    is_on = models.BooleanField(_("customers come back by themselves"), default=False)
    version = models.PositiveIntegerField(default=0)
    starts_at = models.DateTimeField(null=True, blank=True)
    grace_days = models.PositiveSmallIntegerField(_("days of grace"), default=14)
    warn_days = models.PositiveSmallIntegerField(_("days of warning"), default=3)
    least_words = models.PositiveSmallIntegerField(_("signs that make a follow-up real"), default=10)
    most_protected = models.PositiveSmallIntegerField(_("customers one person may protect"), default=0)
    protected_days = models.PositiveSmallIntegerField(_("days of protection at most"), default=30)

    def __str__(self) -> str:
        return f"{self.pool_id} v{self.version}"


class HandOutRule(models.Model):
    """Customers leave the pool by themselves, to `people` or to all in the scope: `per_day` for each, none while `most_unspoken` wait."""

    class Way(models.TextChoices):
        EVEN = "even", pgettext_lazy("handed out", "in turn: whoever got the fewest is next")
        RANDOM = "random", pgettext_lazy("handed out", "by lot")

    pool = models.OneToOneField(Pool, on_delete=models.CASCADE, related_name="hand_out_rule", primary_key=True)
    is_on = models.BooleanField(_("customers are handed out by themselves"), default=False)
    way = models.CharField(max_length=6, choices=Way.choices, default=Way.EVEN)
    per_day = models.PositiveIntegerField(_("customers a day and person"), default=5)
    most_unspoken = models.PositiveIntegerField(_("not yet spoken with, at most"), null=True, blank=True)
    people = models.ManyToManyField(Person, verbose_name=_("only these people"), related_name="+", blank=True)

    def __str__(self) -> str:
        return str(self.pool_id)


class ReturnLine(models.Model):
    """One sentence of the rule: customers of these tiers (all when empty) return so many days after `base`, into `into` or this pool."""

    rule = models.ForeignKey(ReturnRule, on_delete=models.CASCADE, related_name="lines")
    tiers = models.JSONField(_("tiers"), default=list, blank=True)
    base = models.CharField(_("days are counted from"), max_length=10, choices=Base.choices, default=Base.FOLLOWED)
    days = models.PositiveSmallIntegerField(_("days"))
    is_working = models.BooleanField(_("working days"), default=False)
    takes_open = models.BooleanField(_("also with an open opportunity"), default=False)
    spares_deals = models.BooleanField(_("not with a deal"), default=False)
    into = models.ForeignKey(
        Pool,
        verbose_name=pgettext_lazy("pool", "into"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ("id",)
        constraints = [models.CheckConstraint(condition=models.Q(days__gte=1), name="return_line_has_days")]

    def __str__(self) -> str:
        return f"{self.base}+{self.days}"
