"""Tokens for programs."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.database.prepared import prepared
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.events import TokenCreated, TokenRevoked
from tongxin.collab.people.models import Person, Token
from tongxin.collab.people.models.token import digest_of, new_secret

SCOPES = ("read", "write")


class TokenNameTaken(ValidationError):
    """The person has a living token of this name: which program is which would not be clear."""


class TokenExpired(PermissionDenied):
    """The token is unknown, revoked, expired, or its person has left."""


@transaction.atomic
def create_token(
    *, by: Person, person: Person, name: str, scopes: Collection[str] = SCOPES, expires_at: datetime | None = None
) -> tuple[Token, str]:
    """Give a program a key. The secret is answered once and stored nowhere. Raises TokenNameTaken."""
    if Token.objects.alive(now()).filter(person=person, name=name).exists():
        raise TokenNameTaken(_("There is a token of this name already. Revoke it first, or choose another name."))
    secret = new_secret()
    token = Token.objects.create(
        person=person,
        name=name,
        digest=digest_of(secret),
        scopes=[scope for scope in SCOPES if scope in scopes],
        epoch=person.credential_epoch,
        created_at=now(),
        expires_at=expires_at,
    )
    tell(TokenCreated(label=name, scopes=token.scopes), by=by, on=Subject("person", person.pk))
    return token, secret


@transaction.atomic
def revoke_token(*, by: Person, token: Token) -> None:
    """Take the key back; it is dead with the next request."""
    if Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now()):
        tell(TokenRevoked(label=token.name), by=by, on=Subject("person", token.person_id))


@prepared
def _alive(at: datetime, digest: str) -> QuerySet[Token]:
    return Token.objects.alive(at).select_related("person").filter(digest=digest)


def person_of_token(secret: str) -> tuple[Person, Token]:
    """Who acts behind a secret. Raises TokenExpired for anything that is not alive."""
    token = next(iter(_alive(now(), digest_of(secret[:200]))), None)
    if token is None:
        raise TokenExpired(_("This token is unknown, revoked or expired."))
    return token.person, token
