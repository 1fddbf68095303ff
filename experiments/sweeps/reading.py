"""From a sweep file to a checked sweep: every key known, every value suiting its factor; all that is wrong at once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from experiments.executing.runs import KEPT_DEPARTMENTS, KEPT_WEEKLY, Keep
from experiments.sweeps.designs import Design
from experiments.sweeps.differing import differs
from experiments.sweeps.pointwise import CheckPoints
from experiments.sweeps.reading_designs import DesignReader
from experiments.sweeps.reading_factors import FactorReader, leaves
from experiments.sweeps.scenes import Scenes
from experiments.sweeps.study import SWEEP, manifest_of
from experiments.sweeps.sweep import ALL_OUTCOMES, Answer, Budget, Sweep
from experiments.sweeps.wrong import Complaints
from simulation.scenario import ScenarioError
from simulation.scenario_files.parts import LONGEST_RUN
from simulation.scenario_files.problems import Origin, Problem, nearest, shortened, shown
from simulation.scenario_files.sources import Source, bundled_folder, bundled_names, find, read_file

TOP = (
    "title", "question", "description", "base", "with", "weeks", "replications", "seed", "outcomes", "constants",
    "levers", "uncertainties", "design", "keep", "budget", "answer", "change",
)  # fmt: skip
FOLDER = "sweeps"
LARGEST_SEED = 2**64 - 1
MOST_REPLICATIONS = 1_000_000_000


def sweep_names() -> tuple[str, ...]:
    """The sweeps that come with Blockers, by name."""
    return tuple(name.removeprefix(f"{FOLDER}/") for name in bundled_names(FOLDER))


def read_sweep(
    given: str, changed: Mapping[str, Any] | None = None, settings: Mapping[str, Any] | None = None
) -> Sweep:
    """A sweep by its name or the path of its file.

    ``changed`` replaces top-level keys of the file (``replications``, ``seed``, ``weeks``) or ``points`` of its design,
    ``settings`` adds constants by path. Raises ``ScenarioError`` with everything that is wrong.
    """
    if manifest_of(Path(given)) is not None:
        return sweep_of_study(Path(given), changed or {}, settings or {})
    path = find(given, Path.cwd())
    if path is None or path.is_dir():
        ours = bundled_folder() / FOLDER / f"{given.removesuffix('.toml')}.toml"
        path = ours if ours.is_file() else path
    if path is None:
        allowed = f"the path of a file, or one of {', '.join(sweep_names())}"
        near = nearest(given.removesuffix(".toml").rpartition("/")[2], sweep_names())
        raise ScenarioError([Problem(Origin(shortened(given) or "''"), "", "no such sweep or file", allowed, near)])
    source = read_file(path, given if given.endswith(".toml") else path.name)
    text = path.read_text(encoding="utf-8-sig")
    return sweep_of(source, path.stem, text, changed or {}, settings or {})


def sweep_of_study(
    place: Path, changed: Mapping[str, Any] | None = None, settings: Mapping[str, Any] | None = None
) -> Sweep:
    """The sweep of a study, from what its folder holds alone: wherever that was carried, and whatever became of files.

    Raises ``ScenarioError`` where the folder no longer holds what it says.
    """
    manifest = manifest_of(place)
    assert manifest is not None
    source = read_file(place / SWEEP, str(place / SWEEP))
    design = manifest["identity"]["design"]
    if design["kind"] == "points":
        paths = [factor["path"] for factor in manifest["identity"]["factors"]]
        rows = [dict(zip(paths, values, strict=True)) for values in design["values"]]
        source = replace(source, data={**source.data, "design": {"kind": "points", "list": rows}})
    stored = {name: str(place / file) for name, file in manifest["organisations"].items()}
    given = manifest["given"]
    text = (place / SWEEP).read_text(encoding="utf-8")
    both = ({**given["changed"], **(changed or {})}, {**given["settings"], **(settings or {})})
    found = sweep_of(source, manifest["scenario"], text, *both, {} if settings else stored)
    if not changed and not settings and differs(manifest, json.loads(json.dumps(found.identity()))):
        why = differs(manifest, json.loads(json.dumps(found.identity())))
        raise ScenarioError([Problem(Origin(str(place / SWEEP)), "", f"is not what the manifest says: {why}")])
    return found


def sweep_of(
    source: Source,
    name: str,
    text: str,
    changed: Mapping[str, Any],
    settings: Mapping[str, Any],
    stored: Mapping[str, str] | None = None,
) -> Sweep:
    """A sweep from its tables; ``stored`` as :class:`Scenes` takes it. Raises ``ScenarioError``."""
    reader = _Reader(source, name, changed, settings, stored or {})
    sweep = reader.sweep(text)
    reader.wrong.stop_if_any()
    assert sweep is not None
    CheckPoints(sweep, reader.wrong).look()
    reader.wrong.stop_if_any()
    return sweep


class _Reader:
    """One pass over a sweep file."""

    def __init__(
        self,
        source: Source,
        name: str,
        changed: Mapping[str, Any],
        settings: Mapping[str, Any],
        stored: Mapping[str, str],
    ) -> None:
        self.source, self.name, self.stored = source, name, stored
        self.given = {"changed": dict(changed), "settings": dict(settings)}
        self.wrong = Complaints(source, settings)
        self.data = {**source.data, **{key: value for key, value in changed.items() if key != "points"}}
        self.points = changed.get("points")
        self.settings = settings
        self.are_all_changes_there = True  # of those whose values may be factors

    def sweep(self, text: str) -> Sweep | None:
        """The sweep, or none where too much is wrong to say more."""
        wrong, data = self.wrong, self.data
        for key in data:
            if key not in TOP:
                wrong.add((key,), "unknown key", ", ".join(TOP), nearest(key, TOP))
        scenes = self._that_can_be(self._scenes())
        factors = FactorReader(wrong, scenes, are_all_changes_there=self.are_all_changes_there).all(data)
        for path in self.settings.keys() & {factor.path for factor in factors}:
            wrong.add((), f"--set {path}, but it is a factor of this sweep", "a path that does not vary")
        for factor in factors:
            if factor.path in self.constants and factor.path not in self.settings:
                wrong.add(("constants", *factor.path.split(".")), "is a factor as well", "constant or factor, not both")
        design: Design | None = None
        if factors or wrong.problems:
            design = DesignReader(wrong, scenes, factors, self.points).design(data.get("design"))
        else:
            hint = "; a list or a CSV of points takes its columns from there" if "design" in data else ""
            wrong.add((), "nothing varies", f"at least one factor under [levers] or [uncertainties]{hint}")
        replications = wrong.whole(("replications",), data.get("replications", 1), 1, MOST_REPLICATIONS)
        seed = wrong.whole(("seed",), data.get("seed", 0), 0, LARGEST_SEED - replications)
        outcomes = self._names("outcomes", data.get("outcomes", list(ALL_OUTCOMES)), ALL_OUTCOMES)
        keep, budget = self._keep(data.get("keep", {})), self._budget(data.get("budget", {}))
        answer = self._answer(data.get("answer"), outcomes, [factor.path for factor in factors])
        if design is None:
            return None
        return Sweep(
            name=self.name, title=wrong.text(("title",), data.get("title", self.name)),
            question=wrong.text(("question",), data.get("question", "")), scenes=scenes, design=design,
            replications=replications, seed=seed, outcomes=outcomes, keep=keep, budget=budget, answer=answer, text=text,
            given=self.given,
        )  # fmt: skip

    def _scenes(self) -> Scenes:
        wrong, data = self.wrong, self.data
        given = data.get("with", [])
        overlays = [given] if isinstance(given, str) else given
        if not isinstance(overlays, list) or not all(isinstance(name, str) for name in overlays):
            wrong.add(
                ("with",), f"found {shown(given)}", 'names of files to lay on the base, as in ["strategies/edict"]'
            )
            overlays = []
        changes = data.get("change", [])
        if not isinstance(changes, list) or not all(isinstance(change, dict) for change in changes):
            wrong.add(("change",), f"found {shown(changes)}", "[[change]] tables")
            changes = []
        weeks = data.get("weeks")
        constants = {path: value for _, path, value in leaves(("constants",), wrong.table(("constants",), data))}
        self.constants = constants
        return Scenes(
            base=wrong.text(("base",), data.get("base", "county")), overlays=tuple(overlays),
            constants={**constants, **self.settings}, changes=tuple(changes),
            weeks=None if weeks is None else wrong.whole(("weeks",), weeks, 1, LONGEST_RUN), folder=self.source.folder,
            stored=self.stored,
        )  # fmt: skip

    def _that_can_be(self, whole: Scenes) -> Scenes:
        """The same as far as it is right, so that what is wrong with the rest is said all the same.

        Base, each file laid on it, length, changes, constants: what cannot be there is complained of and left out.
        """
        try:
            whole.plain  # noqa: B018
        except ScenarioError as error:
            if self.stored:  # a study's folder holds it as a whole
                for problem in error.problems:
                    self.wrong.take(problem, ("base",))
                return Scenes("county")
        else:
            return whole
        found = Scenes(whole.base, folder=whole.folder)
        if self.wrong.tried(lambda: found.plain, ("base",)) is None:
            found = replace(found, base="county")
        pieces: list[tuple[str, str, Any]] = [("with", "overlays", name) for name in whole.overlays]
        pieces += [("weeks", "weeks", whole.weeks), ("change", "changes", whole.changes)]
        pieces += [("constants", "constants", whole.constants)]
        for name, part, value in pieces:
            piece: dict[str, Any] = {part: (*found.overlays, value) if part == "overlays" else value}
            more = replace(found, **piece)
            if self.wrong.tried(lambda more=more: more.plain, (name,)) is not None:  # type: ignore[misc]
                found = more
            elif name != "constants":
                self.are_all_changes_there = False
        return found

    def _names(self, key: str, given: Any, known: tuple[str, ...], *table: str) -> tuple[str, ...]:
        """A list of known names, or ``true`` for all, ``false`` for none."""
        where = (*table, key)
        if isinstance(given, bool):
            return known if given else ()
        if not isinstance(given, list) or not given:
            self.wrong.add(where, f"found {shown(given)}", f"a list of names, or true for all: {', '.join(known)}")
            return ()
        for name in given:
            if name not in known:
                self.wrong.add(where, f"unknown {shown(name)}", ", ".join(known), nearest(str(name), known))
        return tuple(dict.fromkeys(name for name in given if name in known))

    def _keep(self, given: Any) -> Keep:
        table = self.wrong.table(("keep",), {"keep": given})
        self.wrong.keys(("keep",), table, ("weekly", "departments", "events"))
        events = table.get("events", False)
        if not isinstance(events, bool):
            self.wrong.add(("keep", "events"), f"found {shown(events)}", "true or false")
        return Keep(
            self._names("weekly", table.get("weekly", False), KEPT_WEEKLY, "keep"),
            self._names("departments", table.get("departments", False), KEPT_DEPARTMENTS, "keep"),
            events is True,
        )

    def _budget(self, given: Any) -> Budget:
        table = self.wrong.table(("budget",), {"budget": given})
        self.wrong.keys(("budget",), table, ("runs", "hours"))
        runs, hours = table.get("runs"), table.get("hours")
        if hours is not None and (isinstance(hours, bool) or not isinstance(hours, int | float) or not hours > 0):
            self.wrong.add(("budget", "hours"), f"found {shown(hours)}", "a number of hours above 0")
            hours = None
        return Budget(None if runs is None else self.wrong.whole(("budget", "runs"), runs, 1, 10**15), hours)

    def _answer(self, given: Any, outcomes: tuple[str, ...], paths: list[str]) -> Answer | None:
        if given is None:
            return None
        table = self.wrong.table(("answer",), {"answer": given})
        self.wrong.keys(("answer",), table, ("outcome", "by", "aim"))
        outcome, aim, by = table.get("outcome", outcomes[:1] and outcomes[0]), table.get("aim", "most"), table.get("by")
        by = [by] if isinstance(by, str) else by if by is not None else paths[:1]
        if outcome not in outcomes:
            near = nearest(str(outcome), outcomes)
            self.wrong.add(("answer", "outcome"), f"found {shown(outcome)}", f"one of {', '.join(outcomes)}", near)
        if aim not in ("most", "least"):
            self.wrong.add(
                ("answer", "aim"), f"found {shown(aim)}", "most or least", nearest(str(aim), ("most", "least"))
            )
        if not isinstance(by, list) or not 1 <= len(by) <= 2:
            self.wrong.add(("answer", "by"), f"found {shown(by)}", "one factor of this sweep, or a list of two")
            by = []
        for path in by:
            if path not in paths:
                near = nearest(str(path), paths)
                self.wrong.add(("answer", "by"), f"no factor {shown(path)}", f"one of {', '.join(paths)}", near)
        return Answer(str(outcome), tuple(map(str, by)), str(aim))
