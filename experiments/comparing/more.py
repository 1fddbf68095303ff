"""What a comparison is asked for beside itself, run after it: plausible councils, and what to do first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import PurePosixPath
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from experiments.arms.journal import Journal
from experiments.comparing.beside import print_councils, print_levers, told_of_councils, told_of_levers
from experiments.comparing.compare import Comparison
from experiments.comparing.failing import Box, box_of_failures
from experiments.comparing.laying import bundled, file_of
from experiments.comparing.levers import PAIRS as LEVER_PAIRS
from experiments.comparing.levers import Order, TooFewPairs, order_of_levers
from experiments.comparing.uncertain import PAIRS, SEEDS, TooFewCouncils, Uncertain, uncertain
from experiments.explaining.page import Page
from experiments.results import Failure
from simulation.scenario import Scenario

LEVERS = "levers"


class NotThere(Exception):
    """What was asked for cannot be had; the message says why and what to do."""


@dataclass(frozen=True)
class Beside:
    """What was asked for, none where it was not.

    ``missing`` says why there is nothing of plausible councils, ``no_order`` why there is none of levers, where it was
    asked; ``failed`` holds runs that failed, each under what it was for.
    """

    missing: str = ""
    councils: Uncertain | None = None
    box: Box | None = None
    order: Order | None = None
    no_order: str = ""
    failed: tuple[tuple[str, Failure], ...] = ()

    @classmethod
    def of(
        cls,
        found: Comparison,
        strategies: Sequence[str] | None,
        councils: int,
        budget: float | None,
        is_first: bool,
        seed: int,
        workers: int,
        *,
        progress: bool = False,
        journal: Journal | None = None,
    ) -> Beside:
        """Run it, on seeds from ``seed`` on, after :func:`check_libraries`. ``councils`` are drawn, none for 0.

        What is in the ``journal`` is not run again.
        """
        missing, no_order, many, box, order = "", "", None, None, None
        failed: tuple[tuple[str, Failure], ...] = ()
        if councils:
            files = [file_of(one) for one in strategies or bundled()]
            laid = [(arm, found.titles[arm], file) for arm, file in zip(found.strategies, files, strict=True)]
            try:
                many = uncertain(
                    found.scenario,
                    laid,
                    found.primary,
                    found.matters or 0.0,
                    councils,
                    seed,
                    workers,
                    progress=progress,
                    journal=journal,
                )
                box = box_of_failures(many.places, many.failures)
                failed += many.failed
            except TooFewCouncils as error:  # what was compared so far holds all the same
                failed += error.failed
                missing = f"Nothing is said of plausible councils: {error}; give more --councils."
        if is_first:
            levers = levers_of(found.scenario)
            try:
                order = order_of_levers(
                    found.scenario, levers, found.primary, budget, seed, workers, progress=progress, journal=journal
                )
                failed += order.failed
            except TooFewPairs as error:
                failed += error.failed
                no_order = f"Nothing is said of what to do first: {error}."
        return cls(missing, many, box, order, no_order, failed)

    @property
    def sentences(self) -> list[str]:
        """What it comes to."""
        said = [self.missing] if self.missing else []
        said += [] if self.councils is None else told_of_councils(self.councils, self.box)
        said += [self.no_order] if self.no_order else []
        return said + ([] if self.order is None else told_of_levers(self.order))

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """Tables for the record."""
        many, order = self.councils, self.order
        found = {} if many is None else {"councils": many.table(), "council-pairs": many.pairs_table()}
        return found if order is None else {**found, "levers": order.table(), "chain": order.chain_table()}

    def said_of(self, seed: int) -> dict[str, Any]:
        """What a manifest says of it beside the tables; ``seed`` is the first of its seeds."""
        many, order, box = self.councils, self.order, self.box
        councils: dict[str, Any] | None = (
            None
            if many is None
            else {
                "sampled": many.sampled, "kept": many.kept, "lost": many.lost, "unknown": many.unknown, "seed": seed,
                "seeds_each": SEEDS, "pairs": PAIRS,
            }
        )  # fmt: skip
        if councils is not None:
            councils["box"] = None if box is None else asdict(box)
        levers = None
        if order is not None:
            levers = {"budget": order.budget, "pairs": order.pairs, "why": order.why, "seed": seed}
        failed = [[what, failure.seed, failure.error] for what, failure in self.failed]
        return {
            "missing": self.missing, "no_order": self.no_order, "councils": councils, "levers": levers,
            "failed_beside": failed,
        }  # fmt: skip

    @property
    def pictures(self) -> dict[str, Callable[[], Figure]]:
        """Pictures for the record, drawn when they are called."""
        from experiments.show.compared.councils import councils as draw_councils
        from experiments.show.compared.first import first as draw_first

        found: dict[str, Callable[[], Figure]] = {}
        many, order = self.councils, self.order
        if many is not None:
            found["councils"] = lambda: draw_councils(many, self.box)
        if order is not None:
            found["first"] = lambda: draw_first(order)
        return found

    def print(self, page: Page) -> None:
        """Print what was asked for."""
        if self.missing:
            page.paragraph(self.missing)
        if self.councils is not None:
            print_councils(page, self.councils, self.box)
        if self.no_order:
            page.paragraph(self.no_order)
        if self.order is not None:
            print_levers(page, self.order)


def check_libraries(what: str = "--uncertain") -> None:
    """Raise :class:`NotThere` where a library is missing that only plausible councils need; ``what`` asked for them."""
    missing = [name for name in ("scipy", "ema_workbench") if find_spec(name) is None]
    if missing:
        raise NotThere(f"{what} needs {' and '.join(missing)}: pip install 'blockers[uncertain]'")


def seeds_beside(councils: int, is_first: bool) -> int:
    """How many seeds are needed at most for what is asked: so many councils that are drawn, 0 for none, and levers."""
    steps = len(Scenario.named(LEVERS)) + 1 if is_first else 0  # and the chain
    return max(SEEDS * councils, LEVER_PAIRS * steps)


def levers_of(scenario: Scenario) -> list[tuple[str, str, str]]:
    """The bundled levers: name, title, file."""
    return [(PurePosixPath(file).name, scenario.overlaid(file).title, file) for file in Scenario.named(LEVERS)]
