"""Running a formula over values. It always ends, and soon: each node is met once, and sizes are capped."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Context, Decimal, DecimalException, localcontext

from django.utils.translation import gettext_lazy as _

from tongxin.base.formulas.errors import Fault
from tongxin.base.formulas.functions import FUNCTIONS, Unfit
from tongxin.base.formulas.tree import Binary, Call, Literal, Name, Node, Unary, Value
from tongxin.base.money import CurrencyMismatch, InvalidMoney, Money

MOST_STEPS = 10_000
LONGEST_TEXT = 10_000
_LARGEST = Decimal(10) ** 18


class _Run:
    """One run over one set of values."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        self.values = values
        self.steps = 0

    def value(self, node: Node) -> Value:
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise Fault(node.at, node.end, _("The formula is too large."))
        if isinstance(node, Literal):
            return node.value
        if isinstance(node, Name):
            return self.values.get(node.name)
        try:
            return _capped(node, self.inner(node))
        except Unfit as error:
            raise Fault(node.at, node.end, str(error)) from error
        except CurrencyMismatch as error:
            raise Fault(node.at, node.end, _("Two currencies meet here.")) from error
        except (DecimalException, InvalidMoney, OverflowError) as error:
            raise Fault(node.at, node.end, _("This number is too large.")) from error
        except (TypeError, ValueError, AttributeError) as error:
            if isinstance(error, Fault):
                raise
            raise Fault(node.at, node.end, _("These values do not fit together.")) from error

    def inner(self, node: Node) -> Value:
        if isinstance(node, Unary):
            return self.unary(node)
        if isinstance(node, Binary):
            return self.binary(node)
        assert isinstance(node, Call)
        return self.call(node)

    def unary(self, node: Unary) -> Value:
        operand = self.value(node.operand)
        if node.op == "not":
            return operand is not True
        if not isinstance(operand, Decimal | Money | None):
            raise TypeError(node.op)
        return None if operand is None else -operand

    def binary(self, node: Binary) -> Value:
        if node.op in ("and", "or"):
            is_true = self.value(node.left) is True
            return is_true if is_true == (node.op == "or") else self.value(node.right) is True
        left, right = self.value(node.left), self.value(node.right)
        if node.op == "&":
            return said(left) + said(right)
        if node.op in ("=", "<>"):
            return _same(left, right) == (node.op == "=")
        if node.op in ("<", "<=", ">", ">="):
            return left is not None and right is not None and _ordered(node.op, left, right)
        return None if left is None or right is None else _reckoned(node, left, right)

    def call(self, node: Call) -> Value:
        if node.name == "if":
            chosen = 1 if self.value(node.arguments[0]) is True else 2
            return self.value(node.arguments[chosen]) if chosen < len(node.arguments) else None
        function = FUNCTIONS[node.name]
        values = [self.value(argument) for argument in node.arguments]
        if not function.takes_empty and any(value is None for value in values):
            return None
        if node.name == "text":
            return said(values[0])
        answer: Value = function.answer(*values)
        return answer


def _capped(node: Node, value: Value) -> Value:
    if isinstance(value, Decimal) and (not value.is_finite() or abs(value) >= _LARGEST):
        raise Fault(node.at, node.end, _("This number is too large."))
    if isinstance(value, Money) and abs(value.minor) >= _LARGEST:
        raise Fault(node.at, node.end, _("This number is too large."))
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        raise Fault(node.at, node.end, _("This text is too long."))
    return value


def _same(left: Value, right: Value) -> bool:
    if isinstance(left, bool) != isinstance(right, bool):
        return False
    return left == right or (left in (None, "", ()) and right in (None, "", ()))


def _ordered(op: str, left: Value, right: Value) -> bool:
    less = {"<": left < right, ">": left > right} if op in "<>" else {"<=": left <= right, ">=": left >= right}  # type: ignore[operator]  # as above
    return bool(less[op])


def _reckoned(node: Binary, left: Value, right: Value) -> Value:
    if isinstance(left, Money) or isinstance(right, Money):
        return _with_money(node, left, right)
    if isinstance(left, date):
        return _with_date(node.op, left, right)
    if not isinstance(left, Decimal) or not isinstance(right, Decimal):
        raise TypeError(node.op)
    if node.op == "/":
        if right == 0:
            raise Fault(node.at, node.end, _("Nothing can be divided by zero."))
        return left / right
    return {"+": left + right, "-": left - right, "*": left * right}[node.op]


def _with_money(node: Binary, left: Value, right: Value) -> Value:
    if isinstance(left, Money) and isinstance(right, Money):
        if node.op == "/":
            if right.minor == 0:
                raise Fault(node.at, node.end, _("Nothing can be divided by zero."))
            if left.currency != right.currency:
                raise CurrencyMismatch(left.currency)
            return Decimal(left.minor) / Decimal(right.minor)
        return {"+": left.__add__, "-": left.__sub__}[node.op](right) if node.op in "+-" else _no(node)
    money, number = (left, right) if isinstance(left, Money) else (right, left)
    if not isinstance(money, Money) or not isinstance(number, Decimal) or (node.op == "/" and number is left):
        return _no(node)
    if node.op == "*":
        return money.times(number)
    if node.op == "/" and number == 0:
        raise Fault(node.at, node.end, _("Nothing can be divided by zero."))
    return money.times(1 / number) if node.op == "/" else _no(node)


def _no(node: Binary) -> Value:
    raise TypeError(node.op)


def _with_date(op: str, left: date, right: Value) -> Value:
    if isinstance(right, date):
        return Decimal((left - right).days)
    if not isinstance(right, Decimal) or op not in "+-" or right != right.to_integral_value():
        raise TypeError(op)
    return left + timedelta(days=int(right if op == "+" else -right))


def said(value: Value) -> str:
    """A value as text: plain numbers, ISO days."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value else "0"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Money):
        return str(value)
    return "、".join(value) if isinstance(value, tuple) else value


def run(tree: Node, values: Mapping[str, Value]) -> Value:
    """What the formula gives for these values; a name that is absent is empty. Raises Fault, and nothing else."""
    return run_counting(tree, values)[0]


def run_counting(tree: Node, values: Mapping[str, Value]) -> tuple[Value, int]:
    """The same, with the number of steps it took."""
    # Own bounds, so that neither the caller's context nor a huge exponent decides.
    with localcontext(Context(prec=28, Emax=60, Emin=-60)):
        running = _Run(values)
        return running.value(tree), running.steps
