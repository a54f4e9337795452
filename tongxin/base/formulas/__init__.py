"""Formulas: a small total language in which people say how a value follows from others, `round([订单额] * 5%, 2)`.

Text is read into a tree (Pratt), the tree is checked for types, and run over given values. Every formula ends: there are no
loops and no names but the fields it is given and a closed table of pure functions; length, depth, steps and sizes are capped.
Nothing of it is ever code of the program.
"""

from tongxin.base.formulas.checking import type_of
from tongxin.base.formulas.errors import Fault
from tongxin.base.formulas.functions import FUNCTIONS, Function
from tongxin.base.formulas.naming import find_loop, names_in, renamed
from tongxin.base.formulas.reading import read_formula
from tongxin.base.formulas.running import run
from tongxin.base.formulas.tree import TYPES, Node, Value

__all__ = [
    "FUNCTIONS",
    "TYPES",
    "Fault",
    "Function",
    "Node",
    "Value",
    "find_loop",
    "names_in",
    "read_formula",
    "renamed",
    "run",
    "type_of",
]
