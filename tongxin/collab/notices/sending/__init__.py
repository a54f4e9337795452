"""How words leave: each kind of channel as its maker documents it."""

from tongxin.collab.notices.sending.app_messages import APPS, check_origin
from tongxin.collab.notices.sending.robots import ROBOTS
from tongxin.collab.notices.sending.said import Refused, Said, Words
from tongxin.collab.notices.sending.way_out import check_address, send

__all__ = ["APPS", "ROBOTS", "Refused", "Said", "Words", "check_address", "check_origin", "send"]
