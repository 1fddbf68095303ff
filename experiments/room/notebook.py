"""What a notebook calls: ``council_view(run)``, ``compare_view(a, b)``, ``explore("county")``, ``desk("county")``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.comparing.laying import FOLDERS, file_of
from experiments.desk.desks import desk_of
from experiments.desk.saving import Saving
from experiments.desk.sitting import YEAR, sit, year_of
from experiments.executing.engines import prepare
from experiments.room.answers import REPLICATIONS
from experiments.room.page import parting
from experiments.room.recording import packed, recording
from experiments.room.strategies import laid_on
from simulation.run import Run
from simulation.scenario import Scenario

if TYPE_CHECKING:
    from experiments.room.widgets import CouncilView, Desk, Explorer

Shown = Run | Scenario | str
BUNDLED = tuple(name for folder in FOLDERS for name in Scenario.named(folder))
NO_WIDGETS = "the views of a notebook need anywidget: pip install -e '.[notebook]' brings it, with Jupyter"


def council_view(what: Shown | Any, seed: int = 0) -> CouncilView:
    """A council to watch week by week: a run, a council of Mesa as far as it has come, or a scenario, which is run.

    ``seed`` is the luck of a scenario that is run. Raises ``ImportError`` without anywidget, ``TypeError`` for anything
    else, and :class:`experiments.room.recording.NotRecorded` where a run kept no event log or is too large.
    """
    widgets = _widgets()
    view: CouncilView = widgets.CouncilView(records=[packed(recording(_run_of(what, seed, "council_view")))])
    return view


def compare_view(a: Shown | Any, b: Shown | Any, seed: int = 0) -> CouncilView:
    """Two councils beside each other on the same luck, with the first thing that happened in one of them only.

    Each as for :func:`council_view`. Where ``a`` is a scenario, ``b`` may name a strategy that is laid on it:
    ``compare_view("county", "edict")``. Raises as :func:`council_view` does, and
    :class:`experiments.divergence.NotTheSameLuck` where seeds or people differ.
    """
    widgets = _widgets()
    if isinstance(a, str):
        a = Scenario.load(a)
    if isinstance(a, Scenario) and isinstance(b, str) and file_of(b) in BUNDLED:
        b = a.overlaid(file_of(b))
    runs = [_run_of(what, seed, "compare_view") for what in (a, b)]
    called = [run.scenario.called for run in runs]
    names = (called[0], called[1]) if called[0] != called[1] else (f"{called[0]} (1)", f"{called[1]} (2)")
    parted = parting(runs[0], runs[1], names)
    records = [packed(recording(run, name)) for run, name in zip(runs, names, strict=True)]
    view: CouncilView = widgets.CouncilView(records=records, parting=parted)
    return view


def explore(scenario: Scenario | str = "county", replications: int = REPLICATIONS, seed: int = 0) -> Explorer:
    """Levers with their meaning, the strategies to begin from, and what a council comes to, moments after letting go.

    Every answer is ``replications`` runs (at least 2) with the seeds from ``seed`` on. Raises ``ImportError`` without
    anywidget, ``ValueError`` for fewer runs, and :class:`simulation.scenario.ScenarioError` for an unknown scenario.
    """
    if replications < 2:
        raise ValueError("an interval needs at least 2 replications")
    widgets = _widgets()
    chosen = Scenario.load(scenario) if isinstance(scenario, str) else scenario
    prepare(is_said=True)
    made: Explorer = widgets.Explorer(chosen, laid_on(chosen), replications, seed)
    return made


def desk(
    scenario: Scenario | str = "county",
    gate: str = "comms",
    seed: int = 0,
    weeks: int = YEAR,
    folder: str = "teams",
) -> Desk:
    """A desk for a simulated year: yes or no to each request, and the rest of the council goes on around it.

    ``gate`` is management (all heads), comms, hr, legal or ict; or chief_executive, to whom refusals come on appeal.
    The team's file goes to ``folder``, for ``blockers debrief``. Raises ``ImportError`` without anywidget,
    ``ValueError`` for an unknown desk, :class:`experiments.desk.desks.NoDesk` for one where nothing is decided in this
    scenario, and :class:`simulation.scenario.ScenarioError` for an unknown scenario.
    """
    widgets = _widgets()
    chosen = year_of(Scenario.load(scenario) if isinstance(scenario, str) else scenario, weeks)
    at = desk_of(gate)
    prepare(is_said=True)
    made: Desk = widgets.Desk(sit(chosen, seed, at), Saving(Path(folder)))
    return made


def _widgets() -> Any:
    try:
        from experiments.room import widgets
    except ModuleNotFoundError as error:
        if error.name not in ("anywidget", "traitlets", "ipywidgets"):
            raise
        raise ImportError(NO_WIDGETS) from None
    return widgets


def _run_of(what: Any, seed: int, caller: str) -> Run:
    """A run, made where a scenario is given."""
    if isinstance(what, Run):
        return what
    if isinstance(what, Scenario | str):
        from simulation.engine.council import CompiledCouncil

        prepare(is_said=True)
        run: Run = CompiledCouncil(what, seed).run()
        return run
    measures = getattr(what, "measures", None)  # a council, without importing Mesa
    if measures is None:
        raise TypeError(f"{caller} takes a run, a council or a scenario: this is of type {type(what).__name__}")
    so_far: Run = measures.run()
    return so_far
