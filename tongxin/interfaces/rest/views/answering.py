"""What all operations share: JSON out, unknown questions refused, and writing done once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from hashlib import sha256
from typing import Any, get_type_hints

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from pydantic import BaseModel
from pydantic_core import to_json

from tongxin.base.clock import now
from tongxin.collab.jobs.actions import do_once
from tongxin.directory.parties.actions import StaleVersion as StaleParty
from tongxin.interfaces.rest.actions.versions import StaleVersion, VersionNeeded
from tongxin.interfaces.rest.policies import ApiRequest
from tongxin.interfaces.rest.queries.lists import UnknownNames
from tongxin.interfaces.rest.queries.values import Json
from tongxin.interfaces.rest.views.refusals import Stale

Operation = Callable[..., Any]  # Any: JSON values
Endpoint = Callable[..., HttpResponse]
MEDIA_TYPE = "application/json"


def answer(value: Any, status: int = 200, *, location: str = "") -> HttpResponse:  # Any: JSON values
    """A JSON answer; nothing at all for None. A record with a version carries it as its ETag too."""
    if value is None:
        return HttpResponse(status=204)
    response = HttpResponse(to_json(value), status=status, content_type=MEDIA_TYPE)
    if isinstance(value, dict) and "version" in value:
        response["ETag"] = f'"{value["version"]}"'
    if location:
        response["Location"] = location
    return response


def _known_questions(operation: Operation) -> frozenset[str]:
    """Names that the query string of this operation may hold."""
    hints = get_type_hints(operation)
    asked = hints.get("asked")
    return frozenset(asked.model_fields) if isinstance(asked, type) and issubclass(asked, BaseModel) else frozenset()


def _refuse_unknown(request: HttpRequest, known: frozenset[str]) -> None:
    if request.META.get("QUERY_STRING") and (unknown := request.GET.keys() - known):
        raise UnknownNames(unknown)


def reading(operation: Operation) -> Endpoint:
    """An operation that only looks."""
    known = _known_questions(operation)

    @wraps(operation)
    def endpoint(request: ApiRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # Any: checked values
        _refuse_unknown(request, known)
        return answer(operation(request, *args, **kwargs))

    return endpoint


def writing(status: int = 200, *, is_new: bool = False) -> Callable[[Operation], Endpoint]:
    """An operation that changes something: with an `Idempotency-Key`, once, however often it is sent within seven days."""

    def wrap(operation: Operation) -> Endpoint:
        @wraps(operation)
        def endpoint(request: ApiRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # Any: checked values
            _refuse_unknown(request, frozenset())
            value, is_repeat = _done(request, lambda: operation(request, *args, **kwargs))
            response = answer(value, status, location=f"{request.path}/{value['id']}" if is_new else "")
            if is_repeat:
                response["Idempotency-Replayed"] = "true"
            return response

        return endpoint

    return wrap


def _done(request: ApiRequest, deed: Callable[[], Any]) -> tuple[Any, bool]:  # Any: JSON values
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return deed(), False
    asked = [request.method or "", request.get_full_path(), request.headers.get("If-Match", "")]
    said = sha256("\n".join(asked).encode(errors="surrogatepass") + b"\n" + request.body).hexdigest()
    return do_once(principal=f"token:{request.auth.token.pk}", key=key, fingerprint=said, now=now(), deed=deed)


def known_version(request: HttpRequest) -> int:
    """The version in `If-Match`. Raises VersionNeeded."""
    version = stated_version(request)
    if version is None:
        raise VersionNeeded
    return version


def stated_version(request: HttpRequest) -> int | None:
    """The same where it is not demanded. Anything but a number is a version that no record has."""
    said = request.headers.get("If-Match")
    if said is None:
        return None
    number = said.strip().removeprefix("W/").strip('"')
    return int(number) if number.isascii() and number.isdigit() and len(number) < 19 else -1


@contextmanager
def current(show: Callable[[], Json]) -> Iterator[None]:
    """Whoever comes too late is told how the record is now."""
    try:
        yield
    except (StaleVersion, StaleParty) as error:
        raise Stale(show(), _("Somebody else changed this meanwhile.")) from error
