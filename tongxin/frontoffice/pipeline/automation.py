"""For what rules can wait here."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.registries.automations import Occasion, occasions
from tongxin.frontoffice.pipeline.events import (
    OpportunityChanged,
    OpportunityLost,
    OpportunityMoved,
    OpportunityOpened,
    OpportunityWon,
)


def register_automations() -> None:
    """What happens to opportunities."""
    told = (
        (OpportunityOpened.name, _("an opportunity is opened"), False),
        (OpportunityMoved.name, _("an opportunity comes into another stage"), False),
        (OpportunityChanged.name, _("something about an opportunity is changed"), True),
        (OpportunityWon.name, _("an opportunity is won"), False),
        (OpportunityLost.name, _("an opportunity is lost"), False),
    )
    for order, (event, label, names) in enumerate(told, 30):
        occasions.register(
            event, Occasion(label=label, event=event, kind="opportunity", names_fields=names, order=order)
        )
