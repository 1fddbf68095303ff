"""Bars of hours are the ledger's sums, and what came of them the outcomes, on one scale."""

import pytest

from experiments.show.hours import CAME, verdict
from experiments.show.purposes import OWNERS, USES, by_purpose, value_of_shadow
from simulation.record import Owner, Use
from simulation.state import label
from tests.show.drawing import assert_equal_bytes, drawn, results


@pytest.mark.parametrize("case", ["usual", "one_run", "nothing", "many_weeks"])
def test_bars_are_means_of_the_ledger(case):
    some = results(case)
    spent, came = drawn("hours", case).axes
    rows = by_purpose(some)
    amounts = some.table("amounts")
    booked = amounts[amounts["book"] == "spent"].groupby(["owner", "use"], observed=True)["amount"].sum()
    widths = {(label(row.owner), label(row.use)): bar.get_width() for row, bar in zip(rows, spent.patches, strict=True)}
    assert widths == pytest.approx({key: hours / len(some.replicates) for key, hours in booked.items()})
    assert [text.get_text() for text in spent.get_yticklabels()] == [USES[row.use] for row in rows]
    whole = some.outcome("hours_spent").mean
    assert sum(widths.values()) == pytest.approx(whole)
    ends = {round(bar.get_y(), 6): bar.get_width() for bar in reversed(came.patches)}  # the first of each row
    assert list(ends.values())[::-1] == pytest.approx([some.outcome(name).mean for name, *_ in CAME])
    assert spent.get_xlim() == came.get_xlim() and "hours" in spent.get_xlabel()


def test_shadow_use_is_part_of_public_value():
    some = results("many_weeks")
    _, came = drawn("hours", "many_weeks").axes
    shadow = sum(value_of_shadow(some)) / 2
    value = some.outcome("public_value").mean
    assert value is not None and 0.0 < shadow < value
    assert shadow in [pytest.approx(bar.get_width()) for bar in came.patches]


def test_owners_stand_together_and_those_who_spend_most_come_first():
    rows = by_purpose(results("usual"))
    owners = [row.owner for row in rows]
    assert [owner for n, owner in enumerate(owners) if owner not in owners[:n]] == [
        owner for n, owner in enumerate(owners) if not n or owner != owners[n - 1]
    ]
    sums = {owner: sum(row.spent.mean or 0.0 for row in rows if row.owner == owner) for owner in owners}
    assert list(sums.values()) == sorted(sums.values(), reverse=True)
    figure = drawn("hours", "usual")
    assert {OWNERS[owner][0] for owner in owners} <= {text.get_text() for text in figure.texts}


def test_hours_at_hand_are_set_beside_those_used():
    some = results("usual")
    amounts = some.table("amounts")
    for row in by_purpose(some):
        books = amounts[(amounts["owner"] == label(row.owner)) & amounts["book"].isin(["owned", "released"])]
        use = label(row.use) if (books["use"] == label(row.use)).any() else "deciding"
        at_hand = books.loc[books["use"] == use, "amount"].sum() / len(some.replicates)
        assert row.at_hand == pytest.approx(at_hand) and row.at_hand >= 0.999 * (row.spent.mean or 0.0)
    spent, _ = drawn("hours", "usual").axes
    assert any(" at hand" in text.get_text() for text in spent.texts)


def test_every_owner_and_use_has_words():
    assert set(OWNERS) == set(Owner) - {Owner.PUBLIC} and set(USES) == set(Use)


def test_the_verdict_says_no_more_than_the_runs_show():
    assert verdict(results("nothing")).endswith("are lost in these 3 runs, too few to tell.")
    assert "in this one run" in verdict(results("one_run"))
    usual = results("usual")
    assert ("not distinguishable" in verdict(usual)) != usual.outcome("net_value").excludes_zero


@pytest.mark.slow
def test_equal_results_equal_bytes(tmp_path):
    assert_equal_bytes("hours", tmp_path)
