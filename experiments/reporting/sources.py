"""Where each number comes from: a key for every kind of numbers of a record, with files, runs, seeds and command."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.blaming.reading import Blamed
from experiments.comparing.reading import Compared
from experiments.reporting.content import Source, plain, typed
from simulation.wording import counted


class Sources:
    """The sources of one report, numbered in the order in which they are first asked for: S1, S2 and so on."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, str, str], str] = {}

    def key(self, what: str, files: str, runs: str = "nothing was run for it", command: str = "") -> str:
        """The key of a source; the same source has the same key."""
        one = (plain(what), plain(files), plain(runs), command)
        return self._found.setdefault(one, f"S{len(self._found) + 1}")

    def all(self) -> tuple[Source, ...]:
        """All of them, in order."""
        return tuple(Source(key, *one) for one, key in self._found.items())

    def scenario(self, record: Compared | Blamed) -> str:
        """What the council is, as it was run."""
        return self.key("the council in full: every number of its scenario", f"{record.place}/scenario.toml")

    def strategies(self, record: Compared) -> str:
        """What each strategy sets."""
        files = f"{record.place}/scenario.toml, {record.place}/strategies/"
        return self.key("what each strategy sets: the council with it laid on, less the council as it is", files)

    def differences(self, record: Compared) -> str:
        """Differences of strategies, in all outcomes."""
        said = f"{record.place}/runs/outcomes.csv (a row a run), {record.place}/runs/differences.csv"
        what = "differences from the council as it is, pair by pair: means, intervals, quantiles, shares of pairs"
        return self.key(what, said, _pairs(record), _command(record))

    def ended(self, record: Compared) -> str:
        """How requests ended."""
        files = f"{record.place}/runs/ended.csv, {record.place}/runs/incidence.csv"
        return self.key("how requests end: cumulative incidence", files, _pairs(record), _command(record))

    def councils(self, record: Compared) -> str:
        """What strategies do in plausible councils."""
        said = record.manifest["councils"]
        last = said["seed"] + said["seeds_each"] * said["sampled"] - 1
        runs = (
            f"{said['kept']:,} plausible councils of {counted(said['sampled'], 'council', 'councils')} drawn, "
            f"{said['pairs']} pairs of runs in each on other seeds than showed that, "
            f"seeds {said['seed']} to {last}, each council its own"
        )
        files = f"{record.place}/runs/council-pairs.csv (a row a run), {record.place}/runs/councils.csv"
        return self.key("strategies in plausible councils", files, runs, _command(record))

    def levers(self, record: Compared) -> str:
        """What to do first."""
        said, order = record.manifest["levers"], record.beside.order
        steps = max((one.step for one in order.tried), default=0) if order is not None else 0
        last = said["seed"] + said["pairs"] * (steps + 1) - 1
        runs = f"{said['pairs']} pairs of runs a step, and as many for the chain, seeds {said['seed']} to {last}"
        files = f"{record.place}/runs/levers.csv, {record.place}/runs/chain.csv"
        return self.key("levers one after another", files, runs, _command(record))

    def story(self, record: Compared) -> str:
        """Where two runs part."""
        seed = record.story.seed if record.story is not None else 0
        return self.key("two runs on equal luck", f"{record.place}/findings.txt", f"seed {seed}", _command(record))

    def blame(self, record: Blamed, tables: Sequence[str]) -> str:
        """Numbers of blame, by the tables that hold them."""
        files = ", ".join(f"{record.place}/runs/{name}.csv" for name in tables)
        runs = f"{counted(record.n, 'run', 'runs')} in every arm, {seeds_said(record.seeds)}"
        return self.key("who is blamed, who refuses, who holds it up", files, runs, _command(record))

    def manifest(self, record: Compared | Blamed) -> str:
        """What a record says of itself."""
        return self.key("how it was run", f"{record.place}/manifest.json")


def seeds_said(seeds: Sequence[int]) -> str:
    """Seeds in words, as stretches.

    >>> seeds_said([3]), seeds_said([0, 1, 2, 5, 7, 8])
    ('seed 3', 'seeds 0 to 2, 5, 7 to 8')
    """
    stretches: list[list[int]] = []
    for seed in sorted(seeds):
        if stretches and seed == stretches[-1][-1] + 1:
            stretches[-1].append(seed)
        else:
            stretches.append([seed])
    said = [str(one[0]) if len(one) == 1 else f"{one[0]} to {one[-1]}" for one in stretches]
    return f"{'seed' if len(seeds) == 1 else 'seeds'} {', '.join(said)}"


def _pairs(record: Compared) -> str:
    found = record.comparison
    arms = counted(len(found.arms), "arm", "arms")
    return f"{counted(found.n, 'run', 'runs')} in each of {arms}, {seeds_said(found.trials.seeds)}"


def _command(record: Compared | Blamed) -> str:
    return typed(str(record.manifest["command"]))
