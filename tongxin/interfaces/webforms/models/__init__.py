"""Forms on the web, and what came in by them."""

from tongxin.interfaces.webforms.models.entry import Entry, Outcome
from tongxin.interfaces.webforms.models.form import ASKABLE, WebForm

__all__ = ["ASKABLE", "Entry", "Outcome", "WebForm"]
