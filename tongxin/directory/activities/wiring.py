"""Tells lower floors that the room exists."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.clock import now
from tongxin.base.registries import (
    Bearing,
    Criteria,
    DocumentSource,
    Panel,
    Place,
    SubjectKind,
    criteria,
    panels,
    places,
    search_documents,
    subject_kinds,
)
from tongxin.base.registries.roll_ups import RollUp, roll_ups
from tongxin.collab.access.models import reach_of
from tongxin.collab.fields.queries import SearchedKeys, field_labels
from tongxin.directory.activities.actions.bearing import (
    activity_facts,
    changeable_activities,
    changeable_steps,
    step_facts,
    touch_activity,
    touch_step,
)
from tongxin.directory.activities.automation import register_automations
from tongxin.directory.activities.dated import register_sources
from tongxin.directory.activities.lists import register_lists
from tongxin.directory.activities.models import Activity, Step
from tongxin.directory.activities.panels import main_panel, next_step_context, remember_context
from tongxin.directory.activities.queries import documents_of, hits_of
from tongxin.directory.activities.queries.agenda import due, due_count
from tongxin.directory.activities.queries.criteria import customer_fields
from tongxin.directory.activities.queries.in_sight import seen_activities, seen_steps
from tongxin.directory.activities.queries.rolling import count_visits, last_visits, minutes_spent
from tongxin.directory.activities.reactions import react
from tongxin.directory.activities.sentences import register_sentences
from tongxin.directory.activities.traces import register_traces

ACTIVITY_FACTS = {"kind": _("kind"), "text": _("text"), "minutes": _("minutes"), "direction": _("direction")}
STEP_FACTS = {"kind": _("kind"), "text": _("what"), "due_on": _("day")}
ROLL_UPS = {
    "visits.count": RollUp(subject="party", label=_("number of visits"), gives="number", answer=count_visits),
    "visits.last": RollUp(subject="party", label=_("day of the last visit"), gives="date", answer=last_visits),
    "minutes.sum": RollUp(subject="party", label=_("minutes spent"), gives="number", answer=minutes_spent),
}


def _activities(person: Any, ids: Collection[int]) -> Mapping[int, Activity]:  # Any: also takes Django's anonymous user
    found = {activity.pk: activity for activity in seen_activities(reach_of(person), list(ids))}
    prefetch_related_objects(list(found.values()), "people")
    return found


def _steps(person: Any, ids: Collection[int]) -> Mapping[int, Step]:  # Any: as above
    return {step.pk: step for step in seen_steps(reach_of(person), list(ids))}


def join() -> None:
    """Subjects, search, sentences, places, panels, reactions."""
    register_automations()
    register_traces()
    _describe_activities()
    _describe_steps()
    criteria.register("activities", Criteria(subject="party", label=_("activities"), fields=customer_fields, order=20))
    register_lists()
    register_sources()
    react()
    _register_places()
    _register_panels()
    for name, rolled in ROLL_UPS.items():
        roll_ups.register(name, rolled)
    register_sentences()


def _register_places() -> None:
    places.register(
        "today",
        Place(
            title=pgettext_lazy("place", "Today"),
            icon="today",
            url_name="today",
            order=5,
            hotkey="g t",
            on_phone=True,
            words="today home 首页 今天 待办",
            count=lambda person: due_count(person, now()),
            rows=lambda reach, person, day, at: due(reach, person, day),
            turn=True,
        ),
    )
    places.register(
        "activities",
        Place(
            title=_("Activities"),
            icon="chat",
            url_name="activities",
            ring="know",
            order=30,
            words="跟进 记录 拜访",
            on_phone=True,
        ),
    )


def _register_panels() -> None:
    panels.register(
        "party.timeline",
        Panel(subject="party", column="main", order=10, template="activities/_party_main.html", context=main_panel),
    )
    panels.register(
        "party.next-step",
        Panel(
            subject="party", column="side", order=10, template="activities/_next_step.html", context=next_step_context
        ),
    )
    panels.register(
        "today.remember",
        Panel(subject="today", column="side", order=10, template="activities/_remember.html", context=remember_context),
    )


def _describe_activities() -> None:
    subject_kinds.register(
        "activity",
        SubjectKind(
            kind="activity",
            label=_("activity"),
            visible=_activities,
            title=str,
            url=lambda activity: activity.get_absolute_url(),
            fields=field_labels("activity", ACTIVITY_FACTS),
            facts={"kind": "choice", "text": "text", "minutes": "number", "direction": "choice"},
            always_seen=frozenset(ACTIVITY_FACTS),
            bearing=Bearing(
                changeable=changeable_activities,
                facts=activity_facts,
                rows=Activity.objects.living,
                customer=lambda activity: activity.party_id,
                touch=touch_activity,
            ),
            is_scoped=False,
            opens_with="party",
        ),
    )
    search_documents.register(
        "activity",
        DocumentSource(
            kind="activity",
            shelf=2,
            label=_("Activities"),
            icon="chat",
            documents=documents_of,
            visible=lambda person: Activity.objects.visible_to(person).living(),
            hits=hits_of,
            order=30,
            stage_fields={"text": SearchedKeys("activity")},
        ),
    )


def _describe_steps() -> None:
    subject_kinds.register(
        "step",
        SubjectKind(
            kind="step",
            label=_("next step"),
            visible=_steps,
            title=str,
            url=lambda step: step.get_absolute_url(),
            fields=field_labels("step", STEP_FACTS),
            facts={"kind": "choice", "text": "text", "due_on": "date"},
            always_seen=frozenset(STEP_FACTS),
            bearing=Bearing(
                changeable=changeable_steps,
                facts=step_facts,
                rows=Step.objects.all,
                customer=lambda step: step.party_id,
                touch=touch_step,
            ),
            is_scoped=False,
            opens_with="party",
        ),
    )
