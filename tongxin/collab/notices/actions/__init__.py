"""Telling people, noting that they know, and letting words out of the house."""

from tongxin.collab.notices.actions.channels import (
    MayNotSetUp,
    add_channel,
    change_channel,
    remove_channel,
    say_to_group,
    try_channel,
)
from tongxin.collab.notices.actions.delivering import DeliveryPutOff, deliver, send_again, sweep_deliveries
from tongxin.collab.notices.actions.devices import add_device, push_keys, remove_device
from tongxin.collab.notices.actions.habits import choose_habits
from tongxin.collab.notices.actions.notifying import mark_read, notify
from tongxin.collab.notices.sending import Refused

__all__ = [
    "DeliveryPutOff",
    "MayNotSetUp",
    "Refused",
    "add_channel",
    "add_device",
    "change_channel",
    "choose_habits",
    "deliver",
    "mark_read",
    "notify",
    "push_keys",
    "remove_channel",
    "remove_device",
    "say_to_group",
    "send_again",
    "sweep_deliveries",
    "try_channel",
]
