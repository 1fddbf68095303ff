"""What the compiled driver keeps of a council, as arrays: rows for each sort of agent, and for people also single lines
of numbers, since most phases look at one number of everybody.

Fields bear the names of the agents' attributes. ``Now`` follows from the declared parameters, so that a new number is
there without a word here. What phases look for in a week stands once more in ``flags``, a byte a person.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.parameters import PARAMETERS
from simulation.parties import PARTIES
from simulation.record import Book, Owner, Use
from simulation.scenario_files.parts import OCCASIONS
from simulation.state import GATES, Kind, News

Record = NDArray[np.void]
Whole = NDArray[np.int64]
Number = NDArray[np.float64]

# What phases look for: bits of a person's byte in ``flags``.
CAN_WANT, IS_NEW, OF_TWO_MINDS, WAITS, USES, ASKS, ANSWERED, HAS_NEWS = (1 << bit for bit in range(8))
SPEAKS = OF_TWO_MINDS | WAITS
# By stage, in the order of ``Stage``.
FLAGS_OF_STAGE = np.array(
    (CAN_WANT | IS_NEW, OF_TWO_MINDS, OF_TWO_MINDS, WAITS, USES, CAN_WANT, CAN_WANT | WAITS, USES | OF_TWO_MINDS),
    dtype=np.uint8,
)
STAGE_FLAGS = CAN_WANT | IS_NEW | OF_TWO_MINDS | WAITS | USES

# Sorts of news, in the order in which they are taken in: let through and refused once for each gate.
PLACE_OF_NEWS = {News.WENT_LIVE: 0, News.SUCCESS: 1, News.LET_THROUGH: 2, News.REFUSED: 7, News.LAPSED: 12,
                 News.INCIDENT: 13}  # fmt: skip
SORTS_OF_NEWS = 14
WHICH_SORTS = 15  # the place in a person's inbox that says, a bit a sort, which sorts are there
PLACES_OF_NEWS = 16  # a line of the processor's memory
MOST_NEWS = 2**28  # weight of all whom a person hears: some pieces of each in a week stay inside 32 bits

# Occasions on which changes may wait, by their place in ``OCCASIONS``.
FIRST_CRISIS, FIRST_MORATORIUM, ORDERS_AMENDED = (
    OCCASIONS.index(name) for name in ("first crisis", "first moratorium", "standing orders amended")
)

PLACES_OF_SUMS = len(Book) * len(Owner) * len(Use)
PIECES = 16  # numbers of pieces of news whose effect is worked out once a week
FIELDS_OF_LOG = 14  # the widest row
NOBODY = -1
ROOM = 64  # rows that arrays begin with which grow; they double when they are full


def field(path: str) -> str:
    """The name of a parameter as a field: ``gates.ict.hours`` is ``gates_ict_hours``."""
    return path.replace(".", "_")


def _kind(path: str) -> str:
    kind = PARAMETERS[path].type
    return "?" if kind is bool else "f8" if kind is float else "i8"  # choices are numbers of their enumeration


def of(names: str, kind: str, shape: tuple[int, ...] = ()) -> list[tuple[str, str, tuple[int, ...]]]:
    """Fields of one kind: ``f8`` numbers, ``i8`` whole numbers, ``u8`` keys of draws, ``?`` yes or no."""
    return [(name, kind, shape) for name in names.split()]


NOW = np.dtype([(field(path), _kind(path)) for path in PARAMETERS], align=True)

COUNCIL = np.dtype(
    of("crisis uptake attrition attention message_to_comms message_to_councillors incidents_risk", "f8")
    + of("inertia need growth unmet vanity_hours support_hours legal_knowledge ict_capacity ict_mitigated", "f8")
    + of("lead_hours_left hours_on_open_appeal answered_by_champions share_met", "f8")
    + of("share_networked mean_anxiety mean_stance", "f8")
    + of("risk_aversion", "f8", (len(GATES),))
    + of("anxiety_of stance_of", "f8", (PARTIES,))
    + of("evidence", "f8", (len(Kind),))
    + of("documented", "i8", (len(Kind),))
    + of("size_of", "i8", (PARTIES,))
    + of("reached", "i8", (len(OCCASIONS),))
    + of("key", "u8")
    + of("week staff_count live_count shadow_count successes requests_so_far in_flight wanted_since", "i8")
    + of("moratorium_from moratorium_to occasions host free_request appeals", "i8")
    + of("leavers tellers changes back users happened touched booked log_rows ledger_rows orders wanting_week", "i8")
    + of("fading_of_kept visibility_of_exposed news_of_pieces", "f8")
    + of("is_moratorium standing_orders_amended keeps_rows", "?"),
    align=True,
)

STAFF = np.dtype(
    of("seat_key", "u8")
    + of("threshold luck_in_knowing", "f8")
    + of("grade generation times_wanted mending_due", "i8")
    + of("seen_live seen_shadow", "i8")
    + of("wish_key", "u8")
    + of("wish_value wish_risk wish_hours wish_novelty", "f8")
    + of("wish_kind", "i8")
    + of("is_champion has_wish", "?"),
    align=True,
)

# What news moves, and what a week of use needs: 64 bytes a person each, one line of the processor's memory.
MIND = np.dtype(
    of("nerve nerve_at_rest", "f8") + of("beliefs", "f8", (len(GATES),)) + of("mind_of_week", "i8"), align=True
)
ACCOUNT = np.dtype(
    of("skill account_value account_risk account_hours", "f8")
    + of("account_kind mode requests_filed", "i8")
    + of("has_account", "?"),
    align=True,
)
# What a person sees of their contacts, half a line: sums of whole-number weights, which are exact as floats and need
# not be turned into them where a share is worked out.
CONTACTS = np.dtype(
    of("live_weight shadow_weight contact_weight", "f8") + of("champion_weight live_contacts", "i4"), align=True
)
LINE = 64
STRETCH = 128  # people looked at together for something that almost nobody has
AHEAD = 6  # how many people before one is come to their rows are fetched

DEPARTMENT = np.dtype(
    of("audience sensitivity spare_hours old_work old_work_worth framework", "f8")
    + of("literacy_before_training customer_skill_before_training", "f8")
    + of("trained redesign released confidence demand served share_learnt hours_used support_need", "f8")
    + of("value harm shadow_value shadow_hours", "f8")
    + of("message_to_head message_to_managers message_to_staff head_literacy hours_demanded value_demanded", "f8")
    + of("headcount first last live setbacks", "i8")
    + of("shares_directorate", "?"),
    align=True,
)

COUNCILLOR = np.dtype(
    of("key", "u8") + of("score anxiety stance", "f8") + of("party", "i8") + of("asks_for_publicity", "?"), align=True
)

REQUEST = np.dtype(
    of("wish_key", "u8")
    + of("value risk hours novelty quality conviction hoop_hours priority", "f8")
    + of("hours_spent", "f8", (len(GATES),))
    + of("at attempts refused appealable by_lead", "i8", (len(GATES),))
    + of("route", "i8", (len(GATES),))
    + of("number asker kind filed passed gates refusals refused_in upheld next_free", "i8")
    + of("sponsored slipped parallel worthwhile was_appealed", "?"),
    align=True,
)
NOT_AT = -1  # ``at`` of a gate in whose queue a request does not stand
NOT_REFUSED = -1  # ``refused`` of a gate that did not object
NOT_HEARD, OVERRULED, UPHELD = 0, 1, 2  # what became of an appeal


# Every array of a world: its kind and number of dimensions. n people, D departments, W weeks.
ARRAYS: dict[str, tuple[Any, int]] = {
    "schedule": ("u8", 1),  # 20: key of the generator for each of its ten rounds
    "now": (NOW, 1),  # 1
    "council": (COUNCIL, 1),  # 1
    "staff": (STAFF, 1),  # n
    "given": ("f8", 2),  # n × TRAITS, what a people file says; 0 × TRAITS where there is none
    "minds": (MIND, 1),  # n
    "accounts": (ACCOUNT, 1),  # n
    "contacts": (CONTACTS, 1),  # n
    "departments": (DEPARTMENT, 1),  # D
    "councillors": (COUNCILLOR, 1),
    # what the whole staff is looked through for every week
    "flags": ("u1", 1),  # n, filled up with zeros to a multiple of 8
    "words": ("u8", 1),  # the same, eight people a word
    "department_of": ("i4", 1),  # n
    "key": ("u8", 1),  # n: addresses the luck of whoever sits there
    "stage": ("i8", 1),  # n
    "request": ("i8", 1),  # n: the slot of a request in flight
    "frustration": ("f8", 1),  # n
    "pressure": ("f8", 1),  # n
    "resistance": ("f8", 1),  # n
    "tenure": ("f8", 1),  # n: attrition, added up, at which somebody leaves
    "soonest": ("f8", 1),  # the least of each stretch of them
    "conviction": ("f8", 1),  # n
    "conviction_at_rest": ("f8", 1),  # n
    "conviction_of_week": ("i4", 1),  # n: holds where ``fades`` is 0, else it is the week of the last wanting
    "fades": ("?", 1),  # n: whether their conviction fades in every week's wanting
    "weeks_wanting": ("i8", 1),  # n
    "asks_first": ("?", 1),  # n: starts with a request to file
    "exposed": ("f8", 1),  # n: the share of use that a person sees among contacts
    "motives": ("f8", 1),  # D: audience and drive of this week
    "back": ("i4", 1),  # k: seats whose conviction fades in every week's wanting again from the next on; grows
    "pieces": ("f8", 1),  # share of the way that so many pieces of news move a mind
    "kept": ("f8", 1),  # W + 1: how much of what departs from rest so many weeks have left
    # who hears whom, what is on its way
    "listener_starts": ("i8", 1),  # n + 1
    "listener_ids": ("i4", 1),
    "listener_weights": ("i4", 1),
    "champions": ("i4", 1),  # seats of champions, rising
    "network_starts": ("i8", 1),  # one more than champions
    "network_ids": ("i4", 1),  # champions who hear the champion
    "place_among_champions": ("i4", 1),  # n, or 1 where there are none
    "inbox": ("i4", 2),  # n × 16
    "tellers": ("i8", 2),  # k × 2: person, sort of news; grows
    "changes": ("i8", 2),  # k × 3: person, difference live, difference shadow; grows
    "found": ("i4", 1),  # n, filled up: those whom a step concerns; users, from *use* of departments to that of staff
    "leavers": ("i4", 1),  # n
    "keys": ("u8", 1),  # n: of those found
    "luck": ("f8", 2),  # 4 × n: draws of those found
    # requests and gates
    "route_length": ("i8", 2),  # 2 (true, believed) × 5 kinds
    "route": ("i8", 3),  # 2 × 5 × 5
    "removal": ("i8", 1),  # 5
    "requests": (REQUEST, 1),  # grows
    "queue_length": ("i8", 1),  # D heads, then comms, HR, legal, ICT
    "appeals": ("i4", 1),  # grows
    "ordered": ("f8", 2),  # k × 2: week due, accounts; grows
    # what somebody at the desk decides
    "decision_keys": ("u8", 1),  # rising
    "decision_yes": ("u1", 1),  # as many: 1 lets the request through, 0 does not, 2 leaves it to the gate
    "decision_met": ("u1", 1),  # as many: 1 once the run has come to it
    # what is written down
    "stages": ("i8", 2),  # D × 8
    "modes": ("i8", 2),  # D × 4, of live accounts
    "log": ("i8", 2),  # rows × 14; grows
    "happened": ("i8", 1),  # of each event that is counted, (week × (D + 1) + department) × cells + cell; grows
    "waits": ("i8", 2),  # (W + 1) × 7
    "waits_in_vain": ("i8", 2),
    "rework": ("i8", 2),
    "ledger": ("i8", 2),  # rows × 5; grows
    "amounts": ("f8", 1),  # rows; grows
    "sums": ("f8", 1),  # books × owners × uses, of this week
    "touched": ("i8", 1),  # places in ``sums`` that this week has written to
    "booked": ("i8", 1),  # of each sum of a week gone by, week × places + place; grows
    "booked_sums": ("f8", 1),  # and the sum
    "sums_of_department": ("f8", 3),  # (W + 1) × (D + 1) × books
    "sums_of_week": ("f8", 2),  # (W + 1) × books
    "weekly": ("f8", 2),  # (W + 1) × STATE of simulation.columns
    "weekly_queues": ("i8", 2),  # (W + 1) × 5
    "weekly_stages": ("i4", 3),  # (W + 1) × D × 8
    "weekly_modes": ("i4", 3),  # (W + 1) × D × 4
    "weekly_departments": ("f8", 3),  # (W + 1) × D × (queue of the head, STATE_OF_DEPARTMENT)
}

# The table of a world has a row for each array, then one for each queue.
QUEUES = len(ARRAYS)
SHAPE, MEMORY, ENTRIES = 1, 5, 6  # the first entry is the address; then four of shape, and memory that the world owns


class World:
    """Everything that a run of the compiled driver reads and writes: an attribute for each of ``ARRAYS``, and
    ``queues``, a list of arrays of slots. ``table`` says where they lie, and ``address`` where the table lies.

    Raises ``TypeError`` for an array of another kind than compiled code expects.
    """

    queues: list[NDArray[np.int32]]

    def __init__(self, queues: int, **arrays: Any) -> None:
        self.table = np.zeros((QUEUES + queues, ENTRIES), dtype=np.int64)
        self.address = self.table.ctypes.data
        for name, array in arrays.items():
            setattr(self, name, array)
        self.queues = [np.zeros(ROOM, dtype=np.int32) for _ in range(queues)]
        for q, queue in enumerate(self.queues):
            self._enter(QUEUES + q, queue)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name in ARRAYS:
            kind, dimensions = _KINDS[name], ARRAYS[name][1]
            if value.dtype != kind or value.ndim != dimensions or not value.flags.c_contiguous:
                raise TypeError(f"{name}: {value.dtype}, {value.ndim} dimensions, where {kind}, {dimensions} belong")
            self._enter(_PLACES[name], value)
            value = value.view(np.recarray) if value.dtype.names is not None else value  # fields as attributes
        object.__setattr__(self, name, value)

    def _enter(self, slot: int, array: Any) -> None:
        self.table[slot, 0] = array.ctypes.data
        self.table[slot, SHAPE : SHAPE + array.ndim] = array.shape


_PLACES = {name: slot for slot, name in enumerate(ARRAYS)}
_KINDS = {name: np.dtype(kind) for name, (kind, _) in ARRAYS.items()}
