"""How a mechanism is cut out of the code, whatever value its parameter has."""

from collections.abc import Callable
from typing import Any, NamedTuple

Instead = list[tuple[Any, str, Any]]  # (where, name, what stands there instead)


class Cut(NamedTuple):
    """What the mechanism is, what to put in its place, and the state of the lively council in which it works."""

    mechanism: str
    instead: Instead
    given: dict[str, Any] = {}  # noqa: RUF012 (nobody changes it)


def always(value: Any) -> Callable[..., Any]:
    """A rule that gives one value whatever it is asked."""
    return lambda *_, **__: value


def nothing(*_: Any, **__: Any) -> None:
    """A phase in which nothing is done."""
