"""Which way a message takes, and where a robot may live."""

from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.egress import NoWayOut, is_trusted, parts_of, post
from tongxin.collab.notices.models import Channel
from tongxin.collab.notices.sending.app_messages import send_by_app
from tongxin.collab.notices.sending.mail import send_mail
from tongxin.collab.notices.sending.robots import ROBOTS, request
from tongxin.collab.notices.sending.said import Said, Words


def check_address(kind: str, address: str) -> None:
    """A robot lives at its maker, or at an origin that who runs the machine trusts. Raises NoWayOut."""
    robot, parts = ROBOTS[kind], parts_of(address)
    origin = f"{parts.scheme}://{parts.netloc}"
    known = origin == f"https://{robot.host}" or is_trusted(origin)
    if not known or not address.removeprefix(origin).startswith(robot.path) or parts.fragment:
        raise NoWayOut(
            _("The address begins with https://%(start)s. Copy it whole from the robot's page.")
            % {"start": robot.host + robot.path}
        )


def send(channel: Channel, words: Words) -> Said:
    """Send one message. Raises Refused, NoAnswer, NoWayOut."""
    if channel.is_mail:
        return send_mail(channel, words)
    if channel.is_app:
        return send_by_app(channel, words)
    robot, address = ROBOTS[channel.kind], channel.address.reveal()
    check_address(channel.kind, address)
    url, body = request(robot, address, channel.secret.reveal(), words, now())
    return robot.speech.heard(post(url, body, hosts=(robot.host,)))
