"""Lines of an opportunity: what of our products it is about. Together they are its amount."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.directory.catalogue.actions.lines import each_row, sum_lines, write_line_of
from tongxin.frontoffice.pipeline.actions.changing import NotOpen, change_opportunity
from tongxin.frontoffice.pipeline.actions.checks import own
from tongxin.frontoffice.pipeline.models import Opportunity, OpportunityLine
from tongxin.frontoffice.pipeline.queries.lines import lines_of
from tongxin.frontoffice.quotes.actions import start_quote
from tongxin.frontoffice.quotes.models import Quote

Values = Mapping[str, Any]  # Any: as typed


def _own_open(by: Person, number: int) -> Opportunity:
    opportunity = own(by, number)
    if not opportunity.is_open:
        raise NotOpen(_("It is closed. Take it up again before you change its lines."))
    return opportunity


@transaction.atomic
def write_deal_lines(
    *, by: Person, opportunity: Opportunity, lines: Iterable[Values], known: OpportunityLine | None = None
) -> Opportunity:
    """Add lines, all or none, or write a `known` one anew; the amount becomes what they come to. Raises NotYours, NotOpen, FieldLocked,
    ValidationError that names the row."""
    opportunity = _own_open(by, opportunity.pk)
    place = opportunity.lines.count()
    for number, values in enumerate(lines, start=1):
        line = known or OpportunityLine(opportunity=opportunity, place=place + number)
        line.opportunity = opportunity
        with each_row(number if known is None else 0):
            write_line_of(line, values, by=by, party=opportunity.party).save()
    return _amounted(by, opportunity)


@transaction.atomic
def remove_deal_line(*, by: Person, opportunity: Opportunity, number: int) -> Opportunity:
    """Take a line out. Raises NotYours, NotOpen."""
    opportunity = _own_open(by, opportunity.pk)
    opportunity.lines.filter(pk=number).delete()
    return _amounted(by, opportunity)


def _amounted(by: Person, opportunity: Opportunity) -> Opportunity:
    lines = lines_of(opportunity)
    if not lines:
        return opportunity
    worth = sum_lines(lines, opportunity.currency).gross
    product = lines[0].text[:120] if len(lines) == 1 and not opportunity.product else opportunity.product
    return change_opportunity(by=by, opportunity=opportunity, amount=worth, product=product)


@transaction.atomic
def quote_opportunity(*, by: Person, opportunity: Opportunity) -> Quote:
    """Begin a quote with its lines at their prices. Raises NotYours, NotOpen, MayNotQuote, ValidationError."""
    opportunity = _own_open(by, opportunity.pk)
    if opportunity.party is None:
        raise ValidationError(_("Say first which customer it is."))
    lines = [line.values() for line in lines_of(opportunity)]
    return start_quote(
        by=by, party=opportunity.party, title=opportunity.name, currency=opportunity.currency, lines=lines,
        source=Subject("opportunity", opportunity.pk),
    )  # fmt: skip
