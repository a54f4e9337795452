"""Lists of what happened and of what is planned, as the kit of lists (collab/views) shows them."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from tongxin.base.registries import Criteria, Place, criteria, places
from tongxin.base.ui.templatetags.ui import face, icon, when
from tongxin.collab.access.models import Scope, reach_of
from tongxin.collab.fields.queries import loader, own_criteria
from tongxin.collab.people.models import Person
from tongxin.collab.search.queries import matching
from tongxin.collab.views.queries import Cell, Column, ListKind, Look, Preset, RowHead, Tab, Words, list_kinds
from tongxin.directory.activities.actions import change_activity, change_step
from tongxin.directory.activities.models import Activity, Step
from tongxin.directory.activities.queries.asking import activity_fields, activity_orders, step_fields, step_orders
from tongxin.directory.activities.queries.hearing import read_when
from tongxin.directory.activities.templatetags.due import due_words, said_sum
from tongxin.directory.parties.models import Party, sees

Values = dict[str, Any]  # Any: JSON values, or as typed


def _customer(row: Activity | Step, at: datetime) -> Cell:
    if row.party is None:
        return Cell(format_html('<span class="tag ochre">{}</span>', _("To be filed")), "", "sub")
    return Cell(format_html('<a href="{}">{}</a>', row.party.get_absolute_url(), row.party.called), "wide", "sub")


def _face(person: Person) -> Cell:
    return Cell(format_html('<span class="row">{}{}</span>', face(person.name, person.pk, "person", "xs"), person.name))


def _money(row: Activity | Step, at: datetime) -> Cell:
    return Cell(said_sum(row), "r num")


def _money_text(row: Activity | Step) -> str:
    return str(row.money or "")


def _called(row: Activity | Step) -> str:
    return row.party.name if row.party is not None else ""


_CUSTOMER = Column(
    key="customer",
    label=gettext_lazy("customer"),
    loads=("party__name", "party__short_name"),
    cell=_customer,
    text=_called,
)
_AMOUNT = Column(key="amount", label=gettext_lazy("amount"), is_figure=True, loads=("amount", "currency"), cell=_money, text=_money_text, adds="amount", currency="currency")  # fmt: skip


def _activity_head(row: Activity, hidden: Collection[str]) -> RowHead:
    """What was done, and under it the words."""
    return RowHead(row.said, row.get_absolute_url(), icon(row.icon), row.text[:60])


def _change_activity(by: Person, number: int, values: Values, was: Values | None) -> None:
    known = {"activity_kind": "kind"}
    given = {known.get(key, key): value for key, value in values.items()}
    seen = {known.get(key, key): value for key, value in (was or {}).items()}
    if "minutes" in given:
        given["minutes"] = _whole(given["minutes"])
        seen |= {"minutes": _whole(seen["minutes"])} if "minutes" in seen else {}
    change_activity(by=by, activity=Activity(pk=number), was=seen, **given)


def _whole(value: Any) -> int | None:  # Any: as typed
    text = str(value if value is not None else "").strip()
    if text and not (text.isascii() and text.isdigit() and len(text) < 7):
        raise ValidationError(_("Here belongs a whole number."))
    return int(text) if text else None


def _activity_shorts(query: QueryDict, person: Any) -> list[Values]:  # Any: also takes Django's anonymous user
    """Conditions under the short names that addresses have had from the beginning."""
    parts: list[Values] = []
    if query.get("whose") == "mine":
        parts.append({"field": "made_by", "op": "mine"})
    if query.get("kind") in dict(Activity._meta.get_field("kind").flatchoices):
        parts.append({"field": "activity_kind", "op": "eq", "value": query["kind"]})
    for name, op in (("from", "ge"), ("until", "le")):
        if (day := read_when(query.get(name, "")[:40])[1]) is not None:
            parts.append({"field": "at", "op": op, "value": day.isoformat()})
    return parts


def _walks(person: Any) -> bool:  # Any: also takes Django's anonymous user
    """Whether a list is walked in its order and each row asked for its customer: who leads a region would else have all its customers
    listed for one page. Of one's own there are few, and the walk to them would be long."""
    return reach_of(person).scope("party", "read") not in (Scope.NONE, Scope.OWN)


def _changes(person: Any) -> Q:  # Any: as above
    """The person may change what is at its customer. Asked row by row: a page asks it of a few dozen."""
    return Q(Exists(Party.objects.changeable_by(person).living().filter(pk=OuterRef("party_id"))))


def _changeable_activities(person: Any) -> QuerySet[Activity]:  # Any: as above
    mine = Q(made_by=reach_of(person).person_id)
    seen = (mine & Q(party=None)) | Q(sees(person, "party_id"))
    return Activity.objects.filter(seen & (mine | _changes(person))).living()


def _changeable_steps(person: Any) -> QuerySet[Step]:  # Any: as above
    number = reach_of(person).person_id
    mine = Q(owner=number) | Q(made_by=number)
    seen = (mine & Q(party=None)) | Q(sees(person, "party_id"))
    return Step.objects.filter(seen & (mine | _changes(person)))


def _activities(look: Look, to_count: bool) -> QuerySet[Activity]:
    if not _walks(look.person):
        return Activity.objects.visible_to(look.person).living()
    own = Q(party=None, made_by=look.person.pk)
    return Activity.objects.filter(own | Q(sees(look.person, "party_id"))).living()


def _activity_tabs(look: Look) -> list[Tab]:
    week = [{"field": "at", "op": "last_n_days", "value": 7}]
    return [
        Tab(_("All I may see"), "?"),
        Tab(pgettext("activities", "Mine"), "?made_by=me", [{"field": "made_by", "op": "mine"}]),
        Tab(_("Last 7 days"), look.address(filter={"v": 1, "and": week}, view=""), week),
        Tab(_("To be filed"), look.address(filter={"v": 1, "and": [{"field": "filed", "op": "empty"}]}, view=""), [{"field": "filed", "op": "empty"}]),
    ]  # fmt: skip


ACTIVITIES = ListKind(
    kind="activity",
    path="activities/",
    url_name="activities",
    title=gettext_lazy("Activities"),
    head_label=gettext_lazy("activity"),
    words=Words(
        find=gettext_lazy("Words in it"),
        none=gettext_lazy("Nothing written down yet"),
        none_text=gettext_lazy("Calls, visits and messages stand here, newest first."),
        nothing_fits=gettext_lazy("Nothing like that"),
        act_url="/quick-add/",
        act=gettext_lazy("Quick add"),
    ),
    scope="party",
    rows=lambda person: Activity.objects.visible_to(person).living(),
    changeable=_changeable_activities,
    find=lambda person, words: matching(person, "activity", words),
    orders={"new": Preset(pgettext_lazy("activities", "Newest first"), ("-at", "-id"))},
    columns=(
        _CUSTOMER,
        Column(key="made_by", label=gettext_lazy("by"), loads=("made_by__name",), cell=lambda row, at: _face(row.made_by), text=lambda row: row.made_by.name),
        Column(key="at", label=gettext_lazy("when"), sort="at", loads=("at",), cell=lambda row, at: Cell(when(row.at), "mut", "aside")),
        Column(key="activity_kind", label=gettext_lazy("kind of contact"), loads=("kind",), cell=lambda row, at: Cell(row.get_kind_display(), "mut"), text=lambda row: row.get_kind_display()),
        Column(key="text", label=gettext_lazy("text"), loads=("text",)),
        Column(key="direction", label=gettext_lazy("direction"), loads=("direction",), cell=lambda row, at: Cell(row.get_direction_display(), "mut"), text=lambda row: row.get_direction_display()),
        Column(key="minutes", label=gettext_lazy("minutes"), is_figure=True, loads=("minutes",), adds="minutes"),
        _AMOUNT,
    ),
    usual=("customer", "made_by", "at"),
    head=_activity_head,
    loads=("kind", "direction", "minutes", "text", "at"),
    joins=("people",),
    shorts=_activity_shorts,
    tabs=_activity_tabs,
    lanes="activity_kind",
    editable=("activity_kind", "direction", "minutes"),
    change=_change_activity,
    chosen=_activities,
)  # fmt: skip


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
    rows = walked if _walks(look.person) else Step.objects.visible_to(look.person)
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
        _CUSTOMER,
        Column(key="step_owner", label=gettext_lazy("who"), loads=("owner__name",), cell=lambda row, at: _face(row.owner), text=lambda row: row.owner.name),
        Column(key="due_on", label=gettext_lazy("day"), sort="due_on", loads=("due_on", "due_at", "done_at", "cancelled_at"), cell=_due),
        Column(key="step_kind", label=gettext_lazy("kind of step"), loads=("kind",), cell=lambda row, at: Cell(row.get_kind_display(), "mut"), text=lambda row: row.get_kind_display()),
        Column(key="made_by", label=gettext_lazy("planned by"), loads=("made_by__name",), cell=lambda row, at: _face(row.made_by), text=lambda row: row.made_by.name),
        _AMOUNT,
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


def register_lists() -> None:
    """Both lists, by what they are asked, and where steps are found."""
    asked = Criteria(
        subject="activity", label=gettext_lazy("activity"), fields=activity_fields, orders=activity_orders, order=10
    )
    criteria.register("activity", asked)
    asked = Criteria(subject="step", label=gettext_lazy("next step"), fields=step_fields, orders=step_orders, order=10)
    criteria.register("step", asked)
    for kind in ("activity", "step"):
        criteria.register(f"{kind}.own", own_criteria(kind, loader(kind)))
    list_kinds.register("activity", ACTIVITIES)
    list_kinds.register("step", STEPS)
    where = Place(
        title=gettext_lazy("Next steps"),
        icon="clock",
        url_name="steps",
        ring="know",
        order=32,
        in_menu=False,
        words="下一步 计划 待办 steps plan",
    )
    places.register("steps", where)
