"""What may be compiled, and the one function that Python calls.

Every rule is registered with numba, which leaves it the plain function that it is. Compiled code is kept on disk under
a fingerprint of all the source that it was made of, so a changed rule is never run in an old form; a rule that was
replaced in memory is refused by name.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import pkgutil
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, TypeVar, cast

import numba
import numpy as np
from llvmlite.binding import get_host_cpu_name
from numba import cfunc, njit, types
from numba.extending import register_jitable

from simulation import rules

F = TypeVar("F", bound=Callable[..., Any])
_SOURCE = Path(rules.__path__[0]).parent
MADE_OF = (
    "rules/*.py", "engine/*.py", "parameters/*.py", "draws.py", "parties.py", "record.py", "state.py", "tally.py",
    "week.py", "decisions.py", "scenario_files/parts.py",
)  # fmt: skip
INNER: Any = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}  # of functions that Python never calls
KEPT = 3  # folders of compiled code, one for each state of the source
# A file there that says that nothing is missing, for this Python and processor: numba keeps code for each.
COMPLETE = f"complete-{sys.version_info.major}.{sys.version_info.minor}-{get_host_cpu_name()}"


class EngineRefused(ValueError):
    """The compiled engine cannot run this council as it is meant; the readable one can."""


def _modules() -> Iterator[ModuleType]:
    for found in pkgutil.iter_modules(rules.__path__):
        yield importlib.import_module(f"{rules.__name__}.{found.name}")


def _contents(module: ModuleType) -> Iterator[tuple[str, Any]]:
    """The rules of a module and its numbers, by name."""
    for name, value in vars(module).items():
        is_rule = isinstance(value, FunctionType) and value.__module__ == module.__name__
        if is_rule or (name.isupper() and isinstance(value, int | float)):
            yield name, value


COMPILED = {(module.__name__, name): value for module in _modules() for name, value in _contents(module)}
_STANDING = {module.__name__: vars(module) for module in _modules()}  # what each module holds now
for _value in COMPILED.values():
    if isinstance(_value, FunctionType):
        register_jitable(**INNER)(_value)


def inner(function: F) -> F:
    """A function that compiled code alone calls: without what Python would need to call it, and compiled once for
    all numbers that it is given, where numba would do it again for every constant.
    """
    if numba.config.DISABLE_JIT:
        return function
    made = njit(**INNER)(function)
    of_these_types = made.get_call_template
    made.get_call_template = lambda given, named: of_these_types(tuple(map(types.unliteral, given)), named)
    return cast(F, made)


def check_rules() -> None:
    """Raises :class:`EngineRefused`, naming the rule, where one is not the rule that was compiled."""
    for (module, name), value in COMPILED.items():
        if _STANDING[module].get(name) is not value:
            raise EngineRefused(
                f"{module}.{name} was replaced, and the compiled engine knows only the one in its file; "
                'run with engine="mesa" (--engine mesa)'
            )


def fingerprint() -> str:
    """A name for all source that compiled code is made of and the version of numba: other source, other name."""
    digest = hashlib.sha256(numba.__version__.encode())
    for made_of in MADE_OF:
        for path in sorted(_SOURCE.glob(made_of)):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@cache
def folder() -> Path:
    """Where compiled code is kept: beside the source if that can be written, else with the user's other caches."""
    name = f"compiled-{fingerprint()}"
    places = (_SOURCE / "engine" / "__pycache__", Path.home() / ".cache" / "blockers", Path(tempfile.gettempdir()))
    given = os.environ.get("NUMBA_CACHE_DIR")
    for place in (Path(given),) if given else places:
        with suppress(OSError):
            (place / name).mkdir(parents=True, exist_ok=True)
            if os.access(place / name, os.W_OK):
                for old in sorted(place.glob("compiled-*"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
                    shutil.rmtree(old, ignore_errors=True)
                return place / name
    return Path(tempfile.mkdtemp(prefix=name))


@contextmanager
def _kept_here() -> Iterator[None]:
    """What is compiled in here is kept in our folder."""
    before, numba.config.CACHE_DIR = numba.config.CACHE_DIR, str(folder())
    try:
        yield
    finally:
        numba.config.CACHE_DIR = before


def entry(function: Any, signature: Any) -> Any:
    """A compiled function for Python to call, kept on disk; what it calls is compiled into it."""
    if numba.config.DISABLE_JIT:
        return function
    with _kept_here():
        return njit(signature, cache=True, nogil=True, error_model="numpy")(function.py_func)


def step(loop: Any, signature: Any) -> Any:
    """A compiled step, kept on disk; ``do_weeks`` calls it by its address."""
    if numba.config.DISABLE_JIT:
        return loop
    with _kept_here():
        return cfunc(signature, cache=True, error_model="numpy")(loop.py_func)


def addresses_of(steps: list[Any]) -> Any:
    """Steps as ``do_step`` wants them; where they are compiled they have to live as long as this is used."""
    return steps if numba.config.DISABLE_JIT else np.array([one.address for one in steps], dtype=np.int64)


def is_kept() -> bool:
    """Whether all compiled code is there from before, so that nothing needs to be compiled."""
    return bool(numba.config.DISABLE_JIT) or (folder() / COMPLETE).exists()
