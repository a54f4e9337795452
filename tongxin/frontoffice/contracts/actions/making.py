"""A contract from a quote, an order or an opportunity, in one step."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tongxin.base.subjects import Subject
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.contracts.actions.writing import start_contract
from tongxin.frontoffice.contracts.models import Contract
from tongxin.frontoffice.orders.models import Order
from tongxin.frontoffice.pipeline.models import Opportunity
from tongxin.frontoffice.quotes.models import Quote


class ContractedAlready(ValidationError):
    """Of one record there is one contract that stands."""


def contract_quote(*, by: Person, quote: Quote, with_lines: bool = True) -> Contract:
    """With the lines of a quote the customer has, at its prices, without its options; or with its amount alone. Raises
    ContractedAlready, MayNotContract, ValidationError."""
    if quote.state not in (Quote.State.SENT, Quote.State.ACCEPTED):
        raise ValidationError(_("Only what the customer has, or accepted, becomes a contract."))
    lines = quote.lines.filter(is_option=False).select_related("product", "agreed")
    return _made(by, Subject("quote", quote.pk), quote, lines if with_lines else (), title=quote.title)


def contract_order(*, by: Person, order: Order, with_lines: bool = True) -> Contract:
    """With the lines of an order, at its prices; or with its amount alone. Raises as above."""
    if order.state == Order.State.CANCELLED:
        raise ValidationError(_("This order was called off."))
    lines = order.lines.select_related("product", "agreed")
    return _made(by, Subject("order", order.pk), order, lines if with_lines else (), title=order.title or order.number)


def contract_opportunity(*, by: Person, opportunity: Opportunity, with_lines: bool = True) -> Contract:
    """With the lines of an opportunity that isn't lost; or with its amount alone. Raises as above."""
    if opportunity.state == Opportunity.State.LOST:
        raise ValidationError(_("This opportunity is lost."))
    if opportunity.party is None:
        raise ValidationError(_("Say first which customer it is."))
    # Who may not see what the deal is worth does not learn it from its contract.
    hides = "amount" in hidden_fields(by, "opportunity")
    lines = opportunity.lines.select_related("product", "agreed") if with_lines and not hides else ()
    subject = Subject("opportunity", opportunity.pk)
    return _made(by, subject, opportunity, lines, title=opportunity.name, hides=hides)


def _made(
    by: Person, source: Subject, one: Any, lines: Iterable[Any], *, title: str, hides: bool = False
) -> Contract:  # Any: any of the above
    party: Party = one.party
    worth = None if hides else _worth(one)
    try:
        with transaction.atomic():
            return start_contract(
                by=by, party=party, carried=lines, worth=worth, currency=one.currency, source=source, title=title,
                project=getattr(one, "project", ""),
            )  # fmt: skip
    except IntegrityError as error:
        raise ContractedAlready(_("There is a contract of this already.")) from error


def _worth(one: Any) -> Any:  # Any: as above; money
    return one.worth if isinstance(one, Opportunity) else one.total
