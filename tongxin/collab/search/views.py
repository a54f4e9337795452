"""Finding: a page of its own, and the suggestions of the command palette."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tongxin.base.registries import Hit
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.search.queries import Group, search_groups

ON_PAGE = 20
SUGGESTED = 6
LONGEST = 200


def _marked(text: str, q: str) -> SafeString:
    """The text with what was typed marked in it, where it stands there as typed."""
    words = sorted({re.escape(word) for word in q.split()}, key=len, reverse=True)
    parts = re.split(f"({'|'.join(words)})", text, flags=re.IGNORECASE) if words else [text]
    # `split` hands over plain and found text in turn.
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", part) if at % 2 else part,) for at, part in enumerate(parts))
    )


def _shown(groups: list[Group], q: str) -> list[dict[str, Any]]:  # Any: template context
    return [
        {"label": group.label, "icon": group.icon, "hits": [_line(hit, q) for hit in group.hits]} for group in groups
    ]


def _line(hit: Hit, q: str) -> dict[str, Any]:  # Any: template context
    return {"title": hit.title, "marked": _marked(hit.title, q), "detail": hit.detail, "url": hit.url, "face": hit.face}


@door(signed_in)
def results(request: HttpRequest) -> HttpResponse:
    """Everything found, by kind of record."""
    q = request.GET.get("q", "")[:LONGEST].strip()
    groups = search_groups(request.user, q, limit=ON_PAGE) if q else []
    context = {
        "q": q,
        "groups": _shown(groups, q),
        "count": sum(len(group.hits) for group in groups),
        "crumbs": [{"title": _("Search"), "url": ""}],
    }
    return render(request, "search/results.html", context)


@door(signed_in)
def suggestions(request: HttpRequest) -> HttpResponse:
    """The best few of each kind, as options for the palette; it adds places and commands itself."""
    q = request.GET.get("q", "")[:LONGEST].strip()
    groups = search_groups(request.user, q, limit=SUGGESTED) if q else []
    return render(request, "search/_suggestions.html", {"groups": _shown(groups, q), "q": q})
