"""What people should know, and how it reaches them."""

from tongxin.collab.notices.models.account import Account
from tongxin.collab.notices.models.channel import Channel, ChannelQuerySet
from tongxin.collab.notices.models.delivery import MOST_TRIES, Delivery, DeliveryQuerySet
from tongxin.collab.notices.models.device import Device, PushKeys
from tongxin.collab.notices.models.habits import Habits, Matter, Pace
from tongxin.collab.notices.models.notice import Notice, NoticeQuerySet

__all__ = [
    "MOST_TRIES",
    "Account",
    "Channel",
    "ChannelQuerySet",
    "Delivery",
    "DeliveryQuerySet",
    "Device",
    "Habits",
    "Matter",
    "Notice",
    "NoticeQuerySet",
    "Pace",
    "PushKeys",
]
