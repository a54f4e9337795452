"""How doors load a record and answer after a deed, the same in every room."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

_TOO_LARGE = 2**63
M = TypeVar("M", bound=Model)


class HasPage(Protocol):
    """A record with a page of its own."""

    def get_absolute_url(self) -> str: ...


def found_in(rows: QuerySet[M], number: int) -> M:
    """The record of this number among those that the person may see; otherwise it does not exist. Raises Http404."""
    found = rows.filter(pk=number).first() if number < _TOO_LARGE else None
    if found is None:
        raise Http404
    return found


def said(request: HttpRequest, text: str, where: str, *, is_refusal: bool = False) -> HttpResponse:
    """Say what was done, or why not, and go to `where`."""
    (messages.error if is_refusal else messages.success)(request, text)
    return redirect(where)


def do(request: HttpRequest, one: HasPage, deed: Callable[[], object], text: str, at: str = "") -> HttpResponse:
    """Do it and come back to `at` on the record's page, or come back and say why not."""
    try:
        deed()
    except ValidationError as error:
        return said(request, " ".join(error.messages), one.get_absolute_url(), is_refusal=True)
    return said(request, text, one.get_absolute_url() + at)
