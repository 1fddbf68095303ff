"""The widgets of a notebook: recorded councils to watch, and levers that an engine answers to beside the notebook."""

from __future__ import annotations

import weakref
from collections.abc import Mapping, Sequence
from concurrent.futures import CancelledError
from typing import Any, ClassVar

import anywidget
import traitlets

from experiments.desk.saving import Saving, about
from experiments.desk.sitting import Sitting
from experiments.executing.work import Stopped
from experiments.room.asking import Asking
from experiments.room.front_end import script, style
from experiments.room.strategies import Strategy
from simulation.scenario import Scenario


class CouncilView(anywidget.AnyWidget):
    """One recorded council, or two beside each other. ``records`` are what ``recording.packed`` gives."""

    _esm = f"{script()}\nexport default {{ render: renderView }};"
    _css = style()
    records = traitlets.List(traitlets.Bytes()).tag(sync=True)
    parting = traitlets.Dict(allow_none=True, default_value=None).tag(sync=True)


class Explorer(anywidget.AnyWidget):
    """Levers to be pulled. Questions are answered in a thread of its own, and a new one ends the one before.

    A notebook keeps every widget that it ever made, so the explorer that was asked before another one lets its thread
    and its people go, until somebody asks it again.
    """

    _esm = f"{script()}\nexport default {{ render: renderExplorer }};"
    _css = style()
    about = traitlets.Dict().tag(sync=True)
    _asked: ClassVar[weakref.ref[Explorer] | None] = None

    def __init__(self, scenario: Scenario, begin_from: Sequence[Strategy], runs: int, seed: int) -> None:
        asking = Asking(scenario, begin_from, runs, seed)
        super().__init__(about=asking.about)
        self.asking = asking
        self.on_msg(lambda _, asked, __: self.ask(asked))

    def ask(self, asked: Mapping[str, Any]) -> None:
        """Answer a question, soon: ``view``, ``number``, ``preset`` and ``levers``.

        What the same view is waiting for is given up; ``view`` and ``number`` go back with the answer, which every view
        of this widget hears.
        """
        before, Explorer._asked = Explorer._asked, weakref.ref(self)
        other = None if before is None else before()
        if other is not None and other is not self:
            other.asking.rest()
        view = str(asked.get("view", ""))
        of = {"view": view, "number": asked.get("number")}
        self.asking.ask(asked, view).reply.add_done_callback(lambda reply: self._tell(of, reply))

    def _tell(self, of: Mapping[str, Any], reply: Any) -> None:
        try:
            self.send({**of, **reply.result()})
        except (Stopped, CancelledError):
            return

    def close(self) -> None:
        """Give up what is being answered, end the thread, and leave the page."""
        if hasattr(self, "asking"):  # not while it is being made
            self.asking.close()
        super().close()


class Desk(anywidget.AnyWidget):
    """A gate's desk for a simulated year: ``sitting`` is the run, which goes on as its sheets are answered."""

    _esm = f"{script()}\nexport default {{ render: renderDesk }};"
    _css = style()
    about = traitlets.Dict().tag(sync=True)
    batch = traitlets.Dict().tag(sync=True)

    def __init__(self, sitting: Sitting, saving: Saving) -> None:
        self.sitting, self.saving, self.number = sitting, saving, 0
        sitting.go_on()
        super().__init__(about=about(sitting, reacts=True), batch=self._batch())
        self.on_msg(lambda _, said, __: self.hear(said))

    def hear(self, said: Mapping[str, Any]) -> None:
        """Answers to all sheets of a batch, whereupon the weeks go on; or that a team wants its file."""
        if "save" in said:
            self.send({"said": self.saving.save(self.sitting, str(said["save"]))})
        elif said.get("number") == self.number and not self.sitting.is_over:  # else two views have answered it
            self.sitting.answer([bool(answer) for answer in said["answers"]])
            self.sitting.go_on()
            self.number += 1
            self.batch = self._batch()

    def _batch(self) -> dict[str, Any]:
        sitting = self.sitting
        return {
            "number": self.number,
            "sheets": [sheet.as_data() for sheet in sitting.sheets],
            "decided": len(sitting.decisions),
            "over": sitting.is_over,
        }
