"""Work of which one piece kills whatever process does it, in a file that other processes can import."""

import os
import threading

from experiments.executing.work import Batch

KILLER = 4


class Killing:
    def __init__(self, pieces: int) -> None:
        self.pieces = pieces

    def __call__(self, batch: Batch, stop: threading.Event | None = None) -> list[int]:
        if batch.first <= KILLER < batch.last:
            os._exit(9)
        return list(range(batch.first, batch.last))

    def died(self, piece: Batch, why: str) -> str:
        return why
