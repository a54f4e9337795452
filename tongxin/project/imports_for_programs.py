"""`/api/v1/imports`: what files brought in. Two interfaces that don't know each other are joined here."""

from typing import Any, Literal

from django.http import Http404
from ninja import Query, Router
from pydantic import BaseModel

from tongxin.collab.access.policies import can_import
from tongxin.interfaces.imports.models import Import
from tongxin.interfaces.imports.queries import report_of
from tongxin.interfaces.rest.forms.answers import Page, Ref
from tongxin.interfaces.rest.forms.values import Listing
from tongxin.interfaces.rest.policies import ApiRequest
from tongxin.interfaces.rest.queries.lists import equal_to, narrowed, order_of, page
from tongxin.interfaces.rest.queries.values import Json, instant, ref
from tongxin.interfaces.rest.views.answering import reading
from tongxin.interfaces.rest.views.declaring import reads, reads_one

router = Router(tags=["imports"])
State = Literal["new", "checked", "running", "paused", "done", "failed", "undoing", "undone"]
_COUNTS = ("rows", "created", "updated", "unchanged", "merged", "rejected")
_COLUMNS = (
    "id",
    "name",
    "target",
    "state",
    "at",
    "started_by_id",
    "started_by__name",
    "read",
    *_COUNTS[1:],
    "finished_at",
)


class ImportsAsked(Listing):
    """Sorts: `-id` (as without), `id`."""

    state: State | None = None


class ImportShown(BaseModel):
    """One file. `rejected` counts rows; the report names them."""

    id: int
    file: str
    target: str
    state: str
    at: str
    started_by: Ref
    rows: int
    created: int
    updated: int
    unchanged: int
    merged: int
    rejected: int
    finished_at: str | None


class Report(BaseModel):
    """What an import did."""

    id: int
    file: str
    rows: int
    created: int
    updated: int
    unchanged: int
    merged: int
    rejected: list[dict[str, Any]]  # Any: row, column, value, reason
    warnings: list[str]
    mapping: list[dict[str, Any]]  # Any: column, field, confidence
    seconds: float


def _show(row: Any) -> Json:  # Any: a row of _COLUMNS
    one: Json = {"id": row.id, "file": row.name, "target": row.target, "state": row.state, "rows": row.read}
    one |= {name: getattr(row, name) for name in _COUNTS[1:]}
    one["started_by"] = ref(row.started_by_id, row.started_by__name)
    return one | {"at": instant(row.at), "finished_at": instant(row.finished_at)}


@router.get("", response=reads(Page[ImportShown]), url_name="imports")
@reading
def all_imports(request: ApiRequest, asked: Query[ImportsAsked]) -> Json:
    """Files that the token's person brought in; administrators see all. The newest first."""
    question = asked.question()
    seen = Import.objects.visible_to(request.auth.person)
    seen = seen if can_import(request.auth.person) else seen.none()
    rows = narrowed(seen, question.equal, {"state": equal_to("state")}, ())
    order = order_of(question.sort or "-id", {"id": ("id",)}, ())
    return page(rows, _COLUMNS, question, order=order, show=lambda found: [_show(row) for row in found])


@router.get("/{int:import_id}", response=reads_one(Report), url_name="import")
@reading
def one_import(request: ApiRequest, import_id: int) -> Json:
    """The report of one import, with every rejected row."""
    found = Import.objects.visible_to(request.auth.person).filter(pk=import_id).first()
    if found is None or not can_import(request.auth.person):
        raise Http404
    return report_of(found)
