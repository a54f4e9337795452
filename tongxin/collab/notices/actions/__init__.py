"""Telling people, noting that they know, and letting words out of the house."""

from tongxin.collab.notices.actions.channels import (
    MayNotSetUp,
    add_channel,
    change_channel,
    remove_channel,
    try_channel,
)
from tongxin.collab.notices.actions.delivering import DeliveryPutOff, deliver, send_again, sweep_deliveries
from tongxin.collab.notices.actions.habits import choose_habits
from tongxin.collab.notices.actions.notifying import mark_read, notify

__all__ = [
    "DeliveryPutOff",
    "MayNotSetUp",
    "add_channel",
    "change_channel",
    "choose_habits",
    "deliver",
    "mark_read",
    "notify",
    "remove_channel",
    "send_again",
    "sweep_deliveries",
    "try_channel",
]
