"""How doors load records."""

from django.http import HttpRequest

from tongxin.base.web.records import found_in
from tongxin.frontoffice.quotes.models import Quote


def seen(request: HttpRequest, number: int) -> Quote:
    """The quote, if this person may see it; otherwise it does not exist."""
    return found_in(Quote.objects.visible_to(request.user).select_related("party", "owner"), number)
