"""Tells lower floors that the room exists."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongxin.base.registries import Place, Sentence, SubjectKind, places, sentences, subject_kinds
from tongxin.collab.access.policies import can_import
from tongxin.interfaces.imports.models import Import
from tongxin.interfaces.imports.traces import register_traces


def _visible(person: Any, ids: Collection[int]) -> Mapping[int, Import]:  # Any: also takes Django's anonymous user
    return Import.objects.visible_to(person).in_bulk(list(ids))


def join() -> None:
    """The place in the menu, how imports are shown elsewhere, and how what happened reads."""
    register_traces()
    places.register(
        "imports",
        Place(
            title=gettext_lazy("Import"),
            icon="up",
            url_name="imports",
            ring="know",
            order=60,
            words="excel csv vcf upload drop 导入 上传 表格 名片",
            allowed=can_import,
        ),
    )
    subject_kinds.register(
        "import",
        SubjectKind(
            kind="import",
            label=gettext_lazy("import"),
            visible=_visible,
            title=str,
            url=lambda of: str(of.get_absolute_url()),
            fields={},
            is_scoped=False,
        ),
    )
    _register_sentences()


def _register_sentences() -> None:
    sentences.register(
        "import.started",
        Sentence(text=lambda told, record: _("began to bring “%(file)s” in") % told, icon="up", group="change"),
    )
    sentences.register(
        "import.done",
        Sentence(
            text=lambda told, record: (
                _("brought “%(file)s” in: %(created)d new, %(updated)d filled in, %(rejected)d left out") % told
            ),
            icon="check",
            group="change",
        ),
    )
    sentences.register(
        "import.undone",
        Sentence(
            text=lambda told, record: (
                _("took “%(file)s” back: %(deleted)d removed, %(restored)d as before, %(kept)d kept") % told
            ),
            icon="swap",
            group="change",
        ),
    )
