"""Writing quotes."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.money import InvalidMoney, exponent
from tongxin.collab.people.models import Person
from tongxin.directory.catalogue.models import Product
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.quotes.actions import change_quote, set_quote, start_quote, write_lines
from tongxin.frontoffice.quotes.models import Quote
from tongxin.interfaces.rest.actions.products import money_of
from tongxin.interfaces.rest.actions.versions import check_version

Values = Mapping[str, Any]  # Any: checked JSON values


def _none_there() -> str:
    return _("There is no such record, or it isn't yours to see.")


def add_quote(*, by: Person, values: Values) -> Quote:
    """Begin one with its lines. Raises MayNotQuote, ValidationError."""
    party = Party.objects.visible_to(by).living().filter(pk=values["party"]).first()
    if party is None:
        raise ValidationError({"party": _none_there()})
    try:
        exponent(values.get("currency") or "CNY")
    except InvalidMoney as error:
        raise ValidationError({"currency": str(error)}) from error
    lines = [_line(by, one) for one in values.get("lines", ())]
    facts = {name: value for name, value in values.items() if name not in ("party", "lines")}
    return start_quote(by=by, party=party, lines=lines, **facts)


def add_lines(*, by: Person, quote: Quote, lines: list[Any]) -> None:  # Any: checked lines
    """Add lines, all or none. Raises NotYours, AlreadySent, ValidationError."""
    write_lines(by=by, quote=quote, lines=[_line(by, one) for one in lines])


def _line(by: Person, sent: Any) -> dict[str, Any]:  # Any: a checked line; as the action takes it
    given, price = sent.model_dump(), money_of(sent.price, "price")
    product = None
    if given["product"] is not None:
        product = Product.objects.visible_to(by).filter(pk=given["product"]).first()
        if product is None:
            raise ValidationError({"product": _none_there()})
    return {**given, "product": product, "price": price}


@transaction.atomic
def change_whole_quote(*, by: Person, quote: Quote, version: int, values: Values) -> None:
    """Change facts or its state, on the version that the writer knows. Raises NotYours, AlreadySent, NeedsDecision, StaleVersion, ValidationError."""
    current = Quote.objects.select_for_update().get(pk=quote.pk)
    check_version(current, version)
    facts = {name: value for name, value in values.items() if name != "state" and value is not None}
    if facts:
        change_quote(by=by, quote=quote, **facts)
    if values.get("state"):
        set_quote(by=by, quote=quote, state=values["state"])
