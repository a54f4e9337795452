"""Tells lower floors that the room exists."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.registries import Place, places
from tongxin.collab.approvals.policies import can_care_for_flows


def join() -> None:
    """The place."""
    places.register(
        "flows",
        Place(
            title=_("Flows"),
            icon="flow",
            url_name="flows",
            ring="together",
            order=60,
            words="流程 flows",
            allowed=can_care_for_flows,
        ),
    )
