"""The widgets of a notebook: recorded councils to watch, and levers that an engine answers to beside the notebook."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anywidget
import traitlets

from experiments.executing.runs import in_a_line
from experiments.executing.work import Stopped
from experiments.room.answers import SameLuck
from experiments.room.front_end import script, style
from experiments.room.grid import explorer
from experiments.room.levers import NoSuchLever, pulled
from experiments.room.strategies import Strategy, as_it_stands
from simulation.scenario import Scenario, ScenarioError


class CouncilView(anywidget.AnyWidget):
    """One recorded council, or two beside each other. ``records`` are what ``recording.packed`` gives."""

    _esm = f"{script()}\nexport default {{ render: renderView }};"
    _css = style()
    records = traitlets.List(traitlets.Bytes()).tag(sync=True)
    parting = traitlets.Dict(allow_none=True, default_value=None).tag(sync=True)


class Explorer(anywidget.AnyWidget):
    """Levers to be pulled. Questions are answered in a thread of its own, and a new one ends the one before."""

    _esm = f"{script()}\nexport default {{ render: renderExplorer }};"
    _css = style()
    about = traitlets.Dict().tag(sync=True)

    def __init__(self, scenario: Scenario, begin_from: Sequence[Strategy], runs: int, seed: int) -> None:
        super().__init__(about=explorer(scenario, begin_from, runs, seed))
        self.luck = SameLuck(scenario, runs, seed)
        self.scenarios = {one.name: one.scenario for one in (as_it_stands(scenario), *begin_from)}
        self._stop = threading.Event()
        self._thread = ThreadPoolExecutor(1, "levers")
        self.on_msg(lambda _, asked, __: self.ask(asked))

    def ask(self, asked: Mapping[str, Any]) -> None:
        """Answer a question, soon: ``number``, ``preset`` and ``levers``. Whatever is being answered is given up."""
        self._stop.set()
        self._stop = threading.Event()
        self._thread.submit(self._reply, dict(asked), self._stop)

    def _reply(self, asked: dict[str, Any], stop: threading.Event) -> None:
        try:
            self.send({"number": asked.get("number"), **self.answer(asked, stop)})
        except Stopped:
            return

    def answer(self, asked: Mapping[str, Any], stop: threading.Event) -> dict[str, Any]:
        """The answer to a question with the seconds that it took, or the problem with it in a sentence."""
        started = time.perf_counter()
        try:
            scenario = pulled(self.scenarios[asked["preset"]], asked["levers"])
            rows = self.luck.answer(scenario, stop)
        except Stopped:
            raise
        except (NoSuchLever, ScenarioError) as error:
            return {"problem": f"This cannot be run: {in_a_line(error)}"}
        except Exception as error:  # a thread has nobody else to tell
            return {"problem": f"A run failed: {in_a_line(error)}"}
        return {"answer": rows, "seconds": time.perf_counter() - started}
