"""What happened to the firm's care for what it knows."""

from typing import Any, ClassVar

from tongxin.base.events import Event


class FactConfirmed(Event):
    """Somebody made sure that facts are still right. `fields` names them, as changes do, so that hidden ones stay hidden."""

    name: ClassVar[str] = "fact.confirmed"
    fields: list[str]


class RulesChanged(Event):
    """The firm chose other rules for whole customer information; `after` holds all of them."""

    name: ClassVar[str] = "quality.rules_changed"
    after: list[dict[str, Any]]  # Any: JSON values
