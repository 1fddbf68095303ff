"""Questions of an explorer, answered in a thread beside whoever asks; a new question ends the one before."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from experiments.executing.runs import in_a_line
from experiments.executing.work import Stopped
from experiments.room.answers import SameLuck
from experiments.room.grid import explorer
from experiments.room.levers import NoSuchLever, pulled
from experiments.room.strategies import Strategy, as_it_stands
from simulation.scenario import Scenario, ScenarioError


@dataclass(frozen=True)
class Question:
    """A question on its way: ``reply`` comes to what :meth:`Asking.answer` gives, or raises ``Stopped``."""

    reply: Future[dict[str, Any]]
    stop: threading.Event

    def give_up(self) -> None:
        """Have it end soon without an answer."""
        self.stop.set()


class Asking:
    """One council with its levers, for anybody who asks: a notebook's explorer, the page of ``blockers dashboard``.

    ``about`` is what an explorer is made of; ``runs`` from ``seed`` on, on ``workers`` threads (all processors where
    none is said), are behind each answer. Close it when nobody asks any more.
    """

    def __init__(
        self, scenario: Scenario, begin_from: Sequence[Strategy], runs: int, seed: int, workers: int | None = None
    ) -> None:
        self.about = explorer(scenario, begin_from, runs, seed)
        self._most = {lever["path"]: float(lever["most"]) for lever in self.about["levers"]}
        self.luck = SameLuck(scenario, runs, seed, workers)
        self.scenarios = {one.name: one.scenario for one in (as_it_stands(scenario), *begin_from)}
        self._newest: dict[str, threading.Event] = {}
        self._lock = threading.Lock()
        self._thread: ThreadPoolExecutor | None = None
        self._is_closed = False

    def ask(self, asked: Mapping[str, Any], whose: str = "") -> Question:
        """Answer a question, soon: ``preset`` and ``levers``. What the same asker is waiting for is given up.

        Raises ``RuntimeError`` after :meth:`close`.
        """
        stop = threading.Event()
        with self._lock:
            if self._is_closed:
                raise RuntimeError("nobody answers any more")
            if self._thread is None:
                self._thread = ThreadPoolExecutor(1, "levers")
            if before := self._newest.get(whose):
                before.set()
            self._newest[whose] = stop
            reply = self._thread.submit(self.answer, dict(asked), stop)
        reply.add_done_callback(lambda _: self._forget(whose, stop))
        return Question(reply, stop)

    def _forget(self, whose: str, stop: threading.Event) -> None:
        with self._lock:
            if self._newest.get(whose) is stop:
                del self._newest[whose]

    def answer(self, asked: Mapping[str, Any], stop: threading.Event) -> dict[str, Any]:
        """The answer to a question with the seconds that it took, or the problem with it in a sentence.

        Raises ``Stopped`` soon after ``stop`` is set.
        """
        started = time.perf_counter()
        try:
            if asked["preset"] not in self.scenarios:
                raise NoSuchLever(f"{asked['preset']}: nothing to begin from has this name")
            scenario = pulled(self.scenarios[asked["preset"]], asked["levers"], self._most)
            rows = self.luck.answer(scenario, stop)
        except Stopped:
            raise
        except (NoSuchLever, ScenarioError) as error:
            return {"problem": f"This cannot be run: {in_a_line(error)}"}
        except Exception as error:  # a thread has nobody else to tell
            return {"problem": f"A run failed: {in_a_line(error)}"}
        return {"answer": rows, "seconds": time.perf_counter() - started}

    def rest(self) -> None:
        """Answer what was asked, and then let go of the thread and the people, until somebody asks again."""
        with self._lock:
            thread, self._thread = self._thread, None
            if thread is not None:
                thread.submit(self.luck.forget)
                thread.shutdown(wait=False)

    def close(self) -> None:
        """Give up all questions, and end the thread."""
        with self._lock:
            self._is_closed = True
            for stop in self._newest.values():
                stop.set()
            thread, self._thread = self._thread, None
        if thread is not None:
            thread.shutdown(wait=True, cancel_futures=True)
