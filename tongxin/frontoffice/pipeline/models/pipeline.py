"""Ways of selling, their stages, and why deals are lost: the firm's own words, with first ones given."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Names of what a firm starts with, until it gives its own.
GIVEN = {
    "project": _("Project sales"),
    "standard": pgettext_lazy("way of selling", "Standard products"),
    "project.need": pgettext_lazy("stage", "Need found"),
    "project.solution": pgettext_lazy("stage", "Solution"),
    "project.quoted": pgettext_lazy("stage", "Quoted"),
    "project.terms": pgettext_lazy("stage", "Negotiation"),
    "project.signing": pgettext_lazy("stage", "To sign"),
    "standard.lead": pgettext_lazy("stage", "Enquiry"),
    "standard.need": pgettext_lazy("stage", "Need confirmed"),
    "standard.quoted": pgettext_lazy("stage", "Offer made"),
    "standard.ordering": pgettext_lazy("stage", "Ordering"),
    "project.need.budget": _("Budget known, and who decides"),
    "project.solution.agreed": _("Technical solution agreed with the customer"),
    "project.quoted.quote": _("Quote sent and received"),
    "project.terms.terms": _("Price and payment terms agreed"),
    "standard.need.quantity": _("Model, quantity and day of delivery known"),
    "lost.price": pgettext_lazy("lost", "Price"),
    "lost.competitor": pgettext_lazy("lost", "Chose a competitor"),
    "lost.stopped": pgettext_lazy("lost", "Project stopped"),
    "lost.budget": pgettext_lazy("lost", "No budget"),
    "lost.need": pgettext_lazy("lost", "Need changed"),
    "lost.technology": pgettext_lazy("lost", "Technology"),
    "lost.delivery": pgettext_lazy("lost", "Delivery time"),
    "lost.relation": pgettext_lazy("lost", "Relations"),
    "lost.withdrawn": pgettext_lazy("lost", "We withdrew"),
    "lost.unknown": pgettext_lazy("lost", "Not known"),
}


class Named(models.Model):
    """`key` names a given one; `name` is the firm's own word for it."""

    key = models.CharField(max_length=40, blank=True, editable=False)
    name = models.CharField(_("name"), max_length=60, blank=True)
    place = models.PositiveSmallIntegerField(_("order"), default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """What it is called: in the firm's words, or in the reader's language."""
        return self.name or str(GIVEN.get(self.key, self.key))


class PipelineQuerySet(models.QuerySet["Pipeline"]):
    """Pipelines, chosen."""

    def in_use(self) -> Self:
        """Those in which deals can be begun, in order."""
        return self.filter(retired_at=None).order_by("place", "id")


class Pipeline(Named):
    """One way of selling."""

    objects = PipelineQuerySet.as_manager()

    class Meta:
        verbose_name = _("pipeline")


class StageQuerySet(models.QuerySet["Stage"]):
    """Stages, chosen."""

    def in_use(self) -> Self:
        """Those into which deals can go, in order."""
        return self.filter(retired_at=None, pipeline__retired_at=None).order_by(
            "pipeline__place", "pipeline", "place", "id"
        )


class Stage(Named):
    """A step on the way to the order. `probability` is per cent; a deal that stands longer than `days` is stuck. Into one that `is_gated` a deal goes
    when an approval lets it."""

    pipeline = models.ForeignKey(Pipeline, on_delete=models.PROTECT, related_name="stages")
    probability = models.PositiveSmallIntegerField(_("probability"), default=0)
    days = models.PositiveSmallIntegerField(_("usual days"), default=14)
    is_gated = models.BooleanField(_("somebody decides before a deal enters"), default=False)

    objects = StageQuerySet.as_manager()

    class Meta:
        verbose_name = _("stage")
        constraints = [models.CheckConstraint(condition=models.Q(probability__lte=100), name="stage_probability")]


class LostReasonQuerySet(models.QuerySet["LostReason"]):
    """Reasons, chosen."""

    def in_use(self) -> Self:
        """Those that can be given, in order."""
        return self.filter(retired_at=None).order_by("place", "id")


class LostReason(Named):
    """Why a deal was lost. Some of them ask for the competitor's name."""

    asks_competitor = models.BooleanField(_("ask who won it"), default=False)

    objects = LostReasonQuerySet.as_manager()

    class Meta:
        verbose_name = _("reason of a loss")
