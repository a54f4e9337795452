"""Tells lower floors that the room exists."""

from collections.abc import Collection, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.registries import Place, SubjectKind, places, subject_kinds
from tongxin.collab.access.policies import can_administer
from tongxin.collab.fields.models import CustomField, Dictionary
from tongxin.collab.fields.sentences import register_sentences
from tongxin.collab.fields.traces import register_traces


def _fields(person: Any, ids: Collection[int]) -> Mapping[int, CustomField]:  # Any: also Django's anonymous user
    return CustomField.objects.in_bulk(list(ids)) if can_administer(person) else {}


def _dictionaries(person: Any, ids: Collection[int]) -> Mapping[int, Dictionary]:  # Any: as above
    return Dictionary.objects.in_bulk(list(ids)) if can_administer(person) else {}


def join() -> None:
    """The place among the settings, the records that have pages there, and how changes read."""
    register_traces()
    places.register(
        "fields",
        Place(
            title=_("Fields"),
            icon="edit",
            url_name="fields",
            ring="settings",
            order=50,
            in_menu=False,
            allowed=can_administer,
        ),
    )
    subject_kinds.register(
        "field",
        SubjectKind(
            kind="field",
            label=pgettext_lazy("kind of record", "field"),
            visible=_fields,
            title=lambda field: field.label,
            url=lambda field: reverse("field", args=[field.pk]),
            fields={},
            is_scoped=False,
        ),
    )
    subject_kinds.register(
        "dictionary",
        SubjectKind(
            kind="dictionary",
            label=pgettext_lazy("kind of record", "list of choices"),
            visible=_dictionaries,
            title=lambda dictionary: dictionary.name,
            url=lambda dictionary: reverse("dictionary", args=[dictionary.pk]),
            fields={},
            is_scoped=False,
        ),
    )
    register_sentences()
