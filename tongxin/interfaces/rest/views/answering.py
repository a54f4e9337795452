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


def answer(value: Any) -> HttpResponse:  # Any: JSON values
    """A JSON answer. A record with a version carries it as its ETag too."""
    return _response(200, _told(value, ""))


def _told(value: Any, location: str) -> dict[str, str]:  # Any: JSON values
    """The answer as it is kept: letter by letter, because a database may order keys anew."""
    told = {} if value is None else {"body": to_json(value).decode()}
    if isinstance(value, dict) and "version" in value:
        told["ETag"] = f'"{value["version"]}"'
    if location:
        told["Location"] = location.format(**value)
    return told


def _response(status: int, told: dict[str, str]) -> HttpResponse:
    headers = {name: value for name, value in told.items() if name != "body"}
    if "body" not in told:
        return HttpResponse(status=204, headers=headers)
    return HttpResponse(told["body"], status=status, content_type=MEDIA_TYPE, headers=headers)


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
            location = request.path + "/{id}" if is_new else ""
            told, is_repeat = _done(request, lambda: _told(operation(request, *args, **kwargs), location))
            response = _response(status, told)
            if is_repeat:
                response["Idempotency-Replayed"] = "true"
            return response

        return endpoint

    return wrap


def _done(request: ApiRequest, deed: Callable[[], dict[str, str]]) -> tuple[dict[str, str], bool]:
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return deed(), False
    asked = [request.method or "", request.get_full_path(), request.headers.get("If-Match", "")]
    said = sha256("\n".join(asked).encode(errors="surrogatepass") + b"\n" + request.body).hexdigest()
    done = do_once(principal=f"token:{request.auth.token.pk}", key=key, fingerprint=said, now=now(), deed=deed)
    return done.value, done.is_repeat


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
