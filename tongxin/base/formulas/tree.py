"""The tree of a formula, and the values it runs over."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tongxin.base.money import Money

# None is an empty value; several choices are a tuple of texts.
Value = Decimal | str | date | bool | Money | tuple[str, ...] | None
TYPES = ("number", "text", "date", "yes_no", "money", "choices", "empty")


@dataclass(frozen=True, slots=True)
class Literal:
    """A value that stands in the formula."""

    at: int
    end: int
    value: Value


@dataclass(frozen=True, slots=True)
class Name:
    """A field, in brackets."""

    at: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Unary:
    """`-` or `not` before one operand."""

    at: int
    end: int
    op: str
    operand: "Node"


@dataclass(frozen=True, slots=True)
class Binary:
    """An operator between two operands."""

    at: int
    end: int
    op: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the closed table, by its English name."""

    at: int
    end: int
    name: str
    arguments: tuple["Node", ...]


Node = Literal | Name | Unary | Binary | Call


def parts_of(node: Node) -> tuple[Node, ...]:
    """What a node is made of."""
    if isinstance(node, Unary):
        return (node.operand,)
    if isinstance(node, Binary):
        return (node.left, node.right)
    return node.arguments if isinstance(node, Call) else ()


def type_of_value(value: Value) -> str:
    """Which of TYPES a value has."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "yes_no"
    for kind, name in ((Decimal, "number"), (str, "text"), (Money, "money"), (tuple, "choices")):
        if isinstance(value, kind):
            return name
    return "date"
