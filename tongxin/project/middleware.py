"""What happens to every request and answer."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers, patch_vary_headers

from tongxin.base.web.addresses import visitor_of
from tongxin.collab.org.queries import firm_time_zone

Next = Callable[[HttpRequest], HttpResponseBase]

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


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
