"""The record of a comparison stays in its folder, whatever strategies are called."""

from datetime import UTC, datetime

from experiments.arms.arm import Arm
from experiments.comparing.compare import compare
from experiments.comparing.more import Beside
from experiments.comparing.reading import read
from experiments.comparing.record import save
from experiments.folder import Folder
from experiments.manifest import identity
from simulation import Scenario
from tests.reporting.records import COMMAND, without_pictures

SMALL = Scenario.load("county").changed({"organisation.staff": 60}, weeks=10)
NAMES = ("../../evil", "a/b", "A-b", "a-b", "x" * 300, "..")


def test_names_of_strategies_reach_no_other_folder_and_are_read_back(tmp_path):
    laid = [
        (Arm(name, SMALL.changed({"leadership.strength": 0.1 * k})), name.upper()) for k, name in enumerate(NAMES, 1)
    ]
    found = compare(SMALL, laid, "uptake", 0.02, pairs=2)
    study = {**identity(SMALL.fingerprint, SMALL.weeks, 0, 1), "study": "compare"}
    place = tmp_path / "deep" / "down" / "compare"
    patch = without_pictures()
    with Folder(place, study) as folder:
        assert save(found, None, Beside(), folder, COMMAND, 1, datetime(2026, 11, 29, tzinfo=UTC)) == []
    patch.undo()
    outside = [path for path in tmp_path.rglob("*") if path.is_file() and not path.is_relative_to(place)]
    assert outside == []
    assert len({path.name.casefold() for path in (place / "strategies").iterdir()}) == len(NAMES)
    again = read(place).comparison
    assert again.strategies == NAMES
    assert [arm.scenario.fingerprint for arm in again.arms] == [arm.scenario.fingerprint for arm in found.arms]
