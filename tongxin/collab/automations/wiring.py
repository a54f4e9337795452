"""Tells lower floors that the room exists."""

from django.utils.translation import pgettext_lazy

from tongxin.base.events import record_with
from tongxin.base.registries import Place, places
from tongxin.collab.access.policies import can_administer
from tongxin.collab.automations.actions import hear
from tongxin.collab.automations.acts import register_acts
from tongxin.collab.automations.approving import register_approval_act
from tongxin.collab.automations.sentences import register_sentences
from tongxin.collab.automations.traces import register_traces


def join() -> None:
    """Rules hear whatever is told; they are written among the settings."""
    register_traces()
    register_sentences()
    register_acts()
    register_approval_act()
    record_with(hear)
    places.register(
        "rules",
        Place(
            title=pgettext_lazy("automation", "Rules"),
            icon="bolt",
            url_name="rules",
            ring="settings",
            order=44,
            in_menu=False,
            allowed=can_administer,
            words="自动化 规则 触发 提醒 automations triggers webhook",
        ),
    )
