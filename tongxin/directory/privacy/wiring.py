"""Tells lower floors that the room exists."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.registries import Panel, Place, criteria, panels, places
from tongxin.collab.access.policies import can_administer
from tongxin.directory.privacy.panels import consent_context, is_there, masked_context
from tongxin.directory.privacy.queries.masks import CRITERIA
from tongxin.directory.privacy.reactions import react
from tongxin.directory.privacy.sentences import register_sentences
from tongxin.directory.privacy.traces import register_traces


def join() -> None:
    """Panels, places, sentences, reactions."""
    _register_panels()
    _register_places()
    criteria.register("party.masked", CRITERIA)
    register_sentences()
    register_traces()
    react()


def _register_panels() -> None:
    panels.register(
        "party.privacy",
        Panel(
            subject="party",
            column="side",
            order=90,
            template="privacy/_consents.html",
            context=consent_context,
            mark=("has_consents", is_there),
        ),
    )
    panels.register(
        "party.masked",
        Panel(subject="party", column="side", order=11, template="privacy/_masked.html", context=masked_context),
    )


def _register_places() -> None:
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
    places.register(
        "retention",
        Place(
            title=_("Retention"),
            icon="clock",
            url_name="retention",
            ring="settings",
            order=74,
            in_menu=False,
            allowed=can_administer,
            words="保存期限 到期删除 retention",
        ),
    )
    places.register(
        "reveal-log",
        Place(
            title=_("Unmasking log"),
            icon="eye",
            url_name="reveal_log",
            ring="settings",
            order=72,
            in_menu=False,
            allowed=can_administer,
            words="脱敏 查看记录 mask reveal log",
        ),
    )
