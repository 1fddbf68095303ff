"""Pictures of ``blockers compare``."""

from __future__ import annotations

from collections.abc import Callable

from matplotlib.figure import Figure

from experiments.comparing.compare import Comparison
from experiments.show.compared.courses import courses
from experiments.show.compared.differences import differences

COMPARED: dict[str, Callable[[Comparison], Figure]] = {"differences": differences, "courses": courses}
