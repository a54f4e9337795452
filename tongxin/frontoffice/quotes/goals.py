"""What special prices may give away: an allowance of each unit, kept among the targets."""

from django.utils.translation import gettext_lazy as _

from tongxin.frontoffice.quotes.queries.allowances import given_by
from tongxin.frontoffice.targets.queries import Measure, measures

ALLOWANCE = "given_away"


def register_measures() -> None:
    """The money given away, not to be passed."""
    entry = Measure(
        label=_("Given away by special prices"), is_money=True, reached=given_by, order=60, field="given_away", kind="quote",
        is_limit=True,
    )  # fmt: skip
    measures.register(ALLOWANCE, entry)
