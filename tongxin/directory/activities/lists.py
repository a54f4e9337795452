"""The list of what happened, as the kit of lists (collab/views) shows it; and how both lists of the room are made known."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from tongxin.base.registries import Criteria, Place, criteria, places
from tongxin.base.ui.templatetags.ui import icon, when
from tongxin.collab.access.models import reach_of
from tongxin.collab.fields.queries import loader, own_criteria
from tongxin.collab.people.models import Person
from tongxin.collab.search.queries import matching
from tongxin.collab.views.queries import Cell, Column, ListKind, Look, Preset, RowHead, Tab, Words, list_kinds
from tongxin.directory.activities.actions import change_activity
from tongxin.directory.activities.list_parts import AMOUNT, CUSTOMER, Values, changes, face_cell, walks
from tongxin.directory.activities.list_steps import STEPS
from tongxin.directory.activities.models import Activity
from tongxin.directory.activities.queries.asking import activity_fields, activity_orders, step_fields, step_orders
from tongxin.directory.activities.queries.hearing import read_when
from tongxin.directory.parties.models import sees


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


def _changeable_activities(person: Any) -> QuerySet[Activity]:  # Any: as above
    mine = Q(made_by=reach_of(person).person_id)
    seen = (mine & Q(party=None)) | Q(sees(person, "party_id"))
    return Activity.objects.filter(seen & (mine | changes(person))).living()


def _activities(look: Look, to_count: bool) -> QuerySet[Activity]:
    if not walks(look.person):
        return Activity.objects.visible_to(look.person).living()
    own = Q(party=None, made_by=look.person.pk)
    return Activity.objects.filter(own | Q(sees(look.person, "party_id"))).living()


def _activity_tabs(look: Look) -> list[Tab]:
    week = [{"field": "at", "op": "last_n_days", "value": 7}]
    return [
        Tab(_("All I can see"), "?"),
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
        CUSTOMER,
        Column(key="made_by", label=gettext_lazy("by"), loads=("made_by__name",), cell=lambda row, at: face_cell(row.made_by), text=lambda row: row.made_by.name),
        Column(key="at", label=gettext_lazy("when"), sort="at", loads=("at",), cell=lambda row, at: Cell(when(row.at), "mut", "aside")),
        Column(key="activity_kind", label=gettext_lazy("kind of contact"), loads=("kind",), cell=lambda row, at: Cell(row.get_kind_display(), "mut"), text=lambda row: row.get_kind_display()),
        Column(key="text", label=gettext_lazy("text"), loads=("text",)),
        Column(key="direction", label=gettext_lazy("direction"), loads=("direction",), cell=lambda row, at: Cell(row.get_direction_display(), "mut"), text=lambda row: row.get_direction_display()),
        Column(key="minutes", label=gettext_lazy("minutes"), is_figure=True, loads=("minutes",), adds="minutes"),
        AMOUNT,
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
