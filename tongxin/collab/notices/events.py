"""What happened to the channels of the firm."""

from typing import ClassVar

from tongxin.base.events import Event


class ChannelAdded(Event):
    """Notices may leave by one more way."""

    name: ClassVar[str] = "channel.added"
    channel: str
    kind: str


class ChannelChanged(Event):
    """A channel is set otherwise, or switched on or off. What it keeps secret is not told."""

    name: ClassVar[str] = "channel.changed"
    channel: str
    fields: list[str]


class ChannelRemoved(Event):
    """A channel is gone, with its keys."""

    name: ClassVar[str] = "channel.removed"
    channel: str
