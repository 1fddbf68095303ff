"""What ``blockers claims`` prints: the verdicts first, then claim by claim."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from experiments.claims.judging import ClaimFound, Word
from experiments.claims.study import Study
from experiments.claims.telling import told, told_of_claim
from experiments.comparing.page import where
from experiments.explaining.page import Page
from experiments.wording import share

STYLES = {Word.HOLDS: "bold", Word.REVERSED: "bold"}


def print_claims(study: Study, found: Sequence[ClaimFound], place: Path | None) -> None:
    """Print the table of verdicts, and each claim in sentences."""
    page = Page()
    page.line("The seed's claims over plausible councils", "bold")
    for sentence in told(study, found):
        page.paragraph(sentence)
    page.line()
    rows = [(one.claim.id, one.claim.title, share(one.holds), one.word.value) for one in found]
    page.table([("", "", "holds in, %", "verdict"), *rows], right=[2])
    page.paragraph(
        "Holds in: the share of councils that bear out every part of a claim, luck within councils taken out. In "
        "brackets: 95 % intervals; those of one claim's parts hold together. By construction: a rule says so, and it "
        "is no finding.",
        2,
        "dim",
    )
    for one in found:
        page.heading(f"{one.claim.id}  {one.claim.title}")
        for sentence in told_of_claim(one):
            page.paragraph(sentence, 2)
    for ran in study.failed:
        page.paragraph(f"Failed, council {ran.draw}: {ran.error}", style="bold red")
    where(page, place)
