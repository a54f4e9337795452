"""Tells lower floors that the room exists."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.registries import Panel, Place, panels, places
from tongxin.collab.access.policies import can_administer
from tongxin.directory.privacy.panels import consent_context
from tongxin.directory.privacy.reactions import react
from tongxin.directory.privacy.sentences import register_sentences
from tongxin.directory.privacy.traces import register_traces


def join() -> None:
    """Panel, sentences, reactions."""
    panels.register(
        "party.privacy",
        Panel(subject="party", column="side", order=90, template="privacy/_consents.html", context=consent_context),
    )
    places.register(
        "subject-requests",
        Place(
            title=_("Data requests"),
            icon="hand",
            url_name="subject_requests",
            ring="settings",
            order=70,
            in_menu=False,
            allowed=can_administer,
            words="个人信息 隐私 删除 查阅 privacy erase pipl gdpr",
        ),
    )
    register_sentences()
    register_traces()
    react()
