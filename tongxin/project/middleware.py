"""What happens to every request and answer."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers, patch_vary_headers

from tongxin.base.clock import now
from tongxin.base.web import request_ids
from tongxin.base.web.addresses import is_trusted, visitor_of
from tongxin.base.web.doors import anyone
from tongxin.base.web.pacing import TooFast, keep_pace
from tongxin.base.web.showing import gathering
from tongxin.collab.access.policies import must_have_second_factor, owes_second_factor
from tongxin.collab.org.queries import firm_time_zone
from tongxin.collab.people.policies import coming_in
from tongxin.directory.privacy.actions import note_shown
from tongxin.project.errors import in_maintenance, second_factor_first, too_fast
from tongxin.project.maintenance import Maintenance
from tongxin.project.measuring import meter

Next = Callable[[HttpRequest], HttpResponseBase]
log = logging.getLogger(__name__)
SLOW = 2.0  # seconds
WATCHED = ("/health/", "/ready/", "/metrics")

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def measured(following: Next) -> Next:
    """Give every request a number, count its answer, and write a line about slow ones: the pattern of the address and no name."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        is_ours = is_trusted(request.META.get("REMOTE_ADDR", ""), settings.TRUSTED_PROXIES)
        request_ids.begin(request.headers.get(request_ids.HEADER, "") if is_ours else "")
        begun = time.perf_counter()
        try:
            response = following(request)
            seconds = time.perf_counter() - begun
            meter.note(response.status_code, seconds)
            if seconds > SLOW:
                log.warning(
                    "slow: %s %s %d in %.1f s", request.method, _pattern(request), response.status_code, seconds
                )
            response.headers[request_ids.HEADER] = request_ids.request_id()
            return response
        finally:
            request_ids.end()

    return middleware


def _pattern(request: HttpRequest) -> str:
    return request.resolver_match.route if request.resolver_match else "?"


def maintained(following: Next) -> Next:
    """While somebody works on the installation, let pages be read and nothing be changed, or nobody in; machines that watch are answered."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        pause = Maintenance.under_way()
        if pause is None or (pause.is_readable and request.method in ("GET", "HEAD")) or request.path in WATCHED:
            return following(request)
        return in_maintenance(request, pause.seconds_left(now()), is_readable=pause.is_readable)

    return middleware


def addresses(following: Next) -> Next:
    """Behind trusted proxies let REMOTE_ADDR be the visitor's address, so that guessing is limited by visitor and not by proxy."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if settings.TRUSTED_PROXIES:
            peer, forwarded = request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_X_FORWARDED_FOR", "")
            request.META["REMOTE_ADDR"] = visitor_of(peer, forwarded, settings.TRUSTED_PROXIES)
        return following(request)

    return middleware


def headers(following: Next) -> Next:
    """Tell the browser what a page may do, and never to keep pages of signed-in people."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = following(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(self), microphone=(self), geolocation=(self)")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not request.path.startswith("/static/") and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    return middleware


def language(following: Next) -> Next:
    """Speak the person's language and keep the person's time, or the firm's; guests get what their browser asks for."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        person = request.user
        chosen = person.language if person.is_authenticated else request.COOKIES.get("language", "")
        if chosen not in ("zh-hans", "en"):
            chosen = translation.get_language_from_request(request)
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            zone = person.is_authenticated and (person.time_zone or firm_time_zone())
            timezone.activate(zone) if zone else timezone.deactivate()
            response = following(request)
            patch_vary_headers(response, ["Accept-Language", "Cookie"])
            response.headers.setdefault("Content-Language", "zh-Hans" if chosen == "zh-hans" else chosen)
        return response

    return middleware


def paced(following: Next) -> Next:
    """Answer no more of one person than the installation allows in a minute; programs are counted by the interface for programs."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            try:
                keep_pace(person=request.user.pk)
            except TooFast as error:
                log.warning("too many requests in a minute of person %s", request.user.pk)
                return too_fast(request, error.seconds)
        return following(request)

    return middleware


def looked_at(following: Next) -> Next:
    """Write down what an answer showed whole to somebody, though the firm masks it for others; nothing is asked where it masks nothing."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        with gathering() as shown:
            response = following(request)
        if shown:
            address = request.META.get("REMOTE_ADDR", "")
            note_shown(shown=shown, door=_pattern(request), address=address)
        return response

    return middleware


class SecondFactorFirst:
    """Lead whoever must have a second factor, and has none yet, to where it is set up; no other door opens to them meanwhile.

    Doors that are open to guests stay open. Programs come with a token of their own, which is asked for by the interface for programs.
    """

    def __init__(self, following: Next) -> None:
        self._following = following

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing before the address is known."""
        return self._following(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:  # Any: Django's own
        """Refuse, unless the door says otherwise."""
        door = getattr(view, "door", anyone)
        if door is anyone or not request.user.is_authenticated:
            return None
        request.must_have_second_factor = must_have_second_factor(request.user)  # type: ignore[attr-defined]  # read by its page
        owes = owes_second_factor(request.user)
        request.owes_second_factor = owes  # type: ignore[attr-defined]  # as above
        if door is coming_in or not owes:
            return None
        if request.method not in ("GET", "HEAD"):
            return second_factor_first(request)
        if request.headers.get("HX-Request"):
            return HttpResponse(status=403, headers={"HX-Redirect": reverse("second-factor")})
        return redirect("second-factor")
