"""Telling a colleague that something is theirs to do."""

from django.utils.translation import gettext_noop

from tongxin.collab.notices.actions import notify
from tongxin.collab.people.models import Person
from tongxin.directory.activities.actions.traces import on
from tongxin.directory.activities.models import Step


def tell_owner(by: Person, step: Step) -> None:
    """Let whoever got a step from somebody else know; one's own plans need no notice."""
    notify(
        people=[step.owner],
        kind="step.given",
        text=gettext_noop("%(by)s asks you: %(title)s"),
        by=by,
        matter="turn",
        on=on(step),
        url=step.get_absolute_url(),
    )
