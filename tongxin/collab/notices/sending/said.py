"""What is sent and what is answered, the same for all channels."""

from dataclasses import dataclass


class Refused(Exception):  # named after the world: the service said no
    """The service understood and said no. `may_pass` where a later try could go through (too many at once)."""

    def __init__(self, answer: str, *, may_pass: bool = False) -> None:
        super().__init__(answer)
        self.may_pass = may_pass


@dataclass(frozen=True)
class Words:
    """One message. `mobile` is the reader's number (11 digits) where a group should ring for them; `key` is the same at every try."""

    title: str
    lines: tuple[str, ...]
    to: str
    mobile: str
    key: str


@dataclass(frozen=True)
class Said:
    """The service took it; `answer` in its own words."""

    answer: str
