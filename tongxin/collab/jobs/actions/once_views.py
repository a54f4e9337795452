"""The same for forms: a hidden field makes a second press of the button, or a reload, give the first answer again."""

import json
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.collab.jobs.actions.doing_once import KeyReused, StillRunning, do_once

FIELD = "once"
_IGNORED = {FIELD, "csrfmiddlewaretoken"}
View = Callable[..., HttpResponseBase]


class NotAWholeAnswer(TypeError):
    """A view under `once` streams its answer, so it can't be kept."""


class _Refused(Exception):
    """Carries an answer that must not be kept: nothing was done, and the person may try again."""

    def __init__(self, response: HttpResponseBase) -> None:
        self.response = response


def once(view: View) -> View:
    """Run a view's POST once per `once` field and person; stands below `@door`.

    Redirects and other answers below 400 are kept and repeated for 7 days. An answer from 400 on (422 for a form that is to
    be corrected) undoes whatever the view changed and keeps nothing. Without the field the view runs as ever.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # Any: what the address holds
        token = request.POST.get(FIELD, "") if request.method == "POST" else ""
        if not token or request.user.pk is None:
            return view(request, *args, **kwargs)

        fresh: list[HttpResponse] = []

        def deed() -> dict[str, Any]:  # Any: JSON values
            fresh.append(_worth_keeping(view(request, *args, **kwargs)))
            return _kept(fresh[0])

        try:
            answer = do_once(
                principal=f"person:{request.user.pk}",
                key=token,
                fingerprint=_fingerprint(request),
                now=now(),
                deed=deed,
            )
        except _Refused as refusal:
            return refusal.response
        except KeyReused as error:
            return HttpResponse(" ".join(error.messages), status=409, content_type="text/plain; charset=utf-8")
        except StillRunning:
            text = _("This is still being saved. Wait a moment and reload the page.")
            return HttpResponse(text, status=409, content_type="text/plain; charset=utf-8")
        return _told_again(answer.value) if answer.is_repeat else fresh[0]

    return guarded


def _fingerprint(request: HttpRequest) -> str:
    """What was asked: address, fields, and names and sizes of files."""
    fields = sorted((key, values) for key, values in request.POST.lists() if key not in _IGNORED)
    files = sorted((key, file.name, file.size) for key, files in request.FILES.lists() for file in files)
    return sha256(json.dumps([request.path, fields, files]).encode()).hexdigest()


def _worth_keeping(response: HttpResponseBase) -> HttpResponse:
    if response.status_code >= 400:
        raise _Refused(response)
    if not isinstance(response, HttpResponse):
        raise NotAWholeAnswer(type(response).__name__)
    if isinstance(response, SimpleTemplateResponse):
        response.render()
    return response


def _kept(response: HttpResponse) -> dict[str, Any]:  # Any: JSON values
    return {"status": response.status_code, "body": response.content.decode(), "headers": dict(response.items())}


def _told_again(kept: dict[str, Any]) -> HttpResponse:  # Any: JSON values
    return HttpResponse(kept["body"], status=kept["status"], headers=kept["headers"])
