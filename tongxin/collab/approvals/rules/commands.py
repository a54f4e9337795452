"""What must be done because of an entry. Plain data: the same history gives the same commands, and the room carries them out."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from tongxin.collab.approvals.rules.graph import Source


@dataclass(frozen=True, kw_only=True)
class Command:
    """Base of all commands."""

    def told(self) -> dict[str, Any]:  # Any: JSON values
        """As it is kept beside the entry."""
        return {"do": type(self).__name__, **asdict(self)}


@dataclass(frozen=True, kw_only=True)
class Find(Command):
    """Find the people of a step; answered by `found`, in the same transaction."""

    run: int
    node: str
    who: tuple[Source, ...]
    purpose: str = "step"


@dataclass(frozen=True, kw_only=True)
class Copy(Command):
    """Find whom to let know; answered by `copied`."""

    run: int
    who: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class Tell(Command):
    """Notices to people (`who` are numbers); `about` says which."""

    who: tuple[int, ...]
    about: str
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class TellAdministrators(Command):
    """Something is stuck: those who care for flows must know."""

    why: str


@dataclass(frozen=True, kw_only=True)
class Sleep(Command):
    """Wake this run after so many working minutes, or on the day; answered by `woke`."""

    run: int
    minutes: int
    until: str


@dataclass(frozen=True, kw_only=True)
class Do(Command):
    """Run an act behind the scenes; answered by `acted` or `act_failed`."""

    run: int
    act: str
    data: Mapping[str, Any]  # Any: JSON values of the act's own


@dataclass(frozen=True, kw_only=True)
class Begin(Command):
    """Begin another flow with the same facts; answered by `sub_ended` when it is waited for."""

    run: int
    flow: str


@dataclass(frozen=True, kw_only=True)
class End(Command):
    """It is over: agreed, refused, withdrawn, ended."""

    outcome: str
