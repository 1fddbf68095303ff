"""What ``blockers compare`` prints: the answer first, then strategy by strategy."""

from __future__ import annotations

from pathlib import Path

from experiments.arms.columns import columns_that_fit
from experiments.comparing.compare import AS_IT_IS, Comparison
from experiments.comparing.ends import ENDS, told_within
from experiments.comparing.outcomes import CENSORED, scale_of
from experiments.comparing.telling import meaning, name_of, said, told
from experiments.comparing.verdict import in_words
from experiments.explaining.page import Page
from experiments.findings import weeks
from experiments.wording import share, with_interval


def print_comparison(found: Comparison, page: Page) -> None:
    """Print the answer and the tables."""
    scenario, primary = found.scenario, found.primary
    page.line(f"{scenario.called}: what strategies do", "bold")
    page.line(f"{weeks(scenario.weeks)}, {found.n} pairs of runs on equal luck; judged by {name_of(primary)}")
    page.paragraph(
        "In brackets: 95 % intervals; those of all strategies in one outcome hold together (max-t bootstrap).",
        style="dim",
    )
    page.line()
    for sentence in told(found):
        page.paragraph(sentence)
    _verdicts(page, found)
    _beside(page, found)
    _reached(page, found)
    _ended(page, found)
    for arm, failure in found.trials.failures:
        page.paragraph(f"Failed, {arm}, seed {failure.seed}: {failure.error}", style="bold red")


def _verdicts(page: Page, found: Comparison) -> None:
    primary = found.primary
    unit = scale_of(primary)[1]
    page.heading(f"Difference from the council as it is in {name_of(primary)}, {unit}")
    rows = [
        (
            arm,
            said(found.difference(arm, primary), primary),
            in_words(found.difference(arm, primary), found.matters),
        )
        for arm in found.order
    ]
    page.table([("", "difference", "verdict"), *rows], right=[1])
    page.paragraph(f"As it is: {said(found.mean(AS_IT_IS, primary), primary)} {unit}. {_first(meaning(primary))}.", 2)
    if found.matters is not None:
        scale, _, digits = scale_of(primary)
        page.paragraph(f"Smallest effect that matters: {found.matters * scale:,.{digits}f} {unit}.", 2)


def _beside(page: Page, found: Comparison) -> None:
    others = [outcome for outcome in found.outcomes if outcome not in (found.primary, CENSORED)]
    page.heading("Differences in other outcomes")
    head = ("", *(f"{name_of(outcome)}, {scale_of(outcome)[1]}" for outcome in others))
    rows = [(arm, *(said(found.difference(arm, o), o) for o in others)) for arm in found.order]
    columns_that_fit(page, head, rows)


def _reached(page: Page, found: Comparison) -> None:
    never = {arm: found.never(arm) for arm in (AS_IT_IS, *found.order)}
    if all(of.mean == 1.0 for of in never.values()):
        return
    page.heading(f"Weeks to 25 % uptake, at most {found.scenario.weeks}")
    rows = [
        (
            arm,
            said(found.mean(arm, CENSORED), CENSORED),
            "" if arm == AS_IT_IS else said(found.difference(arm, CENSORED), CENSORED),
            share(never[arm]),
        )
        for arm in (AS_IT_IS, *found.order)
    ]
    columns_that_fit(page, ("", "weeks", "difference", "never, %"), rows)


def _ended(page: Page, found: Comparison) -> None:
    page.heading("How requests end, % of those filed (cumulative incidence)")
    sooner, later = told_within(found.scenario.weeks)
    shown = list(dict.fromkeys([("approved", sooner), *((end, later) for end in ENDS)]))
    columns = [(ENDS.index(end) + 1, within) for end, within in shown]
    head = ["", *(f"{end}, {weeks(within)}" for end, within in shown)]
    rows = [
        (arm, *(with_interval(found.ended(arm, cause, within), 0, 100.0, most=1.0) for cause, within in columns))
        for arm in (AS_IT_IS, *found.order)
    ]
    columns_that_fit(page, head, rows)
    page.paragraph(
        "Refused: for good, whether the asker gives up or goes ahead without permission. What is still open when the "
        "run ends is censored (Aalen and Johansen); runs are resampled whole.",
        2,
        "dim",
    )


def _first(words: str) -> str:
    return words[:1].upper() + words[1:]


def where(page: Page, folder: Path | None) -> None:
    """Say where the record is."""
    if folder is not None:
        page.line()
        page.line(f"The whole record, with pictures: {folder}")
