"""With what words a firm's first template begins."""

from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.frontoffice.contracts.models import ContractTemplate


def sample_text() -> str:
    """Clauses of a plain sale, in the language in use; the firm words them as its lawyers want."""
    return "\n\n".join(
        (
            _(
                "1. Parties\nBuyer: {customer} (tax number {customer_tax_number})\nSeller: {us} (tax number {our_tax_number})"
            ),
            _("2. Goods and price\n{lines}\nIn all {amount}, in words: {capitals}."),
            _("3. Delivery and payment\n{milestones}"),
            _("4. Quality\nThe seller warrants the goods for twelve months after acceptance."),
            _("5. Term\nThis contract holds from {begins} to {ends}."),
            _("6. Breach\nWho is late pays 0.05% of the amount concerned for each day, at most 5% of the contract."),
            _("7. Disputes\nDisputes are settled by talks, and failing these before the court at the seller's seat."),
        )
    )


def make_first_template() -> None:
    """The template a firm begins with, unless it has any. No event: nobody did anything."""
    if not ContractTemplate.objects.exists():
        ContractTemplate.objects.create(name=_("Sale of goods"), text=sample_text(), changed_at=now())
