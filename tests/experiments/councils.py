"""A council that goes wrong, for tests of what becomes of the other runs; in a file that processes can import."""

import multiprocessing
import os

from simulation.council import Council


class Unlucky(Council):
    """Raises in the run with seed 1; takes its process with it in that with seed 2, where it has one of its own."""

    def step(self) -> None:
        if self.seed == 1 and self.week == 3:
            raise RuntimeError("the roof came down\nin week 3")
        if self.seed == 2 and multiprocessing.parent_process() is not None:
            os._exit(9)
        super().step()
