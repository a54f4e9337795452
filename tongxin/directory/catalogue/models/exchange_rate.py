"""What another currency is worth, from a day on."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from tongxin.base.money import exponent


class ExchangeRate(models.Model):
    """From `from_on` on one unit of `currency` is worth `rate` units of the firm's own."""

    currency = models.CharField(_("currency"), max_length=3)
    from_on = models.DateField(_("valid from"))
    rate = models.DecimalField(_("exchange rate"), max_digits=18, decimal_places=8)

    class Meta:
        ordering = ("currency", "-from_on")
        constraints = [
            models.UniqueConstraint(fields=["currency", "from_on"], name="exchange_rate_once"),
            models.CheckConstraint(condition=models.Q(rate__gt=0), name="exchange_rate_above_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.currency} {self.rate} ({self.from_on})"

    @classmethod
    def of(cls, currency: str, day: date) -> "ExchangeRate | None":
        """The one that holds on this day."""
        return cls.objects.filter(currency=currency, from_on__lte=day).order_by("-from_on").first()

    def abroad(self, minor: int, own: str) -> int:
        """So many minor units of the firm's currency `own` in minor units of this one, rounded half up."""
        shift = exponent(self.currency) - exponent(own)
        return int((Decimal(minor).scaleb(shift) / self.rate).to_integral_value("ROUND_HALF_UP"))
