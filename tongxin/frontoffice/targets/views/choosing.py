"""Which targets are looked at."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.money import EXPONENTS
from tongxin.collab.org.queries import the_company
from tongxin.frontoffice.targets.queries import Measure, Period, open_measures, periods_of


@dataclass(frozen=True)
class Choice:
    """A measure, a year cut into periods, a currency, perhaps a product."""

    name: str
    measure: Measure
    year: int
    by: str
    currency: str
    product: str
    today: date

    @property
    def periods(self) -> list[Period]:
        """What stands across."""
        return periods_of(self.year, self.by)

    @property
    def money(self) -> str:
        """The currency, where it is one."""
        return self.currency if self.measure.is_money else ""

    @property
    def years(self) -> list[int]:
        """The years offered."""
        return sorted({*range(self.today.year - 3, self.today.year + 2), self.year})

    def address(self, **other: object) -> str:
        """The same with something other."""
        now_chosen = {"measure": self.name, "year": self.year, "by": self.by, "product": self.product}
        return "?" + urlencode({key: value for key, value in {**now_chosen, **other}.items() if value})


def chosen(request: HttpRequest) -> Choice:
    """From the address; what isn't there is the usual: what was won, this year, by quarter, in the firm's currency."""
    asked = request.POST if request.method == "POST" else request.GET
    known = open_measures(request.user)
    name = asked.get("measure", "") if asked.get("measure", "") in known else next(iter(known))
    today = timezone.localdate(now())
    year = asked.get("year", "")
    is_year = year.isascii() and year.isdigit() and 2000 <= int(year[:5]) <= 2100
    company = the_company()
    usual = company.currency if company else "CNY"
    code = asked.get("currency", "")
    return Choice(
        name=name,
        measure=known[name],
        year=int(year) if is_year else today.year,
        by="month" if asked.get("by") == "month" else "quarter",
        currency=code if code in EXPONENTS else usual,
        product=asked.get("product", "").strip()[:120] if known[name].has_products else "",
        today=today,
    )


def named(period: Period, by: str) -> str:
    """2026 Q4, 2026-11."""
    first = period.begins_on
    if by == "month":
        return _("%(year)d-%(month)02d") % {"year": first.year, "month": first.month}
    return _("%(year)d Q%(quarter)d") % {"year": first.year, "quarter": (first.month + 2) // 3}
