"""Tables with more columns than a terminal is wide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from experiments.explaining.page import GAP, Page

INDENT = 2


def columns_that_fit(page: Page, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table, numbers to the right; where they have no room, beneath each other in equal parts."""
    lines = [tuple(head), *map(tuple, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    columns, number = range(1, len(head)), 1
    room = page.width - INDENT - widths[0]
    while number < len(columns):
        size = -(-len(columns) // number)
        if all(sum(widths[c] + GAP for c in columns[at : at + size]) <= room for at in range(0, len(columns), size)):
            break
        number += 1
    size = -(-len(columns) // number)
    blocks = [columns[at : at + size] for at in range(0, len(columns), size)]
    for block in blocks:
        page.table([(line[0], *(line[column] for column in block)) for line in lines], right=range(1, len(block) + 1))
