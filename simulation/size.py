"""How much memory a scenario's runs need, and how much there is, so that what cannot be held is refused beforehand.

The estimate is a sum of products, with bytes measured as peak resident memory (64 bits): of the readable engine on
councils of 1,000 to 100,000 staff, 24 and 200 departments, 12 and 60 ties per person, and 1 to 1,000 weeks; of the
compiled one on 2,000 to a million staff (998 MB over 156 weeks, without the libraries of pictures), 12 and 60 ties per
person, and 20 to 1,500 weeks, without event log and ledger. Those it meets within a third; it
says whether a run fits, not how large it will be to the byte.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from simulation.scenario_files.parts import DEPARTMENTS, STAFF, Content


@dataclass(frozen=True)
class _Cost:
    """Bytes that an engine takes, measured; ``kept`` is for event log and ledger of the run that is kept in full."""

    process: int  # Python and its libraries, before anything is read; of the compiled engine with those for pictures
    is_shared: bool  # whether runs at once are threads of one process, or a process each beside it
    person: float
    tie: float
    week: int
    week_of_department: int
    week_of_person: float
    kept_week_of_department: int  # some 12 rows of the ledger a department and week,
    kept_week_of_person: int  # an event a person every 20 weeks, and both once more as tables


COSTS = {
    "compiled": _Cost(330_000_000, True, 400, 28, 25_000, 2_200, 0.6, 8_000, 42),
    "mesa": _Cost(150_000_000, False, 2_800, 110, 64_000, 3_000, 12, 5_500, 50),
}
TABLES_OF_WEEK = 5_000  # what stays of each run, and is then joined and written
TABLES_WEEK_OF_DEPARTMENT = 700
READ_PERSON = 900  # while a file of people or ties is being read
READ_TIE = 500
GROUPS = Path("/sys/fs/cgroup")
FREE = Path("/proc/meminfo")
GROUP_OF_PROCESS = Path("/proc/self/cgroup")


class TooLarge(ValueError):
    """Memory cannot hold this; the message says what is asked for, what there is and what would fit."""


@dataclass(frozen=True)
class _Size:
    """What the memory of a scenario's runs goes by; its files are read once, to count their lines."""

    people: int
    ties_each: float  # of made-up ties
    ties_listed: int  # in a file
    is_read: bool  # people come from a file
    departments: int
    weeks: int
    cost: _Cost
    is_kept: bool  # event log and ledger of the first run

    @classmethod
    def of(cls, scenario: Content, engine: str, is_kept: bool) -> _Size:
        source = scenario.people
        is_tied = source is not None and source.ties is not None
        return cls(
            people=int(scenario.values[STAFF]) if source is None else lines_of(source.people),
            ties_each=0.0 if is_tied else float(scenario.values["contacts.mean_degree"]),
            ties_listed=lines_of(source.ties) if source is not None and source.ties is not None else 0,
            is_read=source is not None,
            departments=len(scenario.departments) or int(scenario.values[DEPARTMENTS]),
            weeks=scenario.weeks + 1,
            cost=COSTS[engine],
            is_kept=is_kept,
        )

    def bytes_of(self, workers: int, replications: int) -> int:
        """Bytes of ``workers`` runs at once, of which there are no more than ``replications``."""
        cost, ties = self.cost, self.ties_listed + self.people * self.ties_each
        run = self.people * cost.person + ties * cost.tie
        run += self.people * READ_PERSON * self.is_read + self.ties_listed * READ_TIE
        run += self.weeks * (cost.week + self.departments * cost.week_of_department + self.people * cost.week_of_person)
        kept = self.departments * cost.kept_week_of_department + self.people * cost.kept_week_of_person
        kept *= self.weeks * self.is_kept
        tables = replications * self.weeks * (TABLES_OF_WEEK + self.departments * TABLES_WEEK_OF_DEPARTMENT)
        workers = min(workers, replications)
        if workers == 1 or cost.is_shared:
            return int(cost.process + workers * run + kept + tables)
        return int(cost.process * (1 + workers) + workers * run + 2 * kept + tables)  # in a worker, and where it goes

    def workers_in(self, available: int, workers: int, replications: int) -> int:
        """The largest number of runs at once, from 1 to ``workers``, that ``available`` bytes hold."""
        fitting = (n for n in range(workers, 1, -1) if self.bytes_of(n, replications) <= available)
        return next(fitting, 1)


def bytes_needed(
    scenario: Content, workers: int = 1, replications: int = 1, engine: str = "compiled", is_kept: bool = True
) -> int:
    """Bytes of everything together while a scenario runs on an engine of ``COSTS``.

    ``workers`` is how many runs there are at once, from 1; ``is_kept`` whether event log and ledger of the first of
    ``replications`` are kept. Files of people and ties are read only as far as to count their lines.
    """
    return _Size.of(scenario, engine, is_kept).bytes_of(workers, replications)


def bytes_available() -> int | None:
    """Memory that this process may still take: free on this machine, and inside the limits of its control group.

    Where the system does not say what is free, all that it has; none where it says nothing.
    """
    free = _free()
    if free is None:
        try:
            free = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        except (AttributeError, OSError, ValueError):  # Windows has no sysconf
            return None
    return min([free, *_left_in_groups()])


def is_record_held(scenario: Content, replications: int = 1, engine: str = "compiled") -> bool:
    """Whether memory can hold the event log and the ledger of one run beside all that every run leaves."""
    available = bytes_available()
    return available is None or bytes_needed(scenario, 1, replications, engine) <= available


def workers_that_fit(
    scenario: Content, workers: int, replications: int = 1, engine: str = "compiled", is_kept: bool = True
) -> int:
    """The largest number of runs at once, from 1 to ``workers``, that there are to do and that memory can hold.

    Where nobody knows what memory can hold, it holds them.
    """
    workers = min(workers, replications)
    available = bytes_available()
    if available is None or workers == 1:
        return workers
    return _Size.of(scenario, engine, is_kept).workers_in(available, workers, replications)


def refuse_if_too_large(
    scenario: Content, workers: int = 1, replications: int = 1, engine: str = "compiled", is_kept: bool = True
) -> None:
    """Raise :class:`TooLarge`, in one line, where the runs need more memory than there is, as far as anybody knows."""
    available = bytes_available()
    if available is None:
        return
    workers = min(workers, replications)
    size = _Size.of(scenario, engine, is_kept)
    needed = size.bytes_of(workers, replications)
    if needed <= available:
        return
    in_all = f"{workers} runs at once need" if workers > 1 else "a run needs"
    said = f"{size.people:,} staff over {scenario.weeks:,} weeks: {in_all} about {in_words(needed)} of memory"
    allowed = _allowed(size, available, workers, replications)
    raise TooLarge(f"{_where(scenario)}: {said}, and {in_words(available)} are free; allowed here: {allowed}")


def in_words(number: float) -> str:
    """Bytes for a reader, to two digits.

    >>> in_words(190_000_000), in_words(1_234_000_000_000)
    ('190 MB', '1,200 GB')
    """
    for unit, size in (("GB", 10**9), ("MB", 10**6)):
        if number >= size:
            return f"{_two_digits(number / size):,} {unit}" if number >= 10 * size else f"{number / size:.2g} {unit}"
    return f"{number / 10**6:.1g} MB"


def _two_digits(number: float) -> int:
    """A number from 10 up, cut off (not rounded up) to two digits that count."""
    step = 10 ** max(0, len(str(int(number))) - 2)
    return int(number) // step * step


def lines_of(file: Path) -> int:
    """Lines of a file below its first; none where it cannot be read, for whoever reads it says so better."""
    try:
        with file.open("rb") as opened:
            return max(0, sum(part.count(b"\n") for part in iter(lambda: opened.read(1 << 20), b"")) - 1)
    except OSError:
        return 0


def _where(scenario: Content) -> str:
    """The key that says how many people there are, with the line where it stands."""
    if scenario.people is not None:
        path = "people.file"
    elif STAFF in scenario.origins:
        path = STAFF
    else:
        path = next((path for path in scenario.origins if path.endswith(".headcount")), STAFF)
    at = scenario.origins.get(path)
    return f"{at}: {path}" if at is not None else path


def _allowed(size: _Size, available: int, workers: int, replications: int) -> str:
    """What would fit: so many staff, or fewer runs at once, or a shorter run."""
    some = 1_000_000
    fixed = replace(size, people=0).bytes_of(workers, replications)
    each = (replace(size, people=some).bytes_of(workers, replications) - fixed) / some
    room = int((available - fixed) / each)
    fewer = size.workers_in(available, workers, replications)
    said = [f"up to about {_two_digits(room) if room >= 10 else room:,} staff"] if room >= 1 else ["a shorter run"]
    if fewer < workers and size.bytes_of(fewer, replications) <= available:
        said.append(f"--workers {fewer}")
    return ", or ".join(said)


def _free() -> int | None:
    """Memory that Linux says can be had without swapping."""
    try:
        for line in FREE.read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError, IndexError):
        pass
    return None


def _left_in_groups() -> list[int]:
    """What every control group around this process still lets it take (both versions of Linux control groups)."""
    left: list[int] = []
    try:
        lines = GROUP_OF_PROCESS.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return left
    for line in lines:
        _, _, rest = line.partition(":")
        controllers, _, path = rest.partition(":")
        if controllers and "memory" not in controllers.split(","):
            continue
        root = GROUPS / "memory" if controllers else GROUPS
        names = ("memory.limit_in_bytes", "memory.usage_in_bytes") if controllers else ("memory.max", "memory.current")
        inner = root / path.strip("/")
        for folder in (inner, *inner.parents):
            if not folder.is_relative_to(root):
                break
            try:
                limit, used = (int((folder / name).read_text(encoding="ascii")) for name in names)
            except (OSError, ValueError):  # no limit is written as "max"
                continue
            left.append(max(0, limit - used + _reclaimable(folder)))
    return left


def _reclaimable(folder: Path) -> int:
    """Bytes of a control group that hold files which nobody uses: they count as taken, and go when room is needed."""
    try:
        words = (line.split() for line in (folder / "memory.stat").read_text(encoding="ascii").splitlines())
        return next(int(number) for name, number in words if name in ("inactive_file", "total_inactive_file"))
    except (OSError, ValueError, StopIteration):
        return 0
