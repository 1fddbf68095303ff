"""What hours were spent on: each owner's uses, with the hours that were at hand for them."""

from __future__ import annotations

from dataclasses import dataclass

from experiments.by_gate import hours_spent
from experiments.intervals import Interval
from experiments.results import Results
from experiments.show.look import ORANGE, PURPLE, SKY
from simulation.record import Book, Owner, Use
from simulation.state import label
from simulation.words import WRITTEN

USERS, GATES, LEADERS = "those who use it", "those who decide and support", "those who lead"
LOOKS = {USERS: (SKY, ""), GATES: (ORANGE, "////"), LEADERS: (PURPLE, "....")}
OWNERS: dict[Owner, tuple[str, str]] = {
    Owner.STAFF: ("Staff", USERS),
    Owner.DEPARTMENT: ("Departments", USERS),
    **{Owner[gate.name]: (written, GATES) for gate, written in WRITTEN.items()},
    Owner.DIGITAL_LEAD: ("Digital lead", LEADERS),
    Owner.LEADERSHIP: ("Leadership", LEADERS),
    Owner.CHAMPIONS: ("Champions", LEADERS),
    Owner.COUNCILLORS: ("Councillors", LEADERS),
}
USES: dict[Use, str] = {
    Use.ACCOUNTS: "work on accounts",
    Use.HOOPS: "steps before a request",
    Use.DECIDING: "answering requests",
    Use.APPEALS: "hearing appeals",
    Use.SUPPORT: "helping those who use it",
    Use.VANITY: "publicity for councillors",
    Use.MITIGATION: "making accounts safer",
    Use.TRAINING: "training",
    Use.SCANNING: "looking at others' practice",
    Use.LEADING: "leading",
    Use.MEETING: "meeting one another",
    Use.REDESIGN: "redesigning services",
    Use.FRAMEWORK: "rules of their profession",
    Use.DOCUMENTING: "writing up cases",
    Use.SHADOW: "use without permission",
    Use.OLD_WORK: "old work",
    Use.ANY: "whatever comes",
    Use.CRITERIA: "performance criteria",
    Use.VALUES: "keeping shared values alive",
    Use.WATCHING: "looking for use without permission",
    Use.NETWORKS: "learning about networks",
    Use.EXPLAINING: "telling the reason for a no",
    Use.INVESTMENT: "room for more accounts",
}
SHARED = ("any", "deciding")  # whose hours serve uses that have none of their own: ICT's mitigation, the lead's duties


@dataclass(frozen=True)
class Purpose:
    """Hours that one owner spent on one use in a run. ``at_hand`` and ``unmet`` are means over runs."""

    owner: Owner
    use: Use
    spent: Interval
    of_runs: tuple[float, ...]
    at_hand: float
    unmet: float


def by_purpose(results: Results) -> list[Purpose]:
    """What hours were spent on, owner by owner: those who spent most first, and so within each."""
    runs = len(results.replicates)
    sums = [
        run.amounts.groupby(["book", "owner", "use"], observed=True)["amount"].sum().to_dict()
        for run in results.replicates
    ]

    def mean(book: Book, owner: str, use: str) -> float:
        return sum(of.get((label(book), owner, use), 0.0) for of in sums) / runs

    def at_hand(owner: str, use: str) -> float:
        return mean(Book.OWNED, owner, use) + mean(Book.RELEASED, owner, use)

    found = [
        Purpose(
            owner=Owner[owner.upper()],
            use=Use[use.upper()],
            spent=spent,
            of_runs=tuple(float(of.get((label(Book.SPENT), owner, use), 0.0)) for of in sums),
            at_hand=next((hours for hours in (at_hand(owner, of) for of in (use, *SHARED)) if hours), 0.0),
            unmet=mean(Book.UNMET, owner, use),
        )
        for owner, use, spent in hours_spent(results)
    ]
    whole: dict[Owner, float] = {}
    for row in found:
        whole[row.owner] = whole.get(row.owner, 0.0) + (row.spent.mean or 0.0)
    return sorted(found, key=lambda row: (-whole[row.owner], row.owner, -(row.spent.mean or 0.0), row.use))


def value_of_shadow(results: Results) -> list[float]:
    """Public value, in hours, from use without permission, in each run."""
    found = []
    for run in results.replicates:
        rows = (run.amounts["book"] == label(Book.VALUE)) & (run.amounts["use"] == label(Use.SHADOW))
        found.append(float(run.amounts.loc[rows, "amount"].sum()))
    return found
