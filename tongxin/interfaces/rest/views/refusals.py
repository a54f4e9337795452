"""Which exception of which room becomes which problem: said here once."""

import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import (
    NON_FIELD_ERRORS,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    ValidationError,
)
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError
from ninja.errors import ValidationError as BadRequest

from tongxin.base.paging import BadCursor
from tongxin.base.web.pacing import TooFast
from tongxin.collab.jobs.actions import KeyReused, StillRunning
from tongxin.collab.people.actions import TokenExpired
from tongxin.directory.parties.actions import ChangedMeanwhile
from tongxin.interfaces.rest.actions.rights import FieldsLocked
from tongxin.interfaces.rest.actions.versions import VersionNeeded
from tongxin.interfaces.rest.views.faults import fault
from tongxin.interfaces.rest.views.problems import problem

logger = logging.getLogger("tongxin.rest")
_SECONDS = "2"
Refusal = Callable[[Any], HttpResponse]  # Any: the exception of its line


class Stale(Exception):
    """The writer knows an older version. `current` is the record as it is now."""

    def __init__(self, current: dict[str, Any], why: str) -> None:  # Any: JSON values
        super().__init__(why)
        self.current = current


def field_errors(error: ValidationError) -> list[tuple[str, str]]:
    """Fields and messages of a refusal by the domain."""
    if not hasattr(error, "error_dict"):
        return [("", message) for message in error.messages]
    found = error.message_dict.items()
    return [("" if name == NON_FIELD_ERRORS else name, text) for name, texts in found for text in texts]


def _unauthenticated(error: Exception) -> HttpResponse:
    said = str(error) if isinstance(error, TokenExpired) else _("Send a token: Authorization: Bearer …")
    return problem("unauthenticated", said, headers={"WWW-Authenticate": "Bearer"})


def _locked(error: FieldsLocked) -> HttpResponse:
    return problem(
        "forbidden", error, errors=[(name, _("You may read this but not change it.")) for name in error.names]
    )


def _bad(error: BadRequest) -> HttpResponse:
    return problem("invalid", errors=[fault(one) for one in error.errors])


def _http(error: HttpError) -> HttpResponse:
    return problem("malformed" if error.status_code == 400 else "invalid", _("The body is not JSON as it should be."))


def _broken(error: Exception) -> HttpResponse:
    logger.error("A request broke", exc_info=error)
    return problem("broken", _("Nothing was half-saved. Please try once more."))


def _too_fast(error: TooFast) -> HttpResponse:
    text = _("This token has sent more in a minute than it may. Wait %(n)d seconds.") % {"n": error.seconds}
    return problem("too-many", text, headers={"Retry-After": str(error.seconds)})


def _busy(error: OperationalError) -> HttpResponse:
    logger.warning("The database is busy", exc_info=error)
    return problem("busy", _("Nothing was saved. Please try again."), headers={"Retry-After": _SECONDS})


REFUSALS: dict[type[Exception], Refusal] = {
    TokenExpired: _unauthenticated,
    AuthenticationError: _unauthenticated,
    TooFast: _too_fast,
    FieldsLocked: _locked,
    PermissionDenied: lambda error: problem("forbidden", error),
    Http404: lambda error: problem("not-found", _("It doesn't exist, or it isn't yours to see.")),
    Stale: lambda error: problem("stale", error, current=error.current),
    VersionNeeded: lambda error: problem("version-needed", error),
    ChangedMeanwhile: lambda error: problem("conflict", error, current=error.current),
    StillRunning: lambda error: problem("still-running", headers={"Retry-After": _SECONDS}),
    KeyReused: lambda error: problem("key-reused", _("Take a new Idempotency-Key for a new request.")),
    ValidationError: lambda error: problem("invalid", errors=field_errors(error)),
    BadCursor: lambda error: problem("invalid", errors=[("after", str(error))]),
    BadRequest: _bad,
    HttpError: _http,
    RequestDataTooBig: lambda error: problem("too-large", _("At most 10 MB.")),
    SuspiciousOperation: lambda error: problem("malformed"),
    OperationalError: _busy,
    Exception: _broken,
}


def _answering(refusal: Refusal) -> Callable[[HttpRequest, Any], HttpResponse]:  # Any: the exception
    def answering(request: HttpRequest, error: Any) -> HttpResponse:  # Any: as above
        if isinstance(error, PermissionDenied):
            person = getattr(getattr(request, "auth", None), "person", None)
            logger.info("%s refused person %s", type(error).__name__, person.pk if person else "of a token")
        return refusal(error)

    return answering


def refuse_with_problems(api: NinjaAPI) -> None:
    """Have every refusal answered in this way."""
    for kind, refusal in REFUSALS.items():
        api.add_exception_handler(kind, _answering(refusal))


def refusal_of(error: Exception) -> HttpResponse:
    """The answer to an exception outside an operation."""
    return next(REFUSALS[kind] for kind in type(error).__mro__ if kind in REFUSALS)(error)
