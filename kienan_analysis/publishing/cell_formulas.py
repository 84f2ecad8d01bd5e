"""A derived figure's formula, from columns' keys to a spreadsheet's cells, calculated on the way."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

from kienan_analysis.errors import KienanError

if TYPE_CHECKING:
    from collections.abc import Callable

_OPERATORS = {ast.Add: ("+", 1), ast.Sub: ("-", 1), ast.Mult: ("*", 2), ast.Div: ("/", 2)}
_FUNCTIONS = {"min": min, "max": max}
_WHOLE = 3  # binds tighter than any operator
_ENDS = ("low", "high")


class Reference(NamedTuple):
    """What a formula speaks of: a column, one end of it, and where it stands if not in the same row.

    Attributes
    ----------
    table : str
        Empty for the same table; ``above`` for the row above; else another table, its row with the same key.
    column : str
    end : str
        ``value``, ``low`` or ``high``.
    """

    table: str
    column: str
    end: str


class Term(NamedTuple):
    """A part of a formula: what it comes to, how a spreadsheet writes it, how tightly it binds."""

    value: float
    text: str
    binding: int = _WHOLE


def written_formula(formula: str, find: Callable[[Reference], Term | None]) -> Term | None:
    """Write a formula for a spreadsheet, with what it comes to.

    Parameters
    ----------
    formula : str
        Columns' keys, numbers, ``+ - * /``, parentheses, ``min``, ``max``.
    find : callable
        Gives the number and the address of a reference; None where there is none.

    Returns
    -------
    Term or None
        None where something that it speaks of is not there, or it divides by zero.

    Raises
    ------
    KienanError
        For anything but such a formula.

    Examples
    --------
    >>> places = {"level": Term(12.0, "B2"), "share": Term(1.5, "C2")}
    >>> written_formula("level / (1 + share)", lambda reference: places[reference.column])
    Term(value=4.8, text='B2/(1+C2)', binding=2)
    """
    try:
        tree = ast.parse(formula, mode="eval").body
        return _term(tree, find)
    except _MissingError:
        return None
    except (SyntaxError, ValueError) as error:
        raise KienanError(f"{formula!r} is no formula of columns.", where="table") from error


class _MissingError(Exception):
    pass


def _term(node: ast.expr, find: Callable[[Reference], Term | None]) -> Term:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return Term(float(node.value), f"{node.value:g}")
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        return _joined(_term(node.left, find), type(node.op), _term(node.right, find))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _FUNCTIONS:
        parts = [_term(part, find) for part in node.args]
        value = _FUNCTIONS[node.func.id](part.value for part in parts)
        return Term(value, f"{node.func.id.upper()}({','.join(part.text for part in parts)})")
    found = find(_reference(node))
    if found is None:
        raise _MissingError
    return found


def _joined(left: Term, operator: type[ast.operator], right: Term) -> Term:
    sign, binding = _OPERATORS[operator]
    before = f"({left.text})" if left.binding < binding else left.text
    # To the right of a minus or a stroke, the same kind of operator needs its parentheses.
    behind = f"({right.text})" if right.binding <= binding else right.text
    if sign == "/" and right.value == 0:
        raise _MissingError
    value = {
        "+": lambda: left.value + right.value,
        "-": lambda: left.value - right.value,
        "*": lambda: left.value * right.value,
        "/": lambda: left.value / right.value,
    }[sign]()
    return Term(value, f"{before}{sign}{behind}", binding)


def _reference(node: ast.expr) -> Reference:
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.insert(0, node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        raise ValueError  # noqa: TRY004 - a formula that is none, whatever stands in it
    names.insert(0, node.id)
    end = names.pop() if len(names) > 1 and names[-1] in _ENDS else "value"
    *table, column = names
    if len(table) > 1:
        raise ValueError
    return Reference(table[0] if table else "", column, end)
