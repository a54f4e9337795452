"""The list of customers."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from tongxin.base.web.doors import door, signed_in
from tongxin.directory.parties.models import Party


def chosen_rows(request: HttpRequest) -> QuerySet[Party]:
    """Rows."""
    return Party.objects.visible_to(request.user).customers()


@door(signed_in)
def customers(request: HttpRequest) -> HttpResponse:
    """List."""
    return HttpResponse("")
