"""How merges and differences read on a timeline."""

from django.utils.translation import gettext as _

from tongxin.base.registries import Sentence, sentences


def register_sentences() -> None:
    """Every event of this room has its sentence. That a record went into another is told on that one."""
    plain = {
        "party.merged": (lambda told, record: _("merged “%(other)s” into this record") % told, "merge", True),
        "party.parted": (lambda told, record: _("took “%(other)s” out of this record again") % told, "merge", True),
        "party.went": (lambda told, record: _("was merged into “%(other)s”") % told, "merge", False),
        "party.returned": (lambda told, record: _("separated it from “%(other)s” again") % told, "merge", True),
        "double.refused": (lambda told, record: _("said that “%(other)s” is somebody else") % told, "merge", True),
        "double.reopened": (
            lambda told, record: _("said that “%(other)s” may be the same after all") % told,
            "merge",
            True,
        ),
    }
    for name, (text, icon, is_shown) in plain.items():
        sentences.register(name, Sentence(text=text, icon=icon, group="change", shown=is_shown))
