"""What a rule says, as plain data: JSON in the database and in files that rules are taken out to.

    {"occasion": "party.created", "fields": [], "imports": false, "hold_hours": 0, "filter": {"v": 1, "and": []},
     "acts": [{"act": "task", "values": {"who": "field:owner", "text": "…", "days": "1"}}]}

With an empty `occasion` the rule waits until the filter has held for `hold_hours`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]  # Any: JSON values
EVERYTHING: Json = {"v": 1, "and": []}
MOST_ACTS, LONGEST_HOLD = 10, 24 * 366


class NotADefinition(ValueError):
    """This is not what a rule says."""


@dataclass(frozen=True)
class Step:
    """One act of a rule with what was chosen for it."""

    act: str
    values: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Definition:
    """A rule as it was read. `fields`: only when one of these was changed; `imports`: also for what comes from files."""

    occasion: str = ""
    fields: tuple[str, ...] = ()
    imports: bool = False
    hold_hours: int = 0
    filter: Json = field(default_factory=lambda: dict(EVERYTHING))
    acts: tuple[Step, ...] = ()

    @property
    def waits_for_event(self) -> bool:
        """Whether an event sets it going, or that something holds."""
        return bool(self.occasion)

    @property
    def parts(self) -> list[Json]:
        """The conditions that all must hold, each as a filter of its own."""
        inner = {key: value for key, value in self.filter.items() if key != "v"}
        parts = self.filter["and"] if isinstance(self.filter.get("and"), list) else [inner]
        return [{"v": 1, "and": [part]} for part in parts]


def read(data: Any) -> Definition:  # Any: JSON
    """Checked for its shape; whether fields and acts are there depends on the moment. Raises NotADefinition."""
    if not isinstance(data, dict):
        raise NotADefinition("{}")
    acts, hold, filter = data.get("acts", []), data.get("hold_hours", 0), data.get("filter", EVERYTHING)
    if not isinstance(acts, list) or len(acts) > MOST_ACTS:
        raise NotADefinition("acts")
    if isinstance(hold, bool) or not isinstance(hold, int) or not 0 <= hold <= LONGEST_HOLD:
        raise NotADefinition("hold_hours")
    if not isinstance(filter, dict):
        raise NotADefinition("filter")
    return Definition(
        occasion=_text(data.get("occasion", ""), "occasion"),
        fields=_texts(data.get("fields", [])),
        imports=data.get("imports") is True,
        hold_hours=hold,
        filter=filter,
        acts=tuple(_step(one) for one in acts),
    )


def _text(value: Any, place: str) -> str:  # Any: JSON
    if not isinstance(value, str) or len(value) > 500:
        raise NotADefinition(place)
    return value


def _texts(value: Any) -> tuple[str, ...]:  # Any: JSON
    if not isinstance(value, list) or len(value) > 50:
        raise NotADefinition("fields")
    return tuple(_text(one, "fields") for one in value)


def _step(value: Any) -> Step:  # Any: JSON
    values = value.get("values") if isinstance(value, dict) else None
    if not isinstance(values, dict) or len(values) > 20:
        raise NotADefinition("acts")
    return Step(_text(value.get("act", ""), "act"), {_text(k, "act"): _text(v, "act") for k, v in values.items()})


def written(said: Definition) -> Json:
    """The contrary of `read`."""
    return {
        "occasion": said.occasion,
        "fields": list(said.fields),
        "imports": said.imports,
        "hold_hours": said.hold_hours,
        "filter": said.filter,
        "acts": [{"act": one.act, "values": dict(one.values)} for one in said.acts],
    }
