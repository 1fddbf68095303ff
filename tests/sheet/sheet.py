"""The page docs/one-week.md as a spreadsheet: its tables read, its formulas evaluated by plain arithmetic.

Nothing of the model is imported here. A formula may use numbers, the names of rows above, ``+ - * / **``, comparisons
(1 where true, else 0), ``and``, and the functions below. Run as a module, it writes the two columns that follow
from the formulas: ``python -m tests.sheet.sheet``.
"""

import ast
import math
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "one-week.md"
DIGITS = 6  # significant digits of a result on the page

GIVEN = ["name", "value"]
DRAWN = ["draw", "value"]
WORKED = ["quantity", "formula", "with the numbers put in", "result", "in the model"]
EVENTS = ["event", "whose", "request", "fields"]
LEDGER = ["book", "owner", "use", "department", "amount"]
NEWS = ["teller", "news", "gate"]

OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
    ast.Gt: operator.gt,
    ast.Lt: operator.lt,
    ast.GtE: operator.ge,
}
FUNCTIONS: dict[str, Callable[..., float]] = {
    "exp": math.exp,
    "ln": math.log,
    "sqrt": math.sqrt,
    "min": min,
    "max": max,
    "floor": math.floor,
}
NAME = re.compile(r"(?<![\w.])[a-z_][a-z_0-9]*(?:\.[a-z_0-9]+)*\b(?!\()")


class SheetError(ValueError):
    """The page cannot be worked out."""


@dataclass(frozen=True)
class Row:
    """One row of a table: the phase (heading) it stands under, the table's head, and its cells without backticks."""

    line: int
    section: str
    head: tuple[str, ...]
    cells: tuple[str, ...]


def rows_of(text: str) -> list[Row]:
    """All rows of all tables; ``section`` is the first word of the heading above them, in lower case."""
    rows: list[Row] = []
    section, head = "", None
    for number, line in enumerate(text.splitlines()):
        if line.startswith("#"):
            section = re.sub(r"[`#*:]", "", line).split()[0].lower()
        if not line.startswith("|"):
            head = None
        elif head is None:
            head = tuple(cell.strip() for cell in line.split("|")[1:-1])
        elif set(line) - set("|-: "):
            cells = tuple(cell.strip().strip("`") for cell in line.split("|")[1:-1])
            if len(cells) != len(head):
                raise SheetError(f"line {number + 1}: {len(cells)} cells under a head of {len(head)}")
            rows.append(Row(number, section, head, cells))
    return rows


def evaluate(formula: str, names: dict[str, float]) -> float:
    """The value of a formula; names are looked up among the rows above."""
    try:
        return float(_value(ast.parse(formula, mode="eval").body, names))
    except (SyntaxError, TypeError, KeyError, ArithmeticError, ValueError) as error:
        raise SheetError(f"{formula!r}: {error}") from error


def _value(node: ast.AST, names: dict[str, float]) -> float:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return float(node.value)
    if isinstance(node, ast.Name | ast.Attribute):
        return names[ast.unparse(node)]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand, names)
    if isinstance(node, ast.BinOp):
        return OPERATORS[type(node.op)](_value(node.left, names), _value(node.right, names))
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        return float(OPERATORS[type(node.ops[0])](_value(node.left, names), _value(node.comparators[0], names)))
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And):
        return float(all(_value(part, names) for part in node.values))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords:
        return FUNCTIONS[node.func.id](*(_value(part, names) for part in node.args))
    raise SheetError(f"no arithmetic: {ast.unparse(node)}")


def written(value: float) -> str:
    """A number as the page states it: six significant digits."""
    return f"{value:.{DIGITS}g}"


def put_in(formula: str, names: dict[str, float]) -> str:
    """A formula with the stated number for each name, in brackets where it is below zero."""

    def number(match: re.Match[str]) -> str:
        if match[0] == "and" or match[0] in FUNCTIONS:
            return match[0]
        if match[0] not in names:
            raise SheetError(f"{formula!r}: no row above is called {match[0]!r}")
        text = written(names[match[0]])
        return f"({text})" if text.startswith("-") else text

    return NAME.sub(number, formula)


@dataclass(frozen=True)
class Sheet:
    """A page worked out: its rows, and the exact value of every name."""

    rows: tuple[Row, ...]
    values: dict[str, float]

    def under(self, head: list[str]) -> list[Row]:
        """The rows of all tables with this head."""
        return [row for row in self.rows if list(row.head) == head]


def worked_out(text: str) -> Sheet:
    """Every formula of a page, each from the exact values of the rows above it."""
    rows = rows_of(text)
    values: dict[str, float] = {}
    for row in rows:
        head = list(row.head)
        if head not in (GIVEN, DRAWN, WORKED):
            continue
        if row.cells[0] in values:
            raise SheetError(f"line {row.line + 1}: a second {row.cells[0]}")
        values[row.cells[0]] = evaluate(row.cells[1], values if head == WORKED else {})
    return Sheet(tuple(rows), values)


def filled(text: str) -> str:
    """The page with the columns that follow from its formulas written anew."""
    sheet, lines = worked_out(text), text.splitlines()
    above: dict[str, float] = {}
    for row in sheet.rows:
        if list(row.head) == WORKED:
            name, formula, _, _, where = row.cells
            numbers, result = put_in(formula, above), written(sheet.values[name])
            place = f"`{where}`" if where else ""
            lines[row.line] = f"| `{name}` | `{formula}` | `{numbers}` | {result} | {place} |"
        if row.cells[0] in sheet.values:
            above[row.cells[0]] = sheet.values[row.cells[0]]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
