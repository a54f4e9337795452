"""The nouns of the room."""

from tongxin.frontoffice.quotes.models.link import QuoteLink
from tongxin.frontoffice.quotes.models.quote import Quote, QuoteLine
from tongxin.frontoffice.quotes.models.special_price import SpecialPrice

__all__ = ["Quote", "QuoteLine", "QuoteLink", "SpecialPrice"]
