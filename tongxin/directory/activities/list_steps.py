"""The list of what is planned, as the kit of lists (collab/views) shows it."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tongxin.base.ui.templatetags.ui import icon, when
from tongxin.collab.access.models import reach_of
from tongxin.collab.people.models import Person
from tongxin.collab.views.queries import Cell, Column, ListKind, Look, Preset, RowHead, Tab, Words
from tongxin.directory.activities.actions import change_step
from tongxin.directory.activities.list_parts import AMOUNT, CUSTOMER, Values, changes, face_cell, walks
from tongxin.directory.activities.models import Step
from tongxin.directory.activities.templatetags.due import due_words
from tongxin.directory.parties.models import sees


def _changeable_steps(person: Any) -> QuerySet[Step]:  # Any: as above
    number = reach_of(person).person_id
    mine = Q(owner=number) | Q(made_by=number)
    seen = (mine & Q(party=None)) | Q(sees(person, "party_id"))
    return Step.objects.filter(seen & (mine | changes(person)))


def _step_head(row: Step, hidden: Collection[str]) -> RowHead:
    return RowHead(row.text, row.get_absolute_url(), icon(row.icon), " · ".join(one.name for one in row.people.all()))


def _due(row: Step, at: datetime) -> Cell:
    if not row.is_open:
        return Cell(
            format_html(_("Done on {day}"), day=when(row.done_at)) if row.done_at else _("Given up"), "mut", "aside"
        )
    return Cell(due_words(row, at), "num c-seal" if row.is_late(at) else "num mut", "aside")


def _open_steps(look: Look, to_count: bool) -> QuerySet[Step]:
    """What is still to be done, or all where a condition speaks of what was done."""
    own = Q(party=None) & (Q(owner=look.person.pk) | Q(made_by=look.person.pk))
    walked = Step.objects.filter(own | Q(sees(look.person, "party_id")))
    rows = walked if walks(look.person) else Step.objects.visible_to(look.person)
    return rows if look.asks_for({"done_at"}) else rows.open()


def _change_step(by: Person, number: int, values: Values, was: Values | None) -> None:
    given: Values = {}
    for key, value in values.items():
        if key in ("step_owner", "owner"):
            given["owner"] = _colleague(value)
        elif key in ("due_on", "due"):
            given["due"] = _day(value)
        else:
            given[{"step_kind": "kind"}.get(key, key)] = value
    seen = {{"due_on": "due", "step_kind": "kind"}.get(key, key): value for key, value in (was or {}).items()}
    seen = {key: value for key, value in seen.items() if key not in ("step_owner", "owner", "due")}
    change_step(by=by, step=Step(pk=number), was=seen, **given)


def _colleague(value: Any) -> Person:  # Any: a number, as typed or kept
    text = str(value or "")
    found = Person.objects.active().filter(pk=int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0)
    if (person := found.first()) is None:
        raise ValidationError(_("Choose who takes over."))
    return person


def _day(value: Any) -> date | datetime | None:  # Any: as typed or kept
    text = str(value or "")
    try:
        return None if not text else datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError as error:
        raise ValidationError(_("Write the date as 2026-11-21.")) from error


def _step_tabs(look: Look) -> list[Tab]:
    late = [{"field": "due_on", "op": "before_today"}]
    done = [{"field": "done_at", "op": "last_n_days", "value": 30}]
    return [
        Tab(_("To be done"), "?"),
        Tab(pgettext("steps", "Mine"), "?step_owner=me", [{"field": "step_owner", "op": "mine"}]),
        Tab(_("Late"), look.address(filter={"v": 1, "and": late}, view=""), late),
        Tab(_("Done in 30 days"), look.address(filter={"v": 1, "and": done}, view=""), done),
    ]


STEPS = ListKind(
    kind="step",
    path="steps/",
    url_name="steps",
    title=gettext_lazy("Next steps"),
    head_label=gettext_lazy("next step"),
    words=Words(
        find="",
        none=gettext_lazy("Nothing is planned"),
        none_text=gettext_lazy("What anybody plans with a customer stands here, by day."),
        nothing_fits=gettext_lazy("Nothing like that"),
        act_url="/quick-add/",
        act=gettext_lazy("Quick add"),
    ),
    scope="party",
    rows=lambda person: Step.objects.visible_to(person),
    changeable=_changeable_steps,
    orders={
        "due": Preset(gettext_lazy("By day"), ("due_on", "due_at", "id")),
        "new": Preset(gettext_lazy("Newest first"), ("-id",)),
    },
    columns=(
        CUSTOMER,
        Column(key="step_owner", label=gettext_lazy("who"), loads=("owner__name",), cell=lambda row, at: face_cell(row.owner), text=lambda row: row.owner.name),
        Column(key="due_on", label=gettext_lazy("day"), sort="due_on", loads=("due_on", "due_at", "done_at", "cancelled_at"), cell=_due),
        Column(key="step_kind", label=gettext_lazy("kind of step"), loads=("kind",), cell=lambda row, at: Cell(row.get_kind_display(), "mut"), text=lambda row: row.get_kind_display()),
        Column(key="made_by", label=gettext_lazy("planned by"), loads=("made_by__name",), cell=lambda row, at: face_cell(row.made_by), text=lambda row: row.made_by.name),
        AMOUNT,
    ),
    usual=("customer", "step_owner", "due_on"),
    head=_step_head,
    loads=("text", "kind", "due_on", "due_at"),
    joins=("people",),
    tabs=_step_tabs,
    lanes="step_owner",
    editable=("step_owner", "due_on", "step_kind"),
    change=_change_step,
    chosen=_open_steps,
)  # fmt: skip
