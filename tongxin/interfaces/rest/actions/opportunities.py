"""Writing opportunities."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.money import InvalidMoney, Money
from tongxin.collab.people.models import Person
from tongxin.frontoffice.pipeline.actions import (
    change_opportunity,
    delete_opportunity,
    list_competitors,
    lose_opportunity,
    open_opportunity,
    own,
    revive_opportunity,
    win_opportunity,
    write_deal_lines,
)
from tongxin.frontoffice.pipeline.models import LostReason, Opportunity, Stage
from tongxin.interfaces.rest.actions.custom import beside_custom, own_values
from tongxin.interfaces.rest.actions.lines import lines_asked
from tongxin.interfaces.rest.actions.naming import naming
from tongxin.interfaces.rest.actions.parties import known_colleague
from tongxin.interfaces.rest.actions.rights import check_writable
from tongxin.interfaces.rest.actions.versions import check_version

Values = Mapping[str, Any]  # Any: checked JSON values


def _prepared(by: Person, values: Values) -> dict[str, Any]:  # Any: arguments of the verbs
    named = {"expected_on" if name == "close_on" else name: one for name, one in values.items() if name != "custom"}
    check_writable(by, named, kinds=["opportunity"])
    if "competitors" in named:
        _check_rivals(by, named)
    if "amount" in named:
        named["amount"] = _money(named["amount"])
    if named.get("probability", 0) is None:
        del named["probability"]
    for name in ("stage", "owner"):
        if named.get(name, 0) is None:
            del named[name]
    if "owner" in named:
        named["owner"] = known_colleague(named["owner"], field="owner")
    return named


def _check_rivals(by: Person, named: Values) -> None:
    """Names or the whole list, not both; whoever may not write prices sends none."""
    check_writable(by, ["competitor"], kinds=["opportunity"])
    if "competitor" in named:
        raise ValidationError({"competitor": _("Send the names alone or the whole list, not both.")})
    if any("price" in one.model_fields_set for one in named["competitors"]):
        check_writable(by, ["competitor_price"], kinds=["opportunity"])


def _list_rivals(by: Person, opportunity: Opportunity, rivals: Sequence[Any]) -> None:  # Any: checked bodies
    given = [
        {**one.given(), **({"price": _money(one.price)} if "price" in one.model_fields_set else {})} for one in rivals
    ]
    with naming(dict.fromkeys(("name", "price", "standing", "strengths", "weaknesses", "note"), "competitors")):
        list_competitors(by=by, opportunity=opportunity, rows=given)


def _money(given: Any) -> Money | None:  # Any: an amount as sent, or nothing
    if given is None:
        return None
    try:
        return Money.of(given.amount, given.currency)
    except InvalidMoney as error:
        raise ValidationError({"amount": str(error)}) from error


def add_opportunity(*, by: Person, values: Values) -> Opportunity:
    """Add one with its lines, all or none. Raises MayNotOpen, FieldLocked, ValidationError."""
    ready = _prepared(by, {name: value for name, value in values.items() if name != "lines"})
    rivals = ready.pop("competitors", [])
    if "stage" in ready:
        ready["stage"] = _stage(ready["stage"])
    # Without lines it is one deed with a transaction of its own; another one around it would cost two statements.
    with transaction.atomic() if values.get("lines") or rivals else nullcontext():
        with beside_custom():
            made = open_opportunity(by=by, custom=own_values(values), **ready)
        if rivals:
            _list_rivals(by, made, rivals)
        if values.get("lines"):
            add_deal_lines(by=by, opportunity=made, lines=values["lines"])
    return made


def add_deal_lines(*, by: Person, opportunity: Opportunity, lines: Sequence[Any]) -> None:  # Any: checked lines
    """Add lines, all or none. Raises NotYours, NotOpen, FieldLocked, ValidationError."""
    write_deal_lines(by=by, opportunity=opportunity, lines=lines_asked(by, lines))


def _stage(number: int) -> Stage:
    found = Stage.objects.select_related("pipeline").filter(pk=number).first()
    if found is None:
        raise ValidationError({"stage": _("There is no such record, or it isn't yours to see.")})
    return found


@transaction.atomic
def change_whole_opportunity(*, by: Person, opportunity: Opportunity, version: int, values: Values) -> None:
    """Change facts or move it, on the version that the writer knows. Raises NotYours, StaleVersion, ValidationError."""
    check_version(own(by, opportunity.pk), version)
    ready = _prepared(by, values)
    rivals = ready.pop("competitors", None)
    with beside_custom():
        change_opportunity(by=by, opportunity=opportunity, **ready, **own_values(values))
    if rivals is not None:
        _list_rivals(by, opportunity, rivals)


@transaction.atomic
def bin_opportunity(*, by: Person, opportunity: Opportunity, version: int) -> None:
    """Into the recycle bin. Raises NotYours, StaleVersion."""
    check_version(own(by, opportunity.pk), version)
    delete_opportunity(by=by, opportunity=opportunity)


@transaction.atomic
def end_opportunity(*, by: Person, opportunity: Opportunity, values: Values, version: int | None) -> None:
    """Won, lost, or open again. Raises NotYours, NotOpen, StaleVersion, ValidationError."""
    check_version(own(by, opportunity.pk), version)
    if values["state"] == Opportunity.State.WON:
        win_opportunity(by=by, opportunity=opportunity, on=values.get("on"), amount=_money(values.get("amount")))
    elif values["state"] == Opportunity.State.LOST:
        reason = LostReason.objects.filter(pk=values.get("reason") or 0).first()
        with naming({"price": "competitor_price"}):
            lose_opportunity(
                by=by,
                opportunity=opportunity,
                reason=reason,
                competitor=values.get("competitor", ""),
                price=_money(values.get("competitor_price")),
                on=values.get("on"),
            )
    else:
        revive_opportunity(by=by, opportunity=opportunity)
