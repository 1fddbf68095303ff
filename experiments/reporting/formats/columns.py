"""How wide the columns of a table are: text gives way to numbers, and no word is broken where there is room."""

from __future__ import annotations

from collections.abc import Sequence

OWN, NARROW, READABLE, BROAD = 3, 6, 20, 46  # letters: of padding, and for a column at least, of text at least, at most


def widths_of(head: Sequence[str], rows: Sequence[Sequence[str]], words: int, room: float) -> list[float]:
    """Each column's share of the width, of ``room`` letters. The first ``words`` columns hold text.

    >>> [round(share, 2) for share in widths_of(("", "What"), [("S1", "a long sentence of many words")], 2, 40.0)]
    [0.23, 0.78]
    """
    least: list[float] = []
    wanted: list[float] = []
    for at, name in enumerate(head):
        cells = [row[at] for row in rows]
        word = max((len(word) for cell in (name, *cells) for word in cell.split()), default=0)
        whole = max(min(max(map(len, cells), default=0), BROAD), min(len(name), BROAD) // 2)
        least.append(OWN + max(NARROW, word, min(whole, READABLE) if at < words else 0))
        wanted.append(max(least[-1], OWN + whole))
    if sum(wanted) > room:
        spare = max(0.0, room - sum(wanted[words:]) - sum(least[:words]))
        over = sum(wanted[:words]) - sum(least[:words])
        for at in range(min(words, len(head))):
            wanted[at] = least[at] + (wanted[at] - least[at]) * min(1.0, spare / over if over else 1.0)
    return [one / sum(wanted) for one in wanted]
