"""For what rules can wait here."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.registries.automations import Occasion, occasions
from tongxin.directory.activities.events import ActivityNoted, StepFinished, StepPlanned


def register_automations() -> None:
    """What happens between us and a customer."""
    told = (
        ("activity.noted", ActivityNoted.name, _("something with a customer is noted"), "activity"),
        ("party.spoken_with", ActivityNoted.name, _("a customer is spoken with"), "party"),
        ("step.planned", StepPlanned.name, _("a next step is planned"), "step"),
        ("step.finished", StepFinished.name, _("a next step is done"), "step"),
    )
    for order, (name, event, label, kind) in enumerate(told, 20):
        customers = kind == "party"
        occasions.register(name, Occasion(label=label, event=event, kind=kind, of_customer=customers, order=order))
