"""Tells lower floors that the room exists."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tongxin.base.registries import Place, Sentence, SubjectKind, panels, places, sentences, subject_kinds
from tongxin.collab.access.policies import can_administer
from tongxin.interfaces.webforms.models import WebForm
from tongxin.interfaces.webforms.panels import CUSTOMER, LEAD
from tongxin.interfaces.webforms.reactions import react
from tongxin.interfaces.webforms.traces import register_traces


def _seen(person: Any, ids: Collection[int]) -> dict[int, WebForm]:  # Any: also takes Django's anonymous user
    return WebForm.objects.visible_to(person).in_bulk(list(ids))


def join() -> None:
    """The settings page, the pieces of the customer's page and of the lead's, the kind of record, sentences."""
    register_traces()
    react()
    panels.register("party.webforms", CUSTOMER)
    panels.register("lead.webforms", LEAD)
    places.register(
        "webforms",
        Place(
            title=_("Web forms"),
            icon="globe",
            url_name="webforms",
            ring="settings",
            order=55,
            in_menu=False,
            words="表单 官网 线索 web form lead",
            allowed=can_administer,
        ),
    )
    subject_kinds.register(
        "webform",
        SubjectKind(
            kind="webform",
            label=_("web form"),
            visible=_seen,
            title=str,
            url=lambda form: form.get_absolute_url(),
            fields={},
            is_scoped=False,
        ),
    )
    sentences.register(
        "webform.saved",
        Sentence(text=lambda told, record: _now("saved the web form “%(form)s”") % told, icon="globe", group="change"),
    )
    # The note of what was written tells it already.
    sentences.register(
        "webform.answered",
        Sentence(
            text=lambda told, record: _now("filled in “%(form)s”") % told, icon="globe", group="talk", shown=False
        ),
    )
