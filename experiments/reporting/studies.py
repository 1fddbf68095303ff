"""The records that a report is made of: those given, and what lies beside them and is of the same council."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from experiments.arms.reading import NotReadable, manifest_of
from experiments.blaming.reading import Blamed
from experiments.blaming.reading import read as read_blame
from experiments.comparing.reading import Compared
from experiments.comparing.reading import read as read_compare
from experiments.reporting.content import typed
from simulation.scenario import Scenario

KINDS = ("compare", "blame")


@dataclass(frozen=True)
class Study:
    """One council: what was compared on it, and who is to blame in it; none of what there is no record of."""

    scenario: Scenario
    compared: Compared | None
    blamed: Blamed | None

    @property
    def started(self) -> str:
        """The day on which the younger of its records was begun, as 2026-11-28."""
        records = [record for record in (self.compared, self.blamed) if record is not None]
        return max(str(record.manifest["timings"]["started"])[:10] for record in records)


def studies_of(places: Sequence[Path]) -> list[Study]:
    """The councils of these folders, in their order. Raises :class:`NotReadable` for what is no record of either kind.

    A comparison takes the record of blame of its council that was given or, where none was, that lies beside it.
    """
    kinds = [(place, manifest_of(place)["study"]) for place in dict.fromkeys(places)]
    for place, kind in kinds:
        if kind not in KINDS:
            allowed = "folders of blockers compare and of blockers blame"
            raise NotReadable(f"{place}: is a record of blockers {kind}; allowed: {allowed}")
    given = [read_blame(place) for place, kind in kinds if kind == "blame"]
    blamed = {one.scenario.fingerprint: one for one in given}
    found, used = list[Study](), set[str]()
    for place, kind in kinds:
        if kind == "compare":
            compared = read_compare(place)
            scenario = compared.comparison.scenario
            own = blamed.get(scenario.fingerprint) or _beside(place, scenario.fingerprint)
            used.add(scenario.fingerprint)
            found.append(Study(scenario, compared, own))
    left = [Study(one.scenario, None, one) for one in blamed.values() if one.scenario.fingerprint not in used]
    return [*found, *left]


def _beside(place: Path, fingerprint: str) -> Blamed | None:
    """The record of blame of the same council in a folder beside this one; of several the one with most seeds."""
    whole = place.absolute()
    found = []
    for other in sorted(whole.parent.iterdir()):
        if other == whole or not other.is_dir():
            continue
        try:
            said = manifest_of(other)
        except NotReadable:
            continue
        if said["study"] == "blame" and said.get("fingerprint") == fingerprint:
            found.append((len(said.get("seeds", ())), other))
    if not found:
        return None
    chosen = max(found, key=lambda one: one[0])[1]
    return read_blame(place.parent / chosen.name)


def command_with(command: str, *more: str) -> str:
    """A command with further words; ``--force``, since its record takes the place of the one that is there.

    It is to be looked at, so it is not quiet.

    >>> command_with("blockers compare county --matters 5000 --quiet", "--uncertain")
    'blockers compare county --matters 5000 --uncertain --force'
    """
    words = [word for word in shlex.split(command) if word not in ("--quiet", "--json")]
    added = [word for word in (*more, "--force") if word not in words]
    return typed(shlex.join([*words, *added]))
