"""Tells lower floors that the room exists."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.lazy import LazyText
from tongxin.base.registries import Place, SubjectKind, places, subject_kinds
from tongxin.collab.access.models import Role
from tongxin.collab.access.policies import can_administer
from tongxin.collab.access.sentences import register_sentences
from tongxin.collab.access.traces import register_traces
from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person


def _kind(kind: str, label: LazyText, model: type[Model]) -> SubjectKind:
    """A kind of record with a page among the settings, for administrators only."""

    def visible(person: Any, ids: Collection[int]) -> Mapping[int, Any]:  # Any: person and record types
        return model._default_manager.in_bulk(list(ids)) if can_administer(person) else {}

    return SubjectKind(
        kind=kind,
        label=label,
        visible=visible,
        title=lambda record: record.name,
        url=lambda record: reverse("staff-person" if kind == "person" else kind, args=[record.pk]),
        fields={},
        is_scoped=False,
    )


def _register_kinds() -> None:
    for kind, label, model in (
        ("person", pgettext_lazy("kind of record", "person"), Person),
        ("unit", pgettext_lazy("kind of record", "unit"), Unit),
        ("role", pgettext_lazy("kind of record", "role"), Role),
    ):
        subject_kinds.register(kind, _kind(kind, label, model))


def join() -> None:
    """The places of settings, the records that have pages there, and how changes of rights read."""
    register_traces()
    places.register("settings", Place(title=_("Settings"), icon="gear", url_name="settings", ring="settings", order=1))
    pages = [
        ("firm", _("Company"), "company", 10),
        ("staff", _("People"), "people", 20),
        ("units", _("Units"), "flow", 30),
        ("roles", pgettext_lazy("settings", "Roles and rights"), "lock", 40),
    ]
    for name, title, icon, order in pages:
        places.register(
            name,
            Place(
                title=title,
                icon=icon,
                url_name=name,
                ring="settings",
                order=order,
                in_menu=False,
                allowed=can_administer,
            ),
        )
    _register_kinds()
    register_sentences()
