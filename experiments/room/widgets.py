"""The widgets of a notebook: recorded councils to watch, and levers that an engine answers to beside the notebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import CancelledError
from typing import Any

import anywidget
import traitlets

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
    """Levers to be pulled. Questions are answered in a thread of its own, and a new one ends the one before."""

    _esm = f"{script()}\nexport default {{ render: renderExplorer }};"
    _css = style()
    about = traitlets.Dict().tag(sync=True)

    def __init__(self, scenario: Scenario, begin_from: Sequence[Strategy], runs: int, seed: int) -> None:
        asking = Asking(scenario, begin_from, runs, seed)
        super().__init__(about=asking.about)
        self.asking = asking
        self.on_msg(lambda _, asked, __: self.ask(asked))

    def ask(self, asked: Mapping[str, Any]) -> None:
        """Answer a question, soon: ``number``, ``preset`` and ``levers``. Whatever is being answered is given up."""
        self.asking.ask(asked).reply.add_done_callback(lambda reply: self._tell(asked.get("number"), reply))

    def _tell(self, number: Any, reply: Any) -> None:
        try:
            self.send({"number": number, **reply.result()})
        except (Stopped, CancelledError):
            return

    def close(self) -> None:
        """Give up what is being answered, end the thread, and leave the page."""
        if hasattr(self, "asking"):  # not while it is being made
            self.asking.close()
        super().close()
