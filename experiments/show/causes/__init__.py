"""Pictures of ``blockers blame``: each takes a :class:`experiments.blaming.blame.Blame` and returns a figure."""

from __future__ import annotations

from collections.abc import Callable

from matplotlib.figure import Figure

from experiments.blaming.blame import Blame
from experiments.show.causes.cause import cause
from experiments.show.causes.delay import delay
from experiments.show.causes.judging import judging
from experiments.show.causes.roles import roles

CAUSES: dict[str, Callable[[Blame], Figure]] = {"cause": cause, "delay": delay, "judging": judging, "roles": roles}
