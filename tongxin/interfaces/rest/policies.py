"""Whom the interface lets in: tokens, and for its description also people who are signed in."""

from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from tongxin.base.web.pacing import keep_pace
from tongxin.collab.people.actions import TokenExpired, person_of_token
from tongxin.collab.people.models import Person, Token

_READS = {"GET", "HEAD", "OPTIONS"}


class Principal(NamedTuple):
    """Who asks: a person, through a token."""

    person: Person
    token: Token


class TokenMayNot(PermissionDenied):
    """The token lacks the scope for this."""


class ApiRequest(HttpRequest):
    """A request that has passed the gate."""

    auth: Principal


def _demand(token: Token, scope: str, refusal: str) -> None:
    if scope not in token.scopes:
        raise TokenMayNot(refusal)


class BearerToken(HttpBearer):
    """`Authorization: Bearer …`; GET needs the scope `read`, everything else `write`."""

    def authenticate(self, request: HttpRequest, token: str) -> Principal:
        """Whose token it is. Raises TokenExpired, TokenMayNot, TooFast."""
        if not token.isascii():
            raise TokenExpired(_("This token is unknown, revoked or expired."))
        principal = Principal(*person_of_token(token.strip()))
        keep_pace(token=principal.token.pk)
        if request.method in _READS:
            _demand(principal.token, "read", _("This token may not read."))
        else:
            _demand(principal.token, "write", _("This token may only read."))
        if principal.person.time_zone:
            timezone.activate(principal.person.time_zone)
        return principal


bearer = BearerToken()


def principal_of(request: HttpRequest) -> Principal | None:
    """Who asks, or None without a token. Raises TokenExpired, TokenMayNot."""
    found: Principal | None = bearer(request)
    return found
