"""A run told in sentences: what became of a request, what a person lived through, what happened to the whole council.

Everything is read from the event log, so a story can say nothing that did not happen. :func:`biography` follows a
request, :func:`life` a member of staff, :func:`chronicle` the council; :func:`longest` finds requests worth telling.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from simulation.record import FIRST, NOBODY, Cause, Event, fields_of
from simulation.state import Gate, Kind, Mode, Objection, Stage
from simulation.words import (
    CAUSES_IN_WORDS,
    GATES_IN_WORDS,
    KINDS_IN_WORDS,
    MODES_IN_WORDS,
    OBJECTIONS_IN_WORDS,
    STAGES_IN_WORDS,
    occupant_in_words,
    weeks_in_words,
)

if TYPE_CHECKING:
    from simulation.run import Run

ENDS = (Event.APPROVED, Event.GAVE_UP, Event.WENT_SHADOW, Event.WITHDRAWN)  # of a request


class Told:
    """One event as a sentence needs it: ``week``, ``who`` it is about, and its own fields, as whole numbers."""

    def __init__(self, row: Sequence[int], who: str = "somebody") -> None:
        self.week, event, self.person, _, self.request = row[: len(FIRST)]
        self.event = Event(event)
        self.who = who
        self.fields = fields_of(row)

    def __getattr__(self, name: str) -> int:
        try:
            return self.__dict__["fields"][name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def at(self) -> str:
        """The gate, in words."""
        return GATES_IN_WORDS[Gate(self.gate)]

    @property
    def why(self) -> str:
        """The cause, in words."""
        return CAUSES_IN_WORDS[Cause(self.cause)]


def asked(e: Told) -> str:
    """How a request came to be filed."""
    how = "".join(
        words
        for is_so, words in (
            (e.sponsored, ", backed by a senior manager"),
            (e.devolved, ", for which no manager had to be asked"),
            (e.slipped, ", and slipped past comms"),
        )
        if is_so
    )
    return f"{e.who} asked for {KINDS_IN_WORDS[Kind(e.kind)]} in week {e.week}{how}."


def decided(e: Told) -> str:
    """A gate's yes, with the wait for it; a no is told by the objection that follows."""
    waited = f"It waited {weeks_in_words(e.waited)} at {e.at}" if e.waited else f"It came to {e.at}"
    if not e.let_through:
        return f"{waited}."
    return f"{waited} and was let through there{' by the digital lead' if e.by_lead else ''} in week {e.week}."


def objected(e: Told) -> str:
    """The reason given, whether the refusal was right, and whether the reason was true: two marks, never one."""
    who = f"The digital lead refused it for {e.at}" if e.by_lead else f"{e.at[0].upper()}{e.at[1:]} refused it"
    truth = "That was true." if e.genuine else "That was not true."
    stopped = "It held up something worthwhile." if e.worthwhile else "What it held up was not worthwhile."
    return f"{who} in week {e.week}, saying {OBJECTIONS_IN_WORDS[Objection(e.objection)]}. {truth} {stopped}"


def blamed(e: Told) -> str:
    """Whom the asker blames, rightly or not; that there is nobody to appeal to is told with the appeal."""
    if e.gate == Gate.NO_HOME:
        return f"{e.who} blamed it on there being nobody to ask."
    if e.gate == e.true_gate:
        return f"{e.who} blamed {e.at}."
    if e.true_gate == Gate.SELF:
        return f"{e.who} blamed {e.at}, who had not been asked."
    return f"{e.who} blamed {e.at}, though it was {GATES_IN_WORDS[Gate(e.true_gate)]} who objected."


def heard(e: Told) -> str:
    """The word on an appeal: the digital lead's or, in the week of the refusal, a chief executive's."""
    result = f"upheld {e.at}" if e.upheld else f"overruled {e.at}"
    return f"The {'digital lead' if e.rework else 'chief executive'} {result} in week {e.week}."


def went_shadow(e: Told) -> str:
    """Going ahead without permission, refused or unasked."""
    after = ", without asking" if e.request == NOBODY else ""
    return f"{e.who} went ahead without permission in week {e.week}{after}."


def went_live(e: Told) -> str:
    """The account is there."""
    if e.cause == Cause.INHERITED:
        return f"The account was {e.why} in week {e.week}."
    return f"{e.who} was live from week {e.week}."


def crisis(e: Told) -> str:
    """A crisis begins or ends."""
    if e.started:
        return f"A crisis struck in week {e.week}."
    return f"The crisis was over in week {e.week}, handled {'well' if e.handled else 'badly'}."


SENTENCES: dict[Event, Callable[[Told], str]] = {
    Event.PIONEER: lambda e: f"{e.who} was live before anybody asked, {MODES_IN_WORDS[Mode(e.mode)]}.",
    Event.JOINED: lambda e: f"A successor came to the seat of {e.who} in week {e.week}.",
    Event.LEFT: lambda e: f"{e.who} left in week {e.week}, {STAGES_IN_WORDS[Stage(e.stage)]}.",
    Event.STAGE: lambda e: f"{e.who} was {STAGES_IN_WORDS[Stage(e.stage)]} from week {e.week}: {e.why}.",
    Event.WANTED: lambda e: f"{e.who} wanted {KINDS_IN_WORDS[Kind(e.kind)]} from week {e.week}.",
    Event.ASSUMED: lambda e: f"{e.who} took a no for granted in week {e.week}, from {e.at}, without having asked.",
    Event.FILED: asked,
    Event.QUEUED: lambda e: f"It came to {e.at} in week {e.week}.",
    Event.DECIDED: decided,
    Event.OBJECTED: objected,
    Event.BLAMED: blamed,
    Event.IMPROVED: lambda e: f"{e.who} mended it and asked {e.at} again in week {e.week}.",
    Event.APPEALED: lambda e: f"{e.who} appealed to the digital lead against {e.at}.",
    Event.APPEAL_HEARD: heard,
    Event.NO_HOME: lambda e: f"{e.who} found nobody to hear an appeal against {e.at}, and blamed that too.",
    Event.GAVE_UP: lambda e: f"{e.who} gave up in week {e.week}.",
    Event.WENT_SHADOW: went_shadow,
    Event.WITHDRAWN: lambda e: f"The request was withdrawn in week {e.week}, {e.why}.",
    Event.APPROVED: lambda e: (
        f"In week {e.week} it had every permission" + ("." if e.worthwhile else ", though it was not worthwhile.")
    ),
    Event.LIVE: went_live,
    Event.MODE: lambda e: f"{e.who} went on to {MODES_IN_WORDS[Mode(e.mode)]} in week {e.week}.",
    Event.LAPSED: lambda e: f"{e.who} let the account lapse in week {e.week}, {e.why}.",
    Event.DISCOVERED: lambda e: f"{e.who} was found out in week {e.week}.",
    Event.INCIDENT: lambda e: (
        f"A post of {e.who} went wrong in week {e.week}, at a cost of {e.severity / 1000:.0f} hours"
        + (", and nobody had permitted it." if e.shadow else ".")
    ),
    Event.SUCCESS: lambda e: f"{e.who} had a success to tell of in week {e.week}.",
    Event.VANITY: lambda e: (
        f"Councillor {e.councillor + 1} asked comms for publicity in week {e.week}, and "
        + ("got it." if e.granted else "did not get it.")
    ),
    Event.CRISIS: crisis,
    Event.MORATORIUM: lambda e: (
        f"Councillors stopped everything in week {e.week}." if e.started else f"In week {e.week} the stop ended."
    ),
    Event.VOTE: lambda e: (
        f"Councillors voted on standing orders in week {e.week}, {e.yes} for amending them: "
        + ("amended." if e.passed else "not amended.")
    ),
    Event.DOCUMENTED: lambda e: f"{e.who} wrote up a success in week {e.week}, as evidence.",
    Event.INVESTED: lambda e: f"New ICT capacity arrived in week {e.week}: {e.capacity / 1000:.0f} accounts in all.",
    Event.REDESIGN: lambda e: f"{e.who} had redesigned {e.redesign / 10:.0f} % of its services by week {e.week}.",
    Event.CHANGE: lambda e: f"In week {e.week} the scenario's change number {e.change + 1} took effect.",
    Event.LEFT_QUEUE: lambda e: f"It had waited {weeks_in_words(e.waited)} at {e.at}.",
}

ANSWERS = (Event.DECIDED, Event.OBJECTED)  # a gate's
IN_A_LIFE = frozenset(Event) - {
    Event.STAGE
}  # every step of a person has an event beside that of its stage, except at the start


def sentence(run: Run, row: Sequence[int], generation: int = 0) -> str:
    """One row of the event log as a sentence; ``generation`` counts who sat in the seat before, and is told."""
    person, department = row[2], row[3]
    if person >= 0:
        who = run.people.label(person)
        if generation and row[1] != Event.JOINED:  # a successor comes to the seat, not to an occupant
            who += f" ({occupant_in_words(generation)})"
        return SENTENCES[Event(row[1])](Told(row, who))
    return SENTENCES[Event(row[1])](Told(row, run.department_names[department] if department >= 0 else "the council"))


def biography(run: Run, request: int) -> list[str]:
    """What became of one request, a sentence an event, from its filing to its end or to the end of the run.

    Requests are numbered from 1, in the order in which they were filed. A ``KeyError`` where the log has no such
    request: also where rows were not kept.
    """
    found = [(row, generation) for row, generation in with_generations(run) if row[4] == request and request != NOBODY]
    if not found:
        raise KeyError(f"the event log has no request {request}")
    return [told for _, told in dated_sentences(run, [row for row, _ in found], found[0][1])]


def dated_sentences(run: Run, rows: list[tuple[int, ...]], generation: int) -> list[tuple[int, str]]:
    """The sentences of one request, each with its week, from its rows."""
    told = [(row[0], sentence(run, row, generation)) for row in _in_rounds(rows) if not _is_told_elsewhere(row)]
    if rows[-1][1] not in ENDS and rows[-1][1] != Event.LIVE:
        told.append((run.weeks, _unfinished(run, rows)))
    return told


def with_generations(run: Run) -> Iterator[tuple[tuple[int, ...], int]]:
    """Every row of the log, and how many had left its person's seat by then."""
    generations: dict[int, int] = {}
    for row in run.log_rows:
        if row[1] == Event.JOINED:
            generations[row[2]] = row[5]
        yield row, generations.get(row[2], 0)


def _in_rounds(rows: list[tuple[int, ...]]) -> Iterator[tuple[int, ...]]:
    """The rows of a request, with answers that gates gave side by side in their order, a yes before a no."""
    for are_answers, several in groupby(rows, key=lambda row: row[1] in ANSWERS):
        if are_answers:
            answers = list(several)
            refusing = {row[5] for row in answers if row[1] == Event.OBJECTED}
            yield from sorted(answers, key=lambda row: (row[5] in refusing, row[5], row[1]))
        else:
            yield from several


def _is_told_elsewhere(row: Sequence[int]) -> bool:
    """Waiting is told with the answer, and blame for there being nobody to appeal to with the appeal."""
    return row[1] == Event.QUEUED or (row[1] == Event.BLAMED and row[5] == Gate.NO_HOME)


def _unfinished(run: Run, rows: list[tuple[int, ...]]) -> str:
    """Where a request stood when the run ended."""
    standing: dict[int, int] = {}
    for row in rows:
        if row[1] == Event.QUEUED:
            standing[row[5]] = row[0]
        elif row[1] in (Event.DECIDED, Event.LEFT_QUEUE):
            standing.pop(row[5])
    if standing:
        gates = " and ".join(
            f"at {GATES_IN_WORDS[Gate(gate)]}, for {weeks_in_words(run.weeks - week + 1)}"
            for gate, week in standing.items()
        )
        return f"At the end of the run, in week {run.weeks}, it was still waiting {gates}."
    if rows[-1][1] == Event.APPEALED:
        return f"At the end of the run, in week {run.weeks}, the appeal had not been heard."
    return f"At the end of the run, in week {run.weeks}, it was still being mended."


def tell(run: Run, request: int) -> str:
    """What became of one request, as a paragraph. A ``KeyError`` as for :func:`biography`."""
    return " ".join(biography(run, request))


def life(run: Run, person: int | str) -> list[str]:
    """What one seat lived through, with all who sat there in turn, a sentence an event. Empty where nothing happened.

    ``person`` by number or by name, such as "Parks 17". What happened to the person's requests is told with the rest.
    A ``KeyError`` where nobody is called so, an ``IndexError`` where there is no such number.
    """
    who = run.people.index_of(person) if isinstance(person, str) else person
    if not 0 <= who < run.staff:
        raise IndexError(f"there are {run.staff} people, numbered from 0, and no {who}")
    rows = ((row, generation) for row, generation in with_generations(run) if row[2] == who and is_of_a_life(row))
    return [sentence(run, row, generation) for row, generation in rows]


def is_of_a_life(row: tuple[int, ...]) -> bool:
    """Whether a life tells of this event of a person."""
    return not _is_told_elsewhere(row) and (row[1] in IN_A_LIFE or _is_declared(row))


def _is_declared(row: tuple[int, ...]) -> bool:
    """Whether a stage was declared at the start; those live then are told of as pioneers."""
    return row[7] == Cause.START and row[6] != Stage.LIVE


def chronicle(run: Run) -> list[str]:
    """What happened to the council and its departments as a whole: crises, stops, votes, changes, publicity."""
    return [sentence(run, row) for row in run.log_rows if row[2] == NOBODY]


def longest(run: Run, n: int) -> list[int]:
    """The ``n`` requests that took longest from filing to end, or to the run's end; longest first, then by number."""
    filed: dict[int, int] = {}
    ended: dict[int, int] = {}
    for row in run.log_rows:
        if row[1] == Event.FILED:
            filed[row[4]] = row[0]
        elif row[1] in ENDS:
            ended[row[4]] = row[0]
    took = {request: ended.get(request, run.weeks) - week for request, week in filed.items()}
    return sorted(took, key=lambda request: (-took[request], request))[:n]
