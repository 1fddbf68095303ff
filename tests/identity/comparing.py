"""Both drivers side by side: one scenario, one seed, phase by phase, then the records of the whole run.

``compare(scenario, seed)`` raises :class:`Different` with the first difference as one sentence. From the command line,
``python -m tests.identity.comparing SCENARIO --seed N`` does it for a file.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from simulation.council import Council
from simulation.draws import Draws
from simulation.engine.council import CompiledCouncil
from simulation.engine.reading import read_run
from simulation.engine.weeks import STEPS
from simulation.parameters import PARAMETERS
from simulation.record import FIELDS, Book, Event, Owner, Use
from simulation.run import Run
from simulation.scenario import Scenario
from simulation.state import GATES, Kind, label
from simulation.week import WEEK
from tests.identity import fields, fields_of_council, fields_of_requests
from tests.identity.seen import Seen

Fault = Callable[[CompiledCouncil, str], None]  # what a test does to the compiled council before one of its phases

VERBS = [phase.verb for phase in WEEK]
BEHIND = {verb: 1 + max(k for k, (of, _) in enumerate(STEPS) if of == verb) for verb in VERBS}  # its last step


class Different(AssertionError):
    """The two drivers do not agree."""


class Tables:
    """What is compared after a phase, in the order in which it is looked at, and what its rows are called."""

    def __init__(self, mesa: Council) -> None:
        people, departments = mesa.people, [department.name for department in mesa.departments]
        self.mesa = mesa
        self.people = [f"{people.label(i)} (person {i})" for i in range(mesa.staff_count)]
        others = [label(gate) for gate in GATES[1:]]
        self.tables: list[tuple[tuple[fields.Column, ...], Callable[[], list[str]]]] = [
            (fields.NUMBERS, lambda: list(PARAMETERS)),
            (fields.WAYS, lambda: [f"requests of kind {label(kind)}" for kind in Kind]),
            (fields.PEOPLE, lambda: self.people),
            (fields_of_requests.REQUESTS, self._requests),
            (fields_of_council.QUEUES, lambda: [*(f"the head of {d}" for d in departments), *others]),
            (fields.DEPARTMENTS, lambda: departments),
            (fields.COUNCILLORS, lambda: [f"councillor {member.number}" for member in mesa.councillors]),
            (fields_of_council.RISK_AVERSION, lambda: [label(gate) for gate in fields_of_council.WORRIED]),
            (fields_of_council.COUNCIL, lambda: ["the council"]),
        ]

    def _requests(self) -> list[str]:
        return [
            f"request {one.number} of {self.people[one.asker.index]}" for one in fields_of_requests.in_flight(self.mesa)
        ]

    def difference(self, seen: Seen) -> str | None:
        """The first field in which the drivers differ, with both values; none where they agree."""
        for columns, names in self.tables:
            rows: tuple[Any, Any] = (self.mesa, seen)
            if columns is fields_of_requests.REQUESTS:
                rows = (fields_of_requests.in_flight(self.mesa), seen.requests_in_flight())
            for column in columns:
                if not column.agrees(*rows):
                    return self._said(column.name, names(), column.read(rows[0]), column.read_compiled(rows[1]))
        return None

    def _said(self, name: str, rows: list[str], ours: list[Any], theirs: list[Any]) -> str:
        if len(ours) != len(theirs):
            return f"{name} has {len(ours)} rows in the readable driver and {len(theirs)} in the compiled one"
        row = next(k for k, (a, b) in enumerate(zip(ours, theirs, strict=True)) if repr(a) != repr(b))
        return f"{name} of {rows[row]} {_both(ours[row], theirs[row])}"


def _both(ours: Any, theirs: Any) -> str:
    return f"is {ours!r} in the readable driver and {theirs!r} in the compiled one"


# -- phase by phase --------------------------------------------------------------------------------


def compare(
    scenario: Scenario, seed: int, *, by_phase: bool = True, fault: Fault | None = None, draws: Draws | None = None
) -> Run:
    """Run both drivers and compare them, after every phase if ``by_phase``, and what the whole run leaves behind.

    ``fault`` is called with the compiled council and the verb before each of its phases, ``draws`` takes the place of
    the readable driver's luck: both to plant a fault. Returns the readable driver's run. Raises :class:`Different`.
    """
    mesa = Council(scenario, rng=seed, draws=draws)
    try:
        if by_phase:
            compiled = CompiledCouncil(scenario, seed)
            _step_together(mesa, compiled, fault)
        ours = mesa.run()
        if by_phase:
            compare_runs(ours, read_run(compiled))
        compare_runs(ours, CompiledCouncil(scenario, seed).run())
    except Different as difference:
        raise Different(f"{difference}{_where(scenario, seed)}") from None
    return ours


def _step_together(mesa: Council, compiled: CompiledCouncil, fault: Fault | None) -> None:
    tables, verbs = Tables(mesa), iter(VERBS)

    def check(place: str) -> None:
        difference = tables.difference(Seen(compiled))
        if difference is not None:
            raise Different(f"{place}: {difference}")

    def follow() -> None:
        """The readable driver is done with a phase: the compiled one does it too, and both are compared."""
        verb = next(verbs)
        if fault is not None:
            fault(compiled, verb)
        compiled.advance(mesa.week, BEHIND[verb])
        check(f"Week {mesa.week}, {verb}")

    begin_phase, begun = mesa.luck.begin_phase, [0]

    def begin(week: int) -> None:
        if begun[0] > 0:
            follow()
        begun[0] += 1
        begin_phase(week)

    mesa.luck.begin_phase = begin  # type: ignore[method-assign]  # every phase begins with it
    check("Week 0, before the first week")
    while mesa.running:
        verbs, begun[0] = iter(VERBS), 0
        mesa.step()
        follow()


# -- what a whole run leaves behind ----------------------------------------------------------------


def compare_runs(ours: Run, theirs: Run, rows: bool = True) -> None:
    """Log and ledger line for line (unless ``rows`` is off), tables and outcomes. Raises :class:`Different`."""
    if rows:
        _compare_lines("event log", ours, theirs, ours.log_rows, theirs.log_rows, _event)
        _compare_lines("ledger", ours, theirs, ours.ledger_rows, theirs.ledger_rows, _booked)
    for table in ("weekly", "departments", "counts", "amounts"):
        _compare_tables(table, getattr(ours, table), getattr(theirs, table))
    for name in dict.fromkeys([*ours.outcomes, *theirs.outcomes]):
        a, b = ours.outcomes.get(name), theirs.outcomes.get(name)
        if repr(a) != repr(b):
            raise Different(f"The outcome {name} {_both(a, b)}")


def _compare_lines(what: str, ours: Run, theirs: Run, a: Any, b: Any, said: Callable[[Run, Any], str]) -> None:
    if repr(a) == repr(b):
        return
    for line, (one, other) in enumerate(zip(a, b, strict=False), 1):
        if repr(one) != repr(other):
            raise Different(
                f"Week {one[0]}, line {line} of the {what} is {said(ours, one)} in the readable driver and "
                f"{said(theirs, other)} in the compiled one"
            )
    raise Different(f"The {what} has {len(a)} lines in the readable driver and {len(b)} in the compiled one")


def _event(run: Run, row: Any) -> str:
    week, event, person, department, request, *own = row
    who = run.people.label(person) if person >= 0 else run.department_names[department] if department >= 0 else "nobody"
    marks = ", ".join(f"{name} {value}" for name, value in zip(FIELDS[Event(event)], own, strict=True))
    return f"week {week}, {label(Event(event))} of {who}, request {request}, {marks or 'no more'}"


def _booked(run: Run, row: Any) -> str:
    week, book, owner, use, department, amount = row
    of = run.department_names[department] if department >= 0 else "no department"
    return f"week {week}, {label(Book(book))} {label(Owner(owner))} {label(Use(use))} of {of}, {amount!r}"


def _compare_tables(name: str, ours: Any, theirs: Any) -> None:
    if list(ours.columns) != list(theirs.columns) or len(ours) != len(theirs):
        raise Different(
            f"The table {name} has {len(ours)} rows of {list(ours.columns)} in the readable driver and "
            f"{len(theirs)} of {list(theirs.columns)} in the compiled one"
        )
    for column in ours.columns:
        a, b = ours[column].tolist(), theirs[column].tolist()
        if repr(a) != repr(b):
            row = next(k for k, pair in enumerate(zip(a, b, strict=True)) if repr(pair[0]) != repr(pair[1]))
            place = f"Week {ours['week'].iloc[row]}, row {row} of the table {name}"
            raise Different(f"{place}: {column} {_both(a[row], b[row])}")
        if ours[column].dtype != theirs[column].dtype:
            raise Different(
                f"The kind of column {column} of the table {name} {_both(ours[column].dtype, theirs[column].dtype)}"
            )


# -- how to repeat it ------------------------------------------------------------------------------


def _where(scenario: Scenario, seed: int) -> str:
    folder = Path(tempfile.gettempdir()) / "blockers-differences"
    folder.mkdir(exist_ok=True)
    file = folder / f"{scenario.fingerprint[:12]}.toml"
    file.write_text(scenario.to_toml(), encoding="utf-8")
    return (
        f", in scenario {scenario.name!r} with seed {seed}; to repeat: python -m tests.identity.comparing {file} "
        f"--seed {seed}"
    )


def main() -> None:
    """Compare both drivers on one scenario."""
    import argparse

    parser = argparse.ArgumentParser(prog="python -m tests.identity.comparing", description=main.__doc__)
    parser.add_argument("scenario", help="a bundled scenario or a file")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    run = compare(Scenario.load(given.scenario), given.seed)
    print(f"{run}: the drivers agree after every phase, and on {len(run.log_rows)} events.")


if __name__ == "__main__":
    main()
