"""What is wrong between a page and the week that the model ran: nothing, or a list of sentences."""

from collections.abc import Iterator
from math import isclose
from typing import Any

from simulation.record import FIELDS, NOBODY, Book, Cause, Event, Owner, Use
from simulation.state import Gate, Kind, Mode, News, Objection, Stage, label
from tests.sheet.sheet import DRAWN, EVENTS, GIVEN, LEDGER, NEWS, WORKED, Row, Sheet, filled, worked_out
from tests.sheet.situation import DEPARTMENT, LUCK_BEFORE, WEEK, luck_of_the_week
from tests.sheet.watching import Watched

WORDS: dict[str, Any] = {
    "stage": Stage, "stage_before": Stage, "kind": Kind, "gate": Gate, "true_gate": Gate, "objection": Objection,
    "mode": Mode, "mode_before": Mode, "cause": Cause,
}  # fmt: skip
PEOPLE = [*DEPARTMENT]
DEPARTMENTS = ["libraries", "parks"]
# Sums of the week's use, which reckoning books and sets back to nought.
SUMS = ("value", "harm", "shadow_value", "shadow_hours", "setbacks")


def same(one: float, other: float) -> bool:
    """Equal but for the last digits, which depend on the order of an arithmetic."""
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)


def readings(row: Row) -> list[str]:
    """Where the model has a quantity: the last cell, parted at commas."""
    return [place.strip() for place in row.cells[-1].split(",") if place.strip()]


def problems(text: str, watched: Watched) -> list[str]:
    """Everything in which the page and the model's week differ."""
    sheet = worked_out(text)
    stated = [] if filled(text) == text else ["a number stated is not what its formula gives"]
    parts = (quantities, rules, states, luck, objections, events, ledger, news, weekly)
    return stated + [problem for part in parts for problem in part(sheet, watched)]


def quantities(sheet: Sheet, watched: Watched) -> Iterator[str]:
    """What the page gives or works out, against what the model has."""
    parameters = watched.model.setting.values
    drawn = {name: value for name, (_, value) in (LUCK_BEFORE | luck_of_the_week()).items()}
    start = watched.before["happen"]
    for row in sheet.rows:
        head, name = list(row.head), row.cells[0]
        if head not in (GIVEN, DRAWN, WORKED):
            continue
        for place in readings(row) if head == WORKED else [name]:
            if head == GIVEN:
                known: list[Any] = [x for x in (parameters.get(place), start.get(place)) if x is not None]
            elif head == DRAWN:
                known = [drawn[place]] if place in drawn else []
            elif place.startswith("rule "):
                known = watched.rules[row.section].get(place.removeprefix("rule "), [])
            elif place.startswith("weekly "):
                known = [watched.model.measures.weekly[-1][place.removeprefix("weekly ")]]
            else:
                state = watched.after[row.section]
                known = [state[place]] if place in state else []
            if not any(same(sheet.values[name], x) for x in known):
                yield f"{name} is {sheet.values[name]!r}, the model has {known} as {place} in {row.section}"


def places(sheet: Sheet, section: str) -> dict[str, list[float]]:
    """The values of a phase's tables by where the model has them."""
    found: dict[str, list[float]] = {}
    for row in sheet.under(WORKED):
        if row.section == section:
            for place in readings(row):
                found.setdefault(place, []).append(sheet.values[row.cells[0]])
    return found


def rules(sheet: Sheet, watched: Watched) -> Iterator[str]:
    """Whatever a rule answered in the week is on the page, but for yes, no, nought, one, and words."""
    for phase, called in watched.answers.items():
        listed = places(sheet, phase)
        for rule, results in called.items():
            for result in results:
                is_number = type(result) is float and result not in (0.0, 1.0)
                if is_number and not any(same(result, x) for x in listed.get(f"rule {rule}", [])):
                    yield f"{phase}: {rule} gave {result!r}, which is not on the page"


def states(sheet: Sheet, watched: Watched) -> Iterator[str]:
    """Whatever changed in a phase is on the page."""
    for phase, after in watched.after.items():
        before = watched.before.get(phase)
        if before is None:  # the start
            continue
        listed = places(sheet, phase)
        for name, value in after.items():
            is_new = name not in before
            is_reset = phase == "reckon" and value == 0.0 and name.rpartition(".")[2] in SUMS
            if before.get(name, 0.0) != value and not is_reset and name not in listed:
                yield f"{phase}: {name} went from {'nothing' if is_new else before[name]} to {value}, not on the page"


def luck(sheet: Sheet, watched: Watched) -> Iterator[str]:
    """Every draw that the week used is listed, and the other way round."""
    listed = {row.cells[0] for row in sheet.under(DRAWN)} - set(LUCK_BEFORE)
    if listed != set(watched.asked):
        yield f"draws listed and used differ in {sorted(listed ^ set(watched.asked))}"


def objections(sheet: Sheet, watched: Watched) -> Iterator[str]:
    """Fifteen concerns, genuine or not, and chances to object. The first raised to ring is the reason in the log."""
    end = ".probability"
    chances = [name.removesuffix(end).split(".") for name in sheet.values if name.endswith(end)]
    asked = [(who, reason) for who, reason in chances if reason in {label(x) for x in Objection}]
    if sorted(reason for _, reason in asked) != sorted(label(x) for x in Objection if x < Objection.NO_HOME):
        yield f"not each of the fifteen objections has one chance: {asked}"
    for (who, reason), (concern, genuine) in watched.concerns.items():
        for what, value in (("concern", concern), ("genuine", genuine)):
            mine = sheet.values.get(f"{who}.{reason}.{what}")
            if mine is None or not same(mine, value):
                yield f"{who}.{reason}.{what} is {mine} on the page, {value} in the model"
    given = {row[2]: label(Objection(row[7])) for row in rows_of_week(watched) if row[1] == Event.OBJECTED}
    for who in dict.fromkeys(who for who, _ in asked):
        raised = [reason for w, reason in asked if w == who and sheet.values.get(f"{who}.{reason}.raised")]
        first = min(raised, key=lambda reason: sheet.values[f"{who}.{reason}.time"]) if raised else None
        if given.get(PEOPLE.index(who)) != first:
            yield f"{who}: {first} rings first on the page, {given.get(PEOPLE.index(who))} in the log"


def rows_of_week(watched: Watched) -> list[tuple[int, ...]]:
    """The week's event rows."""
    return [row for row in watched.model.log.rows if row[0] == WEEK]


def events(sheet: Sheet, watched: Watched) -> Iterator[str]:
    """All event rows, in order."""
    yield from differences("events", [event(row, sheet) for row in sheet.under(EVENTS)], rows_of_week(watched))


def event(row: Row, sheet: Sheet) -> tuple[int, ...]:
    """A row of the page as the event log writes it."""
    name, whose, request, fields = row.cells
    of = Event[name.upper()]
    whose = whose.lower().replace("gus", "fay")
    person = PEOPLE.index(whose) if whose in PEOPLE else NOBODY
    department = DEPARTMENTS.index(DEPARTMENT.get(whose, whose).lower()) if whose else NOBODY
    said = dict(field.split(" = ") for field in fields.split(", ") if field)
    if tuple(said) != FIELDS[of]:
        raise ValueError(f"{name} has the fields {FIELDS[of]}, not {tuple(said)}")
    values = [number(field, value, sheet) for field, value in said.items()]
    return (WEEK, int(of), person, department, int(request) if request else NOBODY, *values)


def number(field: str, value: str, sheet: Sheet) -> int:
    """A field as a whole number: a word of the model, yes or no, a quantity, or the number itself."""
    words = WORDS.get(field)
    if words is not None:
        return int(words[value.upper()])
    if value in ("yes", "no"):
        return int(value == "yes")
    return int(sheet.values[value]) if value in sheet.values else int(value)


def ledger(sheet: Sheet, watched: Watched) -> Iterator[str]:
    """All ledger rows, in order."""
    mine = []
    for row in sheet.under(LEDGER):
        book, owner, use, department, amount = row.cells
        where = DEPARTMENTS.index(department) if department else NOBODY
        key = (int(Book[book.upper()]), int(Owner[owner.upper()]), int(Use[use.upper()]), where)
        mine.append((*key, sheet.values[amount]))
    theirs = [row[1:] for row in watched.model.ledger.rows if row[0] == WEEK]
    yield from differences("ledger", [row[:-1] for row in mine], [row[:-1] for row in theirs])
    for one, other in zip(mine, theirs, strict=False):
        if not same(one[-1], other[-1]):
            yield f"ledger: {one} on the page, {other} in the model"


def news(sheet: Sheet, watched: Watched) -> Iterator[str]:
    """All that is on its way to next week."""
    mine = []
    for row in sheet.under(NEWS):
        teller, what, gate = row.cells
        mine.append((PEOPLE.index(teller.lower()), News[what.upper()], Gate[gate.upper()] if gate else -1))
    yield from differences("news", mine, watched.model.grapevine.news)


def weekly(sheet: Sheet, watched: Watched) -> Iterator[str]:
    """The row of the week's end: what the page leaves out is nought."""
    listed = places(sheet, "record")
    for name, value in watched.model.measures.weekly[-1].items():
        if f"weekly {name}" not in listed and value != 0:
            yield f"the week's row has {name} = {value}, not on the page"


def differences(what: str, mine: list[Any], theirs: list[Any]) -> Iterator[str]:
    """Rows that differ, place by place, and any that one side has alone."""
    if len(mine) != len(theirs):
        yield f"{what}: {len(mine)} rows on the page, {len(theirs)} in the model"
    for i, (one, other) in enumerate(zip(mine, theirs, strict=False)):
        if tuple(one) != tuple(other):
            yield f"{what}, row {i + 1}: {one} on the page, {other} in the model"
