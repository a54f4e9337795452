"""Sessions: where somebody is signed in, and how that ends."""

from django.contrib.auth import login
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest

from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.events import SessionEnded, SessionsEnded
from tongxin.collab.people.models import Person, SignedIn
from tongxin.collab.people.session_store import SessionStore


def begin_session(*, request: HttpRequest, person: Person) -> None:
    """Sign in whoever has proved to be this person, under a new session key; the browser is written down, so that they know it again."""
    login(request, person, backend="tongxin.collab.people.models.PersonBackend")
    if isinstance(request.session, SessionStore):
        request.session.begin(agent=request.headers.get("User-Agent", ""), address=request.META.get("REMOTE_ADDR", ""))


@transaction.atomic
def end_session(*, by: Person, session: SignedIn) -> None:
    """End one session of one's own; its cookie is worthless with the next request. One that has ended meanwhile stays so."""
    device = session.device
    _rows, ended = Session.objects.filter(pk=session.pk, signed_in__person=by).delete()
    if ended:
        tell(SessionEnded(device=device), by=by, on=Subject("person", by.pk))


@transaction.atomic
def end_sessions(*, by: Person, person: Person) -> None:
    """End every session, token and link of the person. The door that asks may begin its own session anew."""
    Person.objects.filter(pk=person.pk).update(credential_epoch=F("credential_epoch") + 1)
    person.refresh_from_db(fields=["credential_epoch"])
    tell(SessionsEnded(person="" if by.pk == person.pk else person.name), by=by, on=Subject("person", person.pk))
