"""What may be said of a competitor: each fact as it is typed, and how the rows of a list go together."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.money import InvalidMoney, Money, parse_money
from tongxin.collab.people.models import Person
from tongxin.frontoffice.pipeline.actions.checks import check_rights
from tongxin.frontoffice.pipeline.models import Opportunity, OpportunityCompetitor
from tongxin.frontoffice.pipeline.models.competitor import names_in

FACTS = ("name", "standing", "strengths", "weaknesses", "note")
Values = Mapping[str, Any]  # Any: values as typed, or JSON


def read_price(opportunity: Opportunity, typed: Any) -> tuple[int | None, str]:  # Any: Money, text or nothing
    """Their price in the smallest units of the deal's currency, and that currency. Raises ValidationError for `price`."""
    if typed in (None, ""):
        return None, opportunity.currency
    try:
        money = typed if isinstance(typed, Money) else parse_money(str(typed), opportunity.currency)
    except InvalidMoney as error:
        raise ValidationError({"price": str(error)}) from error
    if money.minor < 0:
        raise ValidationError({"price": _("A price is not below zero.")})
    if money.currency != opportunity.currency:
        raise ValidationError({"price": _("Give their price in %(code)s, like ours.") % {"code": opportunity.currency}})
    return money.minor, money.currency


def check_named(by: Person, facts: Values) -> None:
    """Only what there is, and what the person may say. Raises FieldLocked, ValidationError."""
    if unknown := facts.keys() - {*FACTS, "price"}:
        raise ValidationError(_("Unknown field: %(name)s") % {"name": ", ".join(sorted(unknown))})
    check_rights(by, ["competitor", *(["competitor_price"] if "price" in facts else [])])


def checked_facts(opportunity: Opportunity, facts: Values) -> dict[str, Any]:  # Any: column values
    """What was typed as columns hold it. Raises ValidationError."""
    checked: dict[str, Any] = {}  # Any: as above
    for name in facts.keys() & set(FACTS):
        checked[name] = text_of(name, facts[name])
    if not checked.get("name", "…"):
        raise ValidationError({"name": _("Who is it?")})
    if checked.get("standing") not in (None, *OpportunityCompetitor.Standing.values):
        raise ValidationError({"standing": _("Choose one of the list.")})
    if "price" in facts:
        checked["price"], checked["currency"] = read_price(opportunity, facts["price"])
    return checked


def text_of(name: str, value: Any, called: str = "") -> str:  # Any: as typed
    """The text for a column; a refusal is `called` by another name where that is given. Raises ValidationError."""
    column = OpportunityCompetitor._meta.get_field(name)
    text = " ".join(clean(str(value if value is not None else "")).split())
    if (more := len(text) - (column.max_length or 0)) > 0:  # type: ignore[union-attr]  # columns of text
        said = _("Too long by %(more)d characters – %(limit)d fit.")
        raise ValidationError({called or name: said % {"more": more, "limit": column.max_length}})  # type: ignore[union-attr]  # as above
    if name == "name" and names_in(text) not in ([text], []):
        raise ValidationError({called or name: _("One name at a time, and without commas in it.")})
    return text


def check_once(opportunity: Opportunity, checked: Values, *, but: int) -> None:
    """Each name stands in a list once, and one alone won a deal that is lost; `but` is the row itself. Raises ValidationError."""
    others = opportunity.competitors.exclude(pk=but)
    if "name" in checked and others.filter(name=checked["name"]).exists():
        raise ValidationError({"name": _("%(name)s is on the list already.") % {"name": checked["name"]}})
    if checked.get("standing") != OpportunityCompetitor.Standing.WON:
        return
    if opportunity.state != Opportunity.State.LOST:
        raise ValidationError({"standing": _("Mark the deal as lost, and say to whom.")})
    if others.filter(standing=OpportunityCompetitor.Standing.WON).exists():
        raise ValidationError({"standing": _("Somebody else won it, says the list.")})
