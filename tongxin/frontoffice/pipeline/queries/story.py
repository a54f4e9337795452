"""What happened to one opportunity, as the journal has it."""

from datetime import datetime
from typing import Any, NamedTuple

from tongxin.base.registries import sentences
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.journal.models import Entry
from tongxin.collab.journal.queries import open_particulars
from tongxin.frontoffice.pipeline.models import Opportunity

MOST = 60


class Told(NamedTuple):
    """One thing that happened: when, by whom, in words, with its drawing."""

    at: datetime
    by: str
    text: str
    icon: str
    tone: str


def story_of(person: Any, one: Opportunity) -> list[Told]:  # Any: also takes Django's anonymous user
    """Newest first, without what is hidden from this person."""
    hidden = hidden_fields(person, "opportunity")
    entries = Entry.objects.filter(kind="opportunity", subject_id=one.pk).select_related("actor").order_by("-id")[:MOST]
    found = []
    for entry in entries:
        told = open_particulars(entry, hidden)
        sentence = sentences.find(entry.name)
        if told is None or sentence is None:
            continue
        text = sentence.text(told, one)
        by = entry.actor.name if entry.actor else ""
        found.append(Told(entry.happened_at, by, text, sentence.icon, sentence.tone))
    return found
