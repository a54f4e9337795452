"""What an amendment changes, in words and figures."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tongxin.base.money import Money, format_money
from tongxin.directory.catalogue.queries import figure
from tongxin.frontoffice.contracts.models import Contract, ContractAmendment


@dataclass(frozen=True)
class Change:
    """One thing that is another afterwards."""

    what: str
    before: str
    after: str


def changes_of(one: ContractAmendment, *, sees: bool) -> list[Change]:
    """What is another afterwards; figures only for who `sees` amounts."""
    found = []
    if "ends_on" in one.wanted:
        found.append(Change(_("Ends on"), _day(one.before.get("ends_on")), _day(one.wanted["ends_on"])))
    if sees and "gross" in one.wanted:
        currency = one.contract.currency
        found.append(Change(_("Amount"), _money(one.before["gross"], currency), _money(one.wanted["gross"], currency)))
    if sees:
        before = one.before.get("quantities", {})
        for number, many in one.wanted.get("quantities", {}).items():
            what, was = before[number]
            found.append(Change(what, figure(Decimal(was)), figure(Decimal(many))))
    if one.words:
        found.append(Change(_("New clause"), "—", one.words))
    return found


def amendments_of(contract: Contract, *, sees: bool) -> list[tuple[ContractAmendment, list[Change]]]:
    """Newest first, with what each changes."""
    rows = contract.amendments.select_related("asked_by").order_by("-pk")
    return [(one, _known(one, contract, sees)) for one in rows]


def _known(one: ContractAmendment, contract: Contract, sees: bool) -> list[Change]:
    one.contract = contract
    return changes_of(one, sees=sees)


def _day(text: Any) -> str:  # Any: JSON
    day = parse_date(text) if text else None
    return date_format(day, "Y-m-d") if day else "—"


def _money(minor: int, currency: str) -> str:
    return format_money(Money(minor, currency), get_language() or "en")
