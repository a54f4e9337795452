"""Tells lower floors that the room exists."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.registries import Place, places
from tongxin.collab.access.policies import can_administer
from tongxin.collab.notices.automation import register_automations
from tongxin.collab.notices.models import Notice
from tongxin.collab.notices.queries import unread_count
from tongxin.collab.notices.reactions import react
from tongxin.collab.notices.sentences import register_sentences
from tongxin.collab.notices.traces import register_traces


def join() -> None:
    """The bell is in the top bar; the palette knows the page too. Ways out, their log, and one's own choices are settings."""
    register_automations()
    register_traces()
    register_sentences()
    react()
    places.register(
        "notices",
        Place(
            title=_("Notices"),
            icon="bell",
            url_name="notices",
            order=90,
            in_menu=False,
            count=unread_count,
            rows=lambda reach, person, day, at: Notice.objects.filter(person=person).unread(),
        ),
    )
    places.register(
        "my-notices",
        Place(
            title=_("My notices"),
            icon="bell",
            url_name="my-notices",
            ring="settings",
            order=6,
            in_menu=False,
            words="提醒设置 免打扰 汇总 notifications quiet digest",
        ),
    )
    places.register(
        "channels",
        Place(
            title=_("Notice channels"),
            icon="send",
            url_name="channels",
            ring="settings",
            order=46,
            in_menu=False,
            allowed=can_administer,
            words="邮件 企业微信 钉钉 飞书 机器人 smtp wecom dingtalk feishu webhook",
        ),
    )
