"""What happened to rules, and what they did."""

from dataclasses import dataclass
from typing import ClassVar

from tongxin.base.events import Event


@dataclass(frozen=True, kw_only=True)
class RuleSaved(Event):
    """A rule was written or changed; nothing follows from it before it is put into use."""

    name: ClassVar[str] = "rule.saved"
    rule: str


@dataclass(frozen=True, kw_only=True)
class RulePutInUse(Event):
    """From now on this version of a rule acts."""

    name: ClassVar[str] = "rule.put_in_use"
    rule: str
    version: int


@dataclass(frozen=True, kw_only=True)
class RuleSwitchedOff(Event):
    """A rule stands still; `why` when it was stopped by itself."""

    name: ClassVar[str] = "rule.switched_off"
    rule: str
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class RuleRemoved(Event):
    """A rule is gone; its log stays as long as logs do."""

    name: ClassVar[str] = "rule.removed"
    rule: str


@dataclass(frozen=True, kw_only=True)
class RuleActed(Event):
    """A rule did something with a record, in the name of the person who is told as having done it."""

    name: ClassVar[str] = "rule.acted"
    rule: str
    acts: list[str]


@dataclass(frozen=True, kw_only=True)
class RulesStopped(Event):
    """All rules stand still."""

    name: ClassVar[str] = "rules.stopped"


@dataclass(frozen=True, kw_only=True)
class RulesReleased(Event):
    """Rules act again."""

    name: ClassVar[str] = "rules.released"


@dataclass(frozen=True, kw_only=True)
class HookSaved(Event):
    """A service outside may be told by rules, or is set otherwise. What it keeps secret is not told."""

    name: ClassVar[str] = "hook.saved"
    hook: str
    fields: list[str]


@dataclass(frozen=True, kw_only=True)
class HookRemoved(Event):
    """A service outside is told nothing any more; its address and secret are gone."""

    name: ClassVar[str] = "hook.removed"
    hook: str
