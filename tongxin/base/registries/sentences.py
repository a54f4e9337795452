"""Sentences: how an event reads on a timeline."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tongxin.base.registries.registry import Registry


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """How one event name is shown.

    `text(particulars, record)` answers one plain sentence without the actor; `record` is the subject as the reader may see
    it, or None when it is gone. `group` is the timeline filter (talk, approval, trade, service, change); `tone` colours the node.
    """

    text: Callable[[Mapping[str, Any], Any], str]  # Any: JSON particulars, room's own record
    icon: str
    group: str
    tone: str = ""
    template: str = ""
    shown: bool = True


sentences: Registry[Sentence] = Registry("sentence")
