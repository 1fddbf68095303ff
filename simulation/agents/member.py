"""What every agent of the council has in common."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import mesa

if TYPE_CHECKING:
    from simulation.council import Council


class _Numbers:
    """Agent numbers per model that do not keep the model alive, as Mesa 3.3's own table does."""

    def __init__(self) -> None:
        self._counters: WeakKeyDictionary[Any, Iterator[int]] = WeakKeyDictionary()

    def __getitem__(self, model: Any) -> Iterator[int]:
        return self._counters.setdefault(model, count(1))


class Member(mesa.Agent):
    """A Mesa agent of a :class:`Council`; its methods bear the names of the phases in ``WEEK``."""

    _ids: Any = _Numbers()

    model: Council

    def __init__(self, model: Council) -> None:
        super().__init__(model)
