"""What people said beside records."""

from typing import ClassVar

from tongxin.base.events import Event


class RemarkMade(Event):
    """Somebody said something about a record. The words stay with the remark, so that they go when it is taken back."""

    name: ClassVar[str] = "remark.made"
    to: list[str]


class RemarkTakenBack(Event):
    """Whoever said it took it back."""

    name: ClassVar[str] = "remark.taken_back"
