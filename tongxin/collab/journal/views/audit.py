"""The audit trail: who did what, to what, when, and how it was before."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.paging import BadCursor, page_of
from tongxin.base.registries import sentences, subject_kinds
from tongxin.base.web.doors import door
from tongxin.collab.access.policies import administrators
from tongxin.collab.journal.forms import AuditFilter, label_of
from tongxin.collab.journal.models import Entry
from tongxin.collab.journal.queries import audit_trail, hidden_of, open_particulars, say_told

SIZE = 60


@dataclass(frozen=True)
class Line:
    """One entry as it is shown."""

    entry: Entry
    text: str
    title: str
    url: str
    before: list[tuple[str, str]]


@dataclass(frozen=True)
class Turning:
    """Earlier and later lines, as the pager of the kit wants it."""

    summary: str
    previous_url: str
    next_url: str


def _records(person: Any, entries: Sequence[Entry]) -> dict[tuple[str, int], Any]:  # Any: records of all rooms
    """The records that this person may see, one look-up for each kind."""
    ids: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        ids[entry.kind].add(entry.subject_id)
    found = {}
    for kind, numbers in ids.items():
        if (known := subject_kinds.find(kind)) is not None:
            found.update({(kind, number): record for number, record in known.visible(person, numbers).items()})
    return found


def _line(person: Any, entry: Entry, record: Any) -> Line:  # Any: as above
    sentence, kind = sentences.find(entry.name), subject_kinds.find(entry.kind)
    hidden = hidden_of(person, entry.kind)
    told = open_particulars(entry, hidden)
    text = sentence.text(told or {}, record) if sentence and told is not None else entry.name
    if told is None:
        text = _("changed what your role does not show")
    known = kind is not None and record is not None
    title = kind.title(record) if kind and known else f"{label_of(entry.kind)} {entry.subject_id}"
    before = [
        (key, "—" if value in (None, "") else str(value))
        for key, value in (entry.before or {}).items()
        if key not in hidden
    ]
    return Line(entry, text, title, kind.url(record) if kind and known else "", before)


@door(administrators)
def audit(request: HttpRequest) -> HttpResponseBase:
    """The newest lines first, filtered by person, kind, event and day."""
    form = AuditFilter(request.GET)
    wanted = form.wanted()
    kept = {key: value for key in form.fields if (value := request.GET.get(key, ""))}
    try:
        rows = page_of(audit_trail(wanted), order=["-id"], size=SIZE, cursor=request.GET.get("after", ""))
    except BadCursor:
        return redirect(f"{reverse('audit')}?{urlencode(kept)}")
    records = _records(request.user, rows.rows)
    for kind in {entry.kind for entry in rows.rows}:
        say_told(request.user, kind, [entry for entry in rows.rows if entry.kind == kind])
    before, after = (f"?{urlencode({**kept, 'after': at})}" if at else "" for at in (rows.previous, rows.next))
    context = {
        "crumbs": [{"title": _("Settings"), "url": "/settings/"}, {"title": _("Audit trail"), "url": ""}],
        "form": form,
        "lines": [_line(request.user, entry, records.get((entry.kind, entry.subject_id))) for entry in rows.rows],
        "page": Turning("", before, after),
        "is_filtered": bool(kept),
    }
    return render(request, "journal/audit.html", context)
