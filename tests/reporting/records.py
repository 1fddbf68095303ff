"""Records of a small comparison, real runs, beside made-up councils and levers: all that a report can hold."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.arms.arm import Arm
from experiments.comparing.compare import Comparison, compare
from experiments.comparing.divergence import divergence
from experiments.comparing.failing import Box, Limit
from experiments.comparing.levers import Link, Order, Tried
from experiments.comparing.more import Beside
from experiments.comparing.record import save
from experiments.comparing.uncertain import PAIRS, Uncertain
from experiments.folder import Folder
from experiments.intervals import Interval
from experiments.manifest import identity
from simulation import Scenario

WILD = '</title><img src=x onerror="alert(1)"><script>x</script> {{ 7*7 }} #panic("x") $a_b$ @x *b* `q` \x00\x0b\u202e'
FORMULA = '=HYPERLINK("http://evil.example","x")'
COMMAND = "blockers compare small.toml --strategy open.toml --strategy same.toml --pairs 8 --matters 2 --outcome uptake"
GATES = ("management", "comms", "hr", "legal", "ict")
OPEN = {f"route.removal.{gate}": "removed" for gate in GATES}


def council(title: str = "Small") -> Scenario:
    """Sixty people for half a year."""
    return replace(Scenario.load("county").changed({"organisation.staff": 60}, weeks=26), title=title)


def compared(titles: tuple[str, str, str] = ("Small", "Wide open", "The same")) -> Comparison:
    """A strategy that removes all gates, and one that changes nothing."""
    small = council(titles[0])
    arms = [(Arm("open", small.changed(OPEN)), titles[1]), (Arm("same", small), titles[2])]
    return compare(small, arms, "uptake", 0.02, pairs=8)


def councils(good: int = 25, of: int = 30, titles: tuple[str, str] = ("Wide open", "The same")) -> Uncertain:
    """So many plausible councils in which the first strategy is best; in the others the second, where nerve is low."""
    values = np.zeros((3, of, PAIRS))
    values[1], values[1, good:] = 0.1, -0.2
    places = pd.DataFrame({"staff.nerve": np.linspace(0.9, 0.1, of), "gates.ict.hours": np.tile([20.0, 30.0], of // 2)})
    arms = ("as it is", "open", "same")
    called = dict(zip(arms, ("As it is", *titles), strict=True))
    return Uncertain("uptake", 0.02, arms, called, 200, values, places)


def order(title: str = "Open reasons") -> Order:
    """One lever that surely adds, and one that does not."""
    gain = Interval(0.031, 0.02, 0.042, 30)
    tried = (
        Tried(1, "reasons", title, gain, 120.0, True),
        Tried(1, "train", "Train", Interval(0.001, -0.01, 0.012, 30), 900.0, False),
        Tried(2, "train", "Train", Interval(0.0, -0.01, 0.01, 30), 1020.0, False),
    )
    chain = (Link("reasons", title, gain, gain, Interval(118.0, 110.0, 126.0, 30), Interval(-40.0, -90.0, 10.0, 30)),)
    return Order("uptake", 5000.0, 30, 26, tried, chain, "nothing that is left surely adds to it")


def beside(titles: tuple[str, str] = ("Wide open", "The same"), lever: str = "Open reasons") -> Beside:
    """What can be asked for beside a comparison."""
    box = Box((Limit("staff.nerve", 0.23, False),), 0.9, 0.8, 0.19)
    return Beside("", councils(titles=titles), box, order(lever))


def without_pictures() -> pytest.MonkeyPatch:
    """Takes all pictures of records away, since they take long; call ``undo`` on what it gives."""
    patch = pytest.MonkeyPatch()
    patch.setattr("experiments.show.compared.COMPARED", {})
    patch.setattr(Beside, "pictures", {})
    return patch


def saved(place: Path, found: Comparison, more: Beside, command: str = COMMAND) -> Path:
    """The record of it in a folder."""
    scenario = found.scenario
    study = {**identity(scenario.fingerprint, scenario.weeks, 0, 1), "study": "compare"}
    study["fingerprint"] = f"{scenario.fingerprint} and more"
    told = divergence(("open", found.arms[1].scenario), ("as it is", scenario), found.trials.seeds[0])
    with Folder(place, study) as folder:
        assert save(found, told, more, folder, command, 1, datetime(2026, 11, 28, tzinfo=UTC)) == []
    return place
