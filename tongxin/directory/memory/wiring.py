"""Tells lower floors that the room exists."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.registries import DocumentSource, Panel, SubjectKind, panels, search_documents, subject_kinds
from tongxin.directory.memory.models import Fact
from tongxin.directory.memory.panels import memory_context
from tongxin.directory.memory.queries import documents_of, hits_of, seen_facts
from tongxin.directory.memory.reactions import react
from tongxin.directory.memory.sentences import register_sentences
from tongxin.directory.memory.traces import register_traces


def join() -> None:
    """Subject, search, panel, sentences, reactions."""
    register_traces()
    subject_kinds.register(
        "fact",
        SubjectKind(
            kind="fact",
            label=_("fact"),
            visible=seen_facts,
            title=str,
            url=lambda fact: fact.get_absolute_url(),
            fields={},
            is_scoped=False,
        ),
    )
    search_documents.register(
        "fact",
        DocumentSource(
            kind="fact",
            shelf=7,
            label=_("Remembered"),
            icon="idea",
            documents=documents_of,
            visible=lambda person: Fact.objects.visible_to(person).living(),
            hits=hits_of,
            order=40,
        ),
    )
    panels.register(
        "party.memory",
        Panel(subject="party", column="side", order=20, template="memory/_memory.html", context=memory_context),
    )
    register_sentences()
    react()
