"""What may be done with what we know of somebody."""

from tongxin.directory.privacy.queries.consents import Standing, ledger_of, may_contact, standings_of
from tongxin.directory.privacy.queries.holds import held, holds_of

__all__ = ["Standing", "held", "holds_of", "ledger_of", "may_contact", "standings_of"]
