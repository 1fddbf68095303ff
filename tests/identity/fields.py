"""What is compared after every phase: each number of the model's state, and where either driver keeps it.

A table for each sort of thing; a table has rows (people, departments, requests in flight …) and columns. A column is
read from both drivers as a list with one plain Python value a row, so that equal lists have equal ``repr`` and every
digit of a float counts. Requests, gates and the whole council: ``fields_of_requests`` and ``fields_of_council``.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np

from simulation.council import Council
from simulation.engine.layout import ANSWERED, ASKS, NOBODY, PLACE_OF_NEWS, SORTS_OF_NEWS
from simulation.parameters import PARAMETERS
from simulation.state import GATES, Gate, Kind, Removal, label
from tests.identity.seen import Seen

Values = list[Any]
OfMesa = Callable[[Any], Sequence[Any]]  # of the council; for requests, of those in flight
OfCompiled = Callable[[Any], Any]


@dataclass(frozen=True)
class Column:
    """One field of all rows of a table: how each driver has it, and as what it is compared."""

    name: str
    of_mesa: OfMesa
    of_compiled: OfCompiled
    plain: Callable[[Any], Any]

    def read(self, rows: Any) -> Values:
        """From the readable driver."""
        return [self.plain(value) for value in self.of_mesa(rows)]

    def read_compiled(self, rows: Any) -> Values:
        """From the compiled driver."""
        found = self.of_compiled(rows)
        return [self.plain(value) for value in (found.tolist() if hasattr(found, "tolist") else found)]

    def agrees(self, rows: Any, compiled: Any) -> bool:
        """Whether both drivers have exactly the same in the rows that either has.

        Plain numbers are compared as they lie in memory; what cannot be, or differs, is read and looked at one by one.
        """
        kind = _IN_MEMORY.get(self.plain)
        if kind is not None:
            with suppress(TypeError, OverflowError):  # such as a fraction that shall be whole
                if array(kind.code, self.of_mesa(rows)).tobytes() == kind.bytes_of(self.of_compiled(compiled)):
                    return True
        return self.is_same(self.read(rows), self.read_compiled(compiled))

    def is_same(self, ours: Values, theirs: Values) -> bool:
        """Whether both have exactly the same: of numbers, the same bits."""
        if self.plain in (whole, word):
            return ours == theirs
        if self.plain is number:
            return array("d", ours).tobytes() == array("d", theirs).tobytes()
        return repr(ours) == repr(theirs)


def number(value: Any) -> float:
    """A number with a fraction; whole numbers of either driver are taken for one."""
    return float(value)


def whole(value: Any) -> int:
    """A whole number, a member of an enumeration, or yes or no as 1 or 0. Raises ``ValueError`` for a fraction."""
    if int(value) != value:
        raise ValueError(f"{value!r} is no whole number")
    return int(value)


def word(value: Any) -> int:
    """A key of 64 bits."""
    return int(value)


def as_it_is(value: Any) -> Any:
    """Already plain."""
    return value


class _InMemory(NamedTuple):
    """As what a list of numbers can lie in memory, and which arrays hold just such numbers."""

    code: str
    of_compiled: frozenset[np.dtype[Any]]

    def bytes_of(self, values: Any) -> bytes | None:
        """How they would lie; none for an array that holds others. Raises ``TypeError`` for a list that does."""
        if isinstance(values, np.ndarray):
            return values.astype(self.code).tobytes() if values.dtype in self.of_compiled else None
        return array(self.code, values).tobytes()


_IN_MEMORY = {
    number: _InMemory("d", frozenset({np.dtype(np.float64)})),
    word: _InMemory("Q", frozenset({np.dtype(np.uint64)})),
    whole: _InMemory("q", frozenset(map(np.dtype, (np.int8, np.uint8, np.int16, np.int32, np.int64, np.bool_)))),
}


# -- people ----------------------------------------------------------------------------------------


def _of_staff(names: str, plain: Callable[[Any], Any]) -> list[Column]:
    def column(name: str) -> Column:
        get = attrgetter(name)
        return Column(name, lambda mesa: list(map(get, mesa.staff)), lambda seen: seen.of_people(name), plain)

    return [column(name) for name in names.split()]


def _wish(wish: Any) -> Any:
    if wish is None:
        return None
    return (wish.key, int(wish.kind), float(wish.value), float(wish.risk), float(wish.hours), float(wish.novelty))


def _wishes(seen: Seen) -> Values:
    names = ("wish_key", "wish_kind", "wish_value", "wish_risk", "wish_hours", "wish_novelty")
    rows = zip(seen.of_people("has_wish").tolist(), *(seen.of_people(name).tolist() for name in names), strict=True)
    return [tuple(row[1:]) if row[0] else None for row in rows]


def _account(person: Any) -> Any:
    """What the account is about, or would be: an account that nobody asked for is the occupant's own wish."""
    wish = _wish(person._wish if person._account is None else person._account)
    return None if wish is None else wish[1:5]


def _accounts(seen: Seen) -> Values:
    names = ("account_kind", "account_value", "account_risk", "account_hours")
    rows = zip(seen.of_people("has_account").tolist(), *(seen.of_people(name).tolist() for name in names), strict=True)
    return [
        tuple(row[1:]) if row[0] else None if wish is None else wish[1:5]
        for row, wish in zip(rows, _wishes(seen), strict=True)
    ]


def _asks_in_week(mesa: Council) -> Values:
    """The week in which somebody files, or files again what is being mended; none for all others."""
    due = dict.fromkeys((person.index for person in mesa.asking), mesa.week)
    for week, people in mesa.mending.items():
        due |= dict.fromkeys((person.index for person in people), week)
    return [due.get(i) for i in range(mesa.staff_count)]


def _compiled_asks_in_week(seen: Seen) -> Values:
    rows = zip(
        seen.of_people("request").tolist(), seen.of_people("mending_due").tolist(), seen.flags.tolist(), strict=False
    )
    return [(seen.week if request == NOBODY else due) if flags & ASKS else None for request, due, flags in rows]


def _answered(mesa: Council) -> Values:
    answered = {request.asker.index for request in mesa.answered}
    return [i in answered for i in range(mesa.staff_count)]


def _inbox(person: Any) -> dict[int, int]:
    pieces = {PLACE_OF_NEWS[news] + max(0, gate): int(n) for (news, gate), n in person.inbox.items()}
    return dict(sorted(pieces.items()))


def _tenures(mesa: Council) -> Values:
    tenures = {person: tenure for tenure, person in mesa.happenings.tenures}
    return [tenures.get(i) for i in range(mesa.staff_count)]


def _belief(gate: Gate) -> Column:
    return Column(
        f"belief about {label(gate)}",
        lambda mesa: [person.beliefs[gate] for person in mesa.staff],
        lambda seen: seen.of_people("beliefs")[:, gate],
        number,
    )


PEOPLE = (
    *_of_staff("key", word),
    *_of_staff("generation grade stage mode", whole),
    *_of_staff("threshold skill nerve nerve_at_rest frustration luck_in_knowing", number),
    *(_belief(gate) for gate in GATES),
    *_of_staff("conviction conviction_at_rest pressure resistance", number),
    *_of_staff("times_wanted weeks_wanting requests_filed mind_of_week conviction_of_week", whole),
    *_of_staff("live_weight shadow_weight contact_weight champion_weight", whole),
    *_of_staff("live_contacts seen_live seen_shadow is_champion asks_first", whole),
    Column("wish", lambda mesa: [_wish(person._wish) for person in mesa.staff], _wishes, as_it_is),
    Column("account", lambda mesa: [_account(person) for person in mesa.staff], _accounts, as_it_is),
    Column("asks_in_week", _asks_in_week, _compiled_asks_in_week, as_it_is),
    Column(
        "is_answered",
        _answered,
        lambda seen: [bool(flags & ANSWERED) for flags in seen.flags[: len(seen.staff)].tolist()],
        as_it_is,
    ),
    Column(
        "inbox",
        lambda mesa: [_inbox(person) for person in mesa.staff],
        lambda seen: [{k: n for k, n in enumerate(row[:SORTS_OF_NEWS]) if n} for row in seen.array("inbox").tolist()],
        as_it_is,
    ),
    Column("tenure", _tenures, lambda seen: seen.of_people("tenure"), as_it_is),
    Column(
        "request",
        lambda mesa: [person.request.number if person.request is not None else None for person in mesa.staff],
        lambda seen: [None if slot == NOBODY else seen.number_of(slot) for slot in seen.of_people("request").tolist()],
        as_it_is,
    ),
)


# -- departments, councillors ----------------------------------------------------------------------


def _of_rows(who: str, names: str, plain: Callable[[Any], Any]) -> list[Column]:
    def column(name: str) -> Column:
        get = attrgetter(name)
        return Column(
            name, lambda mesa: [get(one) for one in getattr(mesa, who)], lambda seen: seen.array(who)[name], plain
        )

    return [column(name) for name in names.split()]


DEPARTMENTS = (
    *_of_rows("departments", "audience sensitivity spare_hours old_work old_work_worth framework", number),
    *_of_rows("departments", "literacy_before_training customer_skill_before_training", number),
    *_of_rows("departments", "trained redesign released confidence demand served hours_used support_need", number),
    *_of_rows("departments", "value harm shadow_value shadow_hours", number),
    *_of_rows("departments", "message_to_head message_to_managers message_to_staff", number),
    *_of_rows("departments", "headcount live setbacks", whole),
    Column(
        "motive",
        lambda mesa: [getattr(department, "motive", 0.0) for department in mesa.departments],
        lambda seen: seen.array("motives"),
        number,
    ),
    Column(
        "head_literacy",
        lambda mesa: [department.head.literacy_before_training for department in mesa.departments],
        lambda seen: seen.array("departments")["head_literacy"],
        number,
    ),
    Column("stages", lambda mesa: [list(row) for row in mesa.stages], lambda seen: seen.array("stages"), as_it_is),
)

COUNCILLORS = (
    *_of_rows("councillors", "key", word),
    *_of_rows("councillors", "score anxiety stance", number),
    *_of_rows("councillors", "party", whole),
    Column(
        "asks_for_publicity",
        lambda mesa: [member.number in mesa.comms.vanity for member in mesa.councillors],
        lambda seen: seen.array("councillors")["asks_for_publicity"],
        whole,
    ),
)


# -- the scenario's numbers as they stand, and the ways of requests --------------------------------


def _ways(mesa: Council, hidden: tuple[Removal, ...]) -> Values:
    return [[int(gate) for gate in mesa.route_of(kind) if mesa.removal_of(gate) not in hidden] for kind in Kind]


def _compiled_ways(seen: Seen, which: int) -> Values:
    lengths = seen.array("route_length")[which].tolist()
    return [row[:length] for row, length in zip(seen.array("route")[which].tolist(), lengths, strict=True)]


ALL_NUMBERS = attrgetter(*PARAMETERS)  # in the order in which the compiled driver has them

NUMBERS = (
    Column(
        "value",
        lambda mesa: ALL_NUMBERS(mesa.now),
        lambda seen: seen.array("now")[0].tolist(),
        number,
    ),
)

WAYS = (
    Column("gates", lambda mesa: _ways(mesa, (Removal.REMOVED, Removal.UNKNOWN)), lambda s: _compiled_ways(s, 0), list),
    Column("believed_gates", lambda mesa: _ways(mesa, (Removal.REMOVED,)), lambda s: _compiled_ways(s, 1), list),
)
