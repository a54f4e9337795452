"""From tokens to a tree, by binding powers (Pratt)."""

from decimal import Decimal

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tongxin.base.formulas.errors import Fault
from tongxin.base.formulas.functions import ALIASES, FUNCTIONS
from tongxin.base.formulas.tokens import Token, tokens_of
from tongxin.base.formulas.tree import Binary, Call, Literal, Name, Node, Unary
from tongxin.base.lazy import LazyText

DEEPEST = 40
MOST = 400
_POWERS = {
    "or": 10,
    "and": 20,
    **dict.fromkeys(("=", "<>", "<", "<=", ">", ">="), 30),
    "&": 40,
    "+": 50,
    "-": 50,
    "*": 60,
    "/": 60,
}
_COMPARING = 30
_NOT, _MINUS = 25, 70
_CONSTANTS = {"true": True, "false": False, "真": True, "是": True, "假": False, "否": False, "empty": None, "空": None}
_LONGEST_NUMBER = 20


class _Reader:
    """Reads one formula and counts its parts."""

    def __init__(self, source: str) -> None:
        self.tokens = list(tokens_of(source))
        self.place = 0
        self.count = 0

    @property
    def next(self) -> Token:
        return self.tokens[self.place]

    def take(self) -> Token:
        token = self.next
        self.place += 1
        self.count += 1
        return token

    def expect(self, sign: str) -> Token:
        if self.next.kind != "op" or self.next.text != sign:
            raise self.unfit(format_lazy(_("Here belongs “{sign}”."), sign=sign))
        return self.take()

    def unfit(self, text: LazyText) -> Fault:
        token = self.next
        return Fault(token.at, token.end, text)

    def node(self, power: int, depth: int) -> Node:
        if depth > DEEPEST or self.count > MOST:
            raise self.unfit(_("The formula is too large."))
        left = self.first(depth)
        while self.next.kind == "op" and _POWERS.get(self.next.text, 0) > power:
            op = self.take()
            bound = _POWERS[op.text]
            right = self.node(bound, depth + 1)
            if bound == _COMPARING and self.next.kind == "op" and _POWERS.get(self.next.text) == _COMPARING:
                raise self.unfit(_("Compare two at a time and join with “and”."))
            left = Binary(left.at, right.end, op.text, left, right)
        return left

    def first(self, depth: int) -> Node:
        token = self.next
        if token.kind == "op" and token.text in ("-", "not"):
            self.take()
            operand = self.node(_MINUS if token.text == "-" else _NOT, depth + 1)
            return Unary(token.at, operand.end, token.text, operand)
        if token.kind == "op" and token.text == "(":
            self.take()
            inner = self.node(0, depth + 1)
            self.expect(")")
            return inner
        if token.kind in ("number", "text", "name", "word"):
            return self.atom(depth)
        raise self.unfit(_("Something is missing here.") if token.kind == "end" else _("This does not fit here."))

    def atom(self, depth: int) -> Node:
        token = self.take()
        if token.kind == "number":
            return self.number(token)
        if token.kind == "text":
            return Literal(token.at, token.end, token.text)
        if token.kind == "name":
            if not token.text:
                raise Fault(token.at, token.end, _("Put the name of a field in brackets: [name]."))
            return Name(token.at, token.end, token.text)
        if self.next.kind == "op" and self.next.text == "(":
            return self.call(token, depth)
        if token.text in _CONSTANTS:
            return Literal(token.at, token.end, _CONSTANTS[token.text])
        raise Fault(token.at, token.end, _("Put the name of a field in brackets: [name]."))

    def number(self, token: Token) -> Node:
        if len(token.text) > _LONGEST_NUMBER:
            raise Fault(token.at, token.end, _("This number is too large."))
        value = Decimal(token.text)
        if self.next.kind == "op" and self.next.text == "%":
            end = self.take().end
            return Literal(token.at, end, value / 100)
        return Literal(token.at, token.end, value)

    def call(self, word: Token, depth: int) -> Node:
        name = ALIASES.get(word.text, word.text)
        if name not in FUNCTIONS:
            raise Fault(word.at, word.end, format_lazy(_("There is no function “{name}”."), name=word.text[:40]))
        self.expect("(")
        arguments: list[Node] = []
        while not (self.next.kind == "op" and self.next.text == ")"):
            if arguments:
                self.expect(",")
            arguments.append(self.node(0, depth + 1))
        end = self.expect(")").end
        return Call(word.at, end, name, tuple(arguments))


def read_formula(source: str) -> Node:
    """The tree of a formula. Whatever comes in, nothing but Fault comes out of here."""
    reader = _Reader(source)
    tree = reader.node(0, 1)
    if reader.next.kind != "end":
        raise reader.unfit(_("This does not fit here."))
    return tree
