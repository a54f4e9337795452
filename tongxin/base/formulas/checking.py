"""Which type a formula gives, found without running it: what does not fit is said while it is typed, at its place."""

from collections.abc import Mapping

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.formulas.errors import Fault
from tongxin.base.formulas.functions import FUNCTIONS, Function
from tongxin.base.formulas.tree import Binary, Call, Literal, Name, Node, Unary, type_of_value
from tongxin.base.lazy import LazyText

SAID: dict[str, LazyText] = {
    "number": pgettext_lazy("formula", "a number"),
    "text": pgettext_lazy("formula", "text"),
    "date": pgettext_lazy("formula", "a date"),
    "yes_no": pgettext_lazy("formula", "yes or no"),
    "money": pgettext_lazy("formula", "money"),
    "choices": pgettext_lazy("formula", "several choices"),
    "empty": pgettext_lazy("formula", "nothing"),
}
_ARITHMETIC = {
    ("number", "+", "number"): "number",
    ("money", "+", "money"): "money",
    ("date", "+", "number"): "date",
    ("number", "-", "number"): "number",
    ("money", "-", "money"): "money",
    ("date", "-", "date"): "number",
    ("date", "-", "number"): "date",
    ("number", "*", "number"): "number",
    ("money", "*", "number"): "money",
    ("number", "*", "money"): "money",
    ("number", "/", "number"): "number",
    ("money", "/", "number"): "money",
    ("money", "/", "money"): "number",
}
_ORDERED = ("number", "text", "date", "money")


def type_of(node: Node, types: Mapping[str, str]) -> str:
    """The type of what the formula gives. `types` holds those of the fields it may name. Raises Fault."""
    if isinstance(node, Literal):
        return type_of_value(node.value)
    if isinstance(node, Name):
        if node.name not in types:
            raise Fault(node.at, node.end, format_lazy(_("There is no field “{name}” here."), name=node.name[:40]))
        return types[node.name]
    if isinstance(node, Unary):
        wanted = "yes_no" if node.op == "not" else "number"
        found = type_of(node.operand, types)
        if found not in (wanted, "empty") and not (node.op == "-" and found == "money"):
            raise _other(node.operand, [wanted], found)
        return found if node.op == "-" else "yes_no"
    if isinstance(node, Binary):
        return _binary(node, types)
    return _call(node, types)


def _other(node: Node, wanted: list[str], found: str) -> Fault:
    words = format_lazy(_("Here belongs {wanted}, not {found}."), wanted=SAID[wanted[0]], found=SAID[found])
    return Fault(node.at, node.end, words)


def _binary(node: Binary, types: Mapping[str, str]) -> str:
    left, right = type_of(node.left, types), type_of(node.right, types)
    if node.op in ("and", "or"):
        for part, found in ((node.left, left), (node.right, right)):
            if found not in ("yes_no", "empty"):
                raise _other(part, ["yes_no"], found)
        return "yes_no"
    if node.op == "&":
        return "text"
    if node.op in ("=", "<>", "<", "<=", ">", ">="):
        is_ordered = node.op in ("=", "<>") or all(found in (*_ORDERED, "empty") for found in (left, right))
        if (left != right and "empty" not in (left, right)) or not is_ordered:
            words = format_lazy(_("{left} and {right} can't be compared."), left=SAID[left], right=SAID[right])
            raise Fault(node.at, node.end, words)
        return "yes_no"
    return _reckoned(node, left, right)


def _reckoned(node: Binary, left: str, right: str) -> str:
    given = _ARITHMETIC.get((left, node.op, right))
    if given is None and "empty" in (left, right):
        given = left if right == "empty" else right
    if given is None:
        if node.op == "+" and "text" in (left, right):
            raise Fault(node.at, node.end, _("Texts are joined with &."))
        words = {"left": SAID[left], "op": node.op, "right": SAID[right]}
        raise Fault(node.at, node.end, format_lazy(_("{left} {op} {right} has no meaning."), **words))
    return given


def _call(node: Call, types: Mapping[str, str]) -> str:
    function = FUNCTIONS[node.name]
    found = [type_of(argument, types) for argument in node.arguments]
    most = None if function.repeats else len(function.takes)
    if len(found) < function.least or (most is not None and len(found) > most):
        raise Fault(node.at, node.end, format_lazy(_("Written like this: {like}"), like=function.like))
    for place, (argument, kind) in enumerate(zip(node.arguments, found, strict=True)):
        wanted = function.takes[min(place, len(function.takes) - 1)]
        if kind not in wanted and kind != "empty":
            raise _other(argument, list(wanted), kind)
    return _given(node, function, found)


def _given(node: Call, function: Function, found: list[str]) -> str:
    if function.gives == "first":
        return found[0]
    if function.gives != "same":
        return function.gives
    kinds = list(dict.fromkeys(kind for kind in found[function.same :] if kind != "empty"))
    if len(kinds) > 1:
        place = next(at for at, kind in enumerate(found) if at >= function.same and kind == kinds[1])
        raise _other(node.arguments[place], kinds[:1], kinds[1])
    return kinds[0] if kinds else "empty"
