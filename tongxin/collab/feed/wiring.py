"""Tells lower floors that the room exists."""

from collections.abc import Collection, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongxin.base.database.tracing import of_subject, table_corner
from tongxin.base.registries import (
    Panel,
    Place,
    Sentence,
    SubjectKind,
    panels,
    personal_data,
    places,
    sentences,
    subject_kinds,
)
from tongxin.base.registries.panels import ANY
from tongxin.base.subjects import Subject
from tongxin.collab.feed.models import Remark

_SHOWN = 200


def _remarks(person: Any, ids: Collection[int]) -> Mapping[int, Remark]:  # Any: also takes Django's anonymous user
    return Remark.objects.present().filter(pk__in=list(ids)).visible_to(person).in_bulk()


def _said(told: Mapping[str, Any], record: Any) -> str:  # Any: JSON particulars; the remark, or None
    return _("said: %(text)s") % {"text": record.text[:_SHOWN]} if record else _("said something that was taken back")


def _panel(person: Any, on: Subject) -> dict[str, Any]:  # Any: the person type of the doors; template context
    """A way to the talk; it asks the database nothing."""
    return {"address": f"{reverse('talk')}?on={on}"}


def join() -> None:
    """The subject, a way to the talk on every record, the list of what one follows, sentences, traces."""
    subject_kinds.register(
        "remark",
        SubjectKind(
            kind="remark",
            label=gettext_lazy("remark"),
            visible=_remarks,
            title=str,
            url=lambda remark: f"{reverse('talk')}?on={remark.subject}",
            fields={},
            is_scoped=False,
        ),
    )
    places.register(
        "followed",
        Place(
            title=gettext_lazy("What I follow"), icon="eye", url_name="followed", ring="together", order=12, in_menu=False,
            words="关注 我的关注 following",
        ),
    )  # fmt: skip
    panels.register("any.talk", Panel(subject=ANY, column="side", order=19, template="feed/_way.html", context=_panel))
    sentences.register("remark.made", Sentence(text=_said, icon="chat", group="talk"))
    sentences.register(
        "remark.taken_back",
        Sentence(text=lambda told, record: _("took back what was said"), icon="x", group="talk", shown=False),
    )
    of = of_subject("subject_kind", "subject_id")
    personal_data.register(
        "remark", table_corner(Remark, "text", label=gettext_lazy("remarks"), of=of, own="delete", mention="redact")
    )
