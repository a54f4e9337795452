"""Looking behind a mask, and the log of those who did."""

import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxin.base.clock import now
from tongxin.base.lazy import LazyText
from tongxin.base.paging import BadCursor, page_of
from tongxin.base.registries import subject_kinds
from tongxin.base.sheets import write_xlsx
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import administrators
from tongxin.collab.people.models import Person
from tongxin.collab.people.policies import me
from tongxin.directory.parties.models import Party
from tongxin.directory.privacy.actions import reveal, save_reveal_rule
from tongxin.directory.privacy.forms import RevealRuleForm
from tongxin.directory.privacy.models import Reveal, RevealQuerySet
from tongxin.directory.privacy.models.reveal import LISTED, OPENED
from tongxin.directory.privacy.policies import can_see_masked
from tongxin.directory.privacy.queries.masks import reveal_rule

SIZE = 60
_NUMBERS = re.compile(r"<[^>]+>")  # what stands in the pattern of an address for the number of a record


@door(signed_in, methods=("POST",))
def reveal_field(request: HttpRequest, party_id: int) -> HttpResponse:
    """The whole value of one masked field."""
    party = Party.objects.living().filter(pk=party_id).first()
    if party is None or not can_see_masked(request.user, party):
        raise Http404
    field, point = request.POST.get("field", ""), _number(request.POST.get("point")) or 0
    reason, address = request.POST.get("reason", ""), request.META.get("REMOTE_ADDR", "")
    context: dict[str, Any] = {"party": party}  # Any: template context
    try:
        context["value"] = reveal(by=me(request), party=party, field=field, point=point, reason=reason, address=address)
    except ValidationError as error:
        context["fault"] = " ".join(error.messages)
    context["is_piece"] = bool(request.headers.get("HX-Request"))
    page = "privacy/_revealed.html" if context["is_piece"] else "privacy/revealed.html"
    return render(request, page, context, status=200 if "value" in context or context["is_piece"] else 422)


@door(administrators, methods=("GET", "POST"))
def reveal_log(request: HttpRequest) -> HttpResponse:
    """Who looked behind which mask, the newest first; and the rules for it."""
    rule = reveal_rule()
    form = RevealRuleForm(request.POST or None, initial={"per_hour": rule.per_hour, "asks_reason": rule.asks_reason})
    if request.method == "POST" and form.is_valid():
        save_reveal_rule(by=me(request), **form.cleaned_data)
        messages.success(request, _("Saved. It holds from now on."))
        return redirect("reveal_log")
    kept = {key: value for key in ("person", "customer") if (value := request.GET.get(key, ""))}
    try:
        page = page_of(_chosen(request), order=["-id"], size=SIZE, cursor=request.GET.get("after", ""))
    except BadCursor:
        return redirect("reveal_log")
    before, after = (f"?{urlencode({**kept, 'after': at})}" if at else "" for at in (page.previous, page.next))
    context = {
        "form": form,
        "rows": _shown(page.rows),
        "page": {"summary": "", "previous_url": before, "next_url": after},
        "people": Person.objects.by_name(),
        "chosen": _number(request.GET.get("person")),
        "customer": request.GET.get("customer", ""),
        "query": urlencode(kept),
        "crumbs": [
            {"title": _("Settings"), "url": reverse("settings")},
            {"title": _("Unmasking log"), "url": ""},
        ],
    }
    return render(request, "privacy/reveals.html", context, status=422 if form.errors else 200)


@door(administrators)
def reveal_export(request: HttpRequest) -> HttpResponseBase:
    """The log, filtered alike, as a spreadsheet."""
    headings = [
        _("when"),
        _("person"),
        _("customer"),
        _("field"),
        _("reason"),
        _("from which address"),
        _("shown where"),
    ]
    with tempfile.NamedTemporaryFile(suffix=".xlsx", delete=False) as made:
        path = Path(made.name)
    try:
        write_xlsx(path, headings, _cells(_chosen(request)))
        return FileResponse(path.open("rb"), as_attachment=True, filename=f"reveals-{now():%Y%m%d}.xlsx")
    finally:
        path.unlink(missing_ok=True)


def _cells(rows: RevealQuerySet) -> Iterator[list[str]]:
    for one in _shown(rows.order_by("-id")):
        at = timezone.localtime(one["at"])
        who = str(one["party"] or f"{one['kind']} {one['number']}".strip())
        yield [
            f"{at:%Y-%m-%d %H:%M:%S}",
            one["person"].name,
            who,
            one["label"],
            one["reason"],
            one["address"],
            one["door"],
        ]


def _chosen(request: HttpRequest) -> RevealQuerySet:
    """By colleague, and by number or part of the name of the customer."""
    rows = Reveal.objects.select_related("person").of_person(_number(request.GET.get("person")))
    wanted = request.GET.get("customer", "").strip()[:100]
    if not wanted:
        return rows
    return rows.filter(kind="party", party_id__in=Party.objects.filter(name__icontains=wanted).values("pk"))


def _shown(rows: Any) -> list[dict[str, Any]]:  # Any: looks; template context
    found = list(rows)
    labels = subject_kinds.get("party").fields
    parties = Party.objects.in_bulk({one.party_id for one in found if one.kind == "party"})
    return [
        {
            "at": one.at,
            "person": one.person,
            "party": parties.get(one.party_id) if one.kind == "party" else None,
            "kind": "" if one.kind == "party" and one.party_id else _kind(one.kind),
            "number": one.party_id or "",
            "label": _said(one, labels),
            "door": _NUMBERS.sub("…", f"/{one.door}") if one.door else "",
            "reason": one.reason,
            "address": one.address,
        }
        for one in found
    ]


def _kind(kind: str) -> str:
    known = subject_kinds.find(kind)
    return str(known.label) if known is not None else kind


def _said(one: Reveal, labels: Mapping[str, LazyText]) -> str:
    """The field; of what was shown whole the facts, and of how many records."""
    if one.field not in (OPENED, LISTED):
        return str(labels.get(one.field, one.field))
    facts = " · ".join(str(labels.get(name, name)) for name in one.facts.split(",") if name)
    if one.field == OPENED:
        return _("shown whole: %(facts)s") % {"facts": facts} if facts else _("the whole page")
    told = {"n": one.records, "facts": facts}
    return (
        ngettext("shown whole of %(n)d record: %(facts)s", "shown whole of %(n)d records: %(facts)s", one.records)
        % told
    )


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None
