"""Writing quotes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.money import InvalidMoney, exponent
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pipeline.models import Opportunity
from tongxin.frontoffice.quotes.actions import ask_for_lines, change_quote, set_quote, start_quote, write_lines
from tongxin.frontoffice.quotes.actions.checks import check_rights
from tongxin.frontoffice.quotes.models import Quote, SpecialPrice
from tongxin.interfaces.rest.actions.custom import beside_custom, own_values
from tongxin.interfaces.rest.actions.lines import lines_asked
from tongxin.interfaces.rest.actions.naming import naming
from tongxin.interfaces.rest.actions.products import money_of
from tongxin.interfaces.rest.actions.versions import check_version

Values = Mapping[str, Any]  # Any: checked JSON values


def _none_there() -> str:
    return _("There is no such record, or it isn't yours to see.")


def add_quote(*, by: Person, values: Values) -> Quote:
    """Begin one with its lines. Raises MayNotQuote, FieldLocked, ValidationError."""
    party = Party.objects.visible_to(by).living().filter(pk=values["party"]).first()
    if party is None:
        raise ValidationError({"party": _none_there()})
    try:
        exponent(values.get("currency") or "CNY")
    except InvalidMoney as error:
        raise ValidationError({"currency": str(error)}) from error
    lines = lines_asked(by, values.get("lines", ()))
    facts = {name: value for name, value in values.items() if name not in ("party", "lines", "opportunity", "custom")}
    check_rights(by, [name for name, value in facts.items() if value])
    source = _source(by, party, values.get("opportunity"))
    with beside_custom():
        return start_quote(by=by, party=party, lines=lines, source=source, custom=own_values(values), **facts)


def _source(by: Person, party: Party, number: int | None) -> Subject | None:
    """The opportunity it is for. Raises ValidationError."""
    if number is None:
        return None
    deal = Opportunity.objects.visible_to(by).living().filter(pk=number).first()
    if deal is None:
        raise ValidationError({"opportunity": _none_there()})
    if deal.party_id != party.pk:
        raise ValidationError({"opportunity": _("This opportunity is of another customer.")})
    return Subject("opportunity", deal.pk)


def add_lines(*, by: Person, quote: Quote, lines: Sequence[Any]) -> None:  # Any: checked lines
    """Add lines, all or none. Raises NotYours, AlreadySent, ValidationError."""
    write_lines(by=by, quote=quote, lines=lines_asked(by, lines))


def ask_special(*, by: Person, quote: Quote, values: Values) -> SpecialPrice:
    """Have every price of the quote decided that needs it. Raises MayNotQuote, NotYours, AlreadySent, ValidationError."""
    facts = dict(values)
    until, theirs = facts.pop("until", None), money_of(facts.pop("competitor_price", None), "competitor_price")
    if theirs is not None and theirs.currency != quote.currency:
        said = _("Write the price in the currency of the quote, %(currency)s.")
        raise ValidationError({"competitor_price": said % {"currency": quote.currency}})
    their_price = str(theirs.amount) if theirs else ""
    with naming({"their_price": "competitor_price", "until_on": "until"}):
        return ask_for_lines(by=by, quote=quote, until_on=until or quote.valid_until, their_price=their_price, **facts)[
            0
        ]


@transaction.atomic
def change_whole_quote(*, by: Person, quote: Quote, version: int, values: Values) -> None:
    """Change facts or its state, on the version that the writer knows. Raises NotYours, AlreadySent, FieldLocked,
    NeedsDecision, StaleVersion, ValidationError."""
    current = Quote.objects.select_for_update().get(pk=quote.pk)
    check_version(current, version)
    facts = {name: value for name, value in values.items() if name not in ("state", "custom") and value is not None}
    own = own_values(values)
    if facts or own:
        with beside_custom():
            change_quote(by=by, quote=quote, **facts, **own)
    if values.get("state"):
        set_quote(by=by, quote=quote, state=values["state"])
