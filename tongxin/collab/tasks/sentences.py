"""How what happened to tasks reads on a timeline."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from tongxin.base.registries import Sentence, sentences

Told = Mapping[str, Any]  # Any: JSON particulars
_TEXTS = {
    "task.given": noop("gave %(owner)s the task “%(text)s”"),
    "task.accepted": noop("took on the task “%(text)s”"),
    "task.declined": noop("declined the task “%(text)s”: %(reason)s"),
    "task.changed": noop("changed the task “%(text)s”"),
    "task.finished": noop("finished the task “%(text)s”"),
    "task.reopened": noop("took up the task “%(text)s” again"),
    "task.cancelled": noop("gave up the task “%(text)s”"),
}


def _told(message: str) -> Callable[[Told, Any], str]:  # Any: the record, or None
    return lambda told, record: _(message) % told


def register_sentences() -> None:
    """Every event of this room has its sentence."""
    for name, message in _TEXTS.items():
        done = name == "task.finished"
        sentences.register(
            name,
            Sentence(text=_told(message), icon="check", group="change", tone="jade" if done else ""),
        )
