"""How a parameter is declared: once, with everything that checks, help, docs, sweeps and drivers need to know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from math import isfinite

from simulation.state import labels


class Standing(StrEnum):
    """How well a default is founded."""

    LITERATURE = "literature"  # read in a source
    CALIBRATE = "calibrate"  # a source gives the order of magnitude; the baseline is tuned inside the range
    ASSUMPTION = "assumption"  # nobody has measured it
    LEVER = "lever"  # a decision, not a fact


Value = float | int | bool | str


@dataclass(frozen=True)
class Parameter:
    """One number, switch or choice of the model.

    ``allowed`` is what validation accepts (it holds the off value and all limit tests); ``plausible`` is what sampling
    and tuning use. ``off`` is the value at which the mechanism is absent. ``sampled`` marks the at most forty that vary
    in sampled councils; ``by_department`` those that a scenario may set for one department; ``fixed`` those that no
    dated change may touch, because they count only where a run begins.
    """

    path: str
    default: Value
    unit: str
    meaning: str
    standing: Standing
    source: str
    allowed: tuple[float, float] | None = None
    plausible: tuple[float, float] | None = None
    choices: type[IntEnum] | None = None
    whole: bool = False
    off: Value | None = None
    sampled: bool = False
    by_department: bool = False
    fixed: bool = False

    @property
    def type(self) -> type:
        """``bool``, ``str`` (a choice, written by name), ``int`` or ``float``."""
        if isinstance(self.default, bool):
            return bool
        if self.choices is not None:
            return str
        return int if self.whole else float

    @property
    def allowed_text(self) -> str:
        """What is allowed, in words for a message: range and unit, or the names of the choices."""
        text = self.allowed_range
        return text if self.unit in text else f"{text} {self.unit}"

    @property
    def allowed_range(self) -> str:
        """The same without the unit, for a table that has a column for units."""
        if self.type is bool:
            return "true or false"
        if self.choices is not None:
            return "one of " + ", ".join(labels(self.choices))
        assert self.allowed is not None
        low, high = self.allowed
        return f"{'a whole number ' if self.whole else ''}{_written(low)} to {_written(high)}"


def _written(number: float) -> str:
    return f"{number:,.0f}" if number == int(number) else f"{number:g}"


REGISTRY: dict[str, Parameter] = {}


def _register(parameter: Parameter) -> None:
    if parameter.path in REGISTRY:
        raise ValueError(f"parameter {parameter.path} is declared twice")
    REGISTRY[parameter.path] = parameter


def number(
    path: str,
    default: float,
    unit: str,
    allowed: tuple[float, float],
    plausible: tuple[float, float] | None,
    meaning: str,
    *,
    standing: Standing = Standing.ASSUMPTION,
    source: str = "",
    whole: bool = False,
    off: float | None = None,
    sampled: bool = False,
    by_department: bool = False,
    fixed: bool = False,
) -> None:
    """Declare a number. Raises ``ValueError`` where default, off value and ranges contradict one another."""
    low, high = allowed
    inside: Iterable[float] = [default, *(plausible or ()), *(() if off is None else (off,))]
    if not all(isfinite(value) and low <= value <= high for value in inside):
        raise ValueError(f"{path}: default, plausible range and off value must lie inside the allowed bounds")
    if standing is Standing.LITERATURE and not source:
        raise ValueError(f"{path}: standing 'literature' needs a source")
    _register(
        Parameter(
            path, default, unit, meaning, standing, source or str(standing), allowed, plausible,
            whole=whole, off=off, sampled=sampled, by_department=by_department, fixed=fixed,
        )
    )  # fmt: skip


def switch(
    path: str,
    default: bool,
    meaning: str,
    *,
    standing: Standing = Standing.LEVER,
    source: str = "",
    fixed: bool = False,
) -> None:
    """Declare something that is on or off; its off value is ``False``."""
    _register(Parameter(path, default, "", meaning, standing, source or str(standing), off=False, fixed=fixed))


def choice(
    path: str,
    default: str,
    choices: type[IntEnum],
    meaning: str,
    *,
    standing: Standing = Standing.LEVER,
    source: str = "",
    off: str | None = None,
    fixed: bool = False,
) -> None:
    """Declare one of several named possibilities."""
    if default not in labels(choices):
        raise ValueError(f"{path}: {default} is not one of {', '.join(labels(choices))}")
    _register(
        Parameter(path, default, "", meaning, standing, source or str(standing), choices=choices, off=off, fixed=fixed)
    )
