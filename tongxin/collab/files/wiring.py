"""Tells lower floors that the room exists."""

from collections.abc import Collection, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongxin.base.registries import Sentence, SubjectKind, sentences, subject_kinds
from tongxin.collab.files.models import Attachment
from tongxin.collab.files.traces import register_traces


def _seen(person: Any, ids: Collection[int]) -> Mapping[int, Attachment]:  # Any: also takes Django's anonymous user
    return Attachment.objects.present().filter(pk__in=list(ids)).visible_to(person).select_related("file").in_bulk()


def join() -> None:
    """Sentences, and attachments as records to which others can point."""
    register_traces()
    subject_kinds.register(
        "attachment",
        SubjectKind(
            kind="attachment",
            label=gettext_lazy("file"),
            visible=_seen,
            title=lambda attachment: attachment.file.name,
            url=lambda attachment: reverse("attachment", args=[attachment.pk]),
            fields={},
            is_scoped=False,
        ),
    )
    plain = {
        "file.stored": (lambda told, record: _("uploaded “%(file)s”") % told, False),
        "file.attached": (lambda told, record: _("attached “%(file)s”") % told, True),
        "file.removed": (lambda told, record: _("removed the file “%(file)s”") % told, True),
        "file.restored": (lambda told, record: _("brought back the file “%(file)s”") % told, True),
    }
    for name, (text, is_shown) in plain.items():
        sentences.register(name, Sentence(text=text, icon="clip", group="change", shown=is_shown))
