"""What happened to rules, and what they did."""

from typing import ClassVar

from tongxin.base.events import Event


class RuleSaved(Event):
    """A rule was written or changed; nothing follows from it before it is put into use."""

    name: ClassVar[str] = "rule.saved"
    rule: str


class RulePutInUse(Event):
    """From now on this version of a rule acts."""

    name: ClassVar[str] = "rule.put_in_use"
    rule: str
    version: int


class RuleSwitchedOff(Event):
    """A rule stands still; `why` when it was stopped by itself."""

    name: ClassVar[str] = "rule.switched_off"
    rule: str
    why: str = ""


class RuleRemoved(Event):
    """A rule is gone; its log stays as long as logs do."""

    name: ClassVar[str] = "rule.removed"
    rule: str


class RuleActed(Event):
    """A rule did something with a record, in the name of the person who is told as having done it."""

    name: ClassVar[str] = "rule.acted"
    rule: str
    acts: list[str]


class RulesStopped(Event):
    """All rules stand still."""

    name: ClassVar[str] = "rules.stopped"


class RulesReleased(Event):
    """Rules act again."""

    name: ClassVar[str] = "rules.released"


class HookSaved(Event):
    """A service outside may be told by rules, or is set otherwise. What it keeps secret is not told."""

    name: ClassVar[str] = "hook.saved"
    hook: str
    fields: list[str]


class HookRemoved(Event):
    """A service outside is told nothing any more; its address and secret are gone."""

    name: ClassVar[str] = "hook.removed"
    hook: str
