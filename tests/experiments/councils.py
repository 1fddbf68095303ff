"""Councils that go wrong, for tests of what becomes of the other runs; in a file that processes can import."""

import os

from simulation.council import Council


class FailsOnSeedOne(Council):
    """Raises in the middle of the run with seed 1."""

    def step(self) -> None:
        if self.seed == 1 and self.week == 3:
            raise RuntimeError("the roof came down\nin week 3")
        super().step()


class DiesOnSeedOne(Council):
    """Takes its process with it in the run with seed 1."""

    def step(self) -> None:
        if self.seed == 1:
            os._exit(9)
        super().step()
