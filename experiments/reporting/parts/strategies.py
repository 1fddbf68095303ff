"""What each strategy sets, and what it does beside the council as it is."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from experiments.arms.reading import interval_of, picture_of
from experiments.comparing.compare import AS_IT_IS, Comparison
from experiments.comparing.outcomes import CENSORED, scale_of
from experiments.comparing.reading import Compared
from experiments.comparing.telling import answered, cautions, name_of, said
from experiments.comparing.verdict import in_words
from experiments.findings import weeks
from experiments.reporting.content import Block, Command, Picture, Section, Table, Text, plain, table, typed
from experiments.reporting.sources import Sources
from experiments.reporting.studies import Study
from experiments.wording import with_interval
from simulation.scenario import Scenario
from simulation.scenario_files.entries import ENTRIES, settings_of, value_in, when, with_unit, written

MOST_SET = 12  # settings of a strategy that are listed; of more, how many there are
TOGETHER = "In brackets: 95 % intervals; those of all strategies in one outcome hold together (max-t bootstrap)."


def section(study: Study, sources: Sources) -> Section:
    """Strategies: what they are, what they do, how far each comes and how requests end."""
    record = study.compared
    if record is None:
        assert study.blamed is not None
        scenario = str(study.blamed.place / "scenario.toml")
        command = typed(shlex.join(["blockers", "compare", scenario, "--matters", "NUMBER"]))
        why = "To compare strategies, say how large a difference of net value, in hours, has to be to matter:"
        return Section("Strategies", (Text("No strategies were compared."), Command(why, command)))
    found = record.comparison
    source = sources.differences(record)
    blocks: list[Block] = [Text(plain(sentence), source) for sentence in (*answered(found), *cautions(found))]
    laid = [(found.titles[arm.name], arm.scenario) for arm in found.arms[1:]]
    blocks.append(set_table("What each strategy is", "Strategy", laid, found.scenario, sources.strategies(record)))
    blocks.append(pictured(record, "differences", source, differences(found, source)))
    blocks.append(pictured(record, "courses", sources.ended(record), _ended(record, sources.ended(record))))
    if record.story is not None:
        story = record.story
        where = f"Where {found.titles[story.one]} and the council as it is part, on one seed ({story.seed}):"
        lines = [where, *story.sentences]
        blocks += [Text(plain(line), sources.story(record)) for line in lines]
    return Section("Strategies", tuple(blocks))


def pictured(record: Compared, name: str, source: str, of: Table) -> Picture | Table:
    """A picture of the record with the table of its data; the table alone where the picture is not there."""
    drawn = picture_of(record.place, name)
    if drawn is None:
        return of
    return Picture(plain(drawn.title), plain(drawn.said), drawn.svg, drawn.png, source, of)


def set_table(title: str, what: str, laid: Sequence[tuple[str, Scenario]], council: Scenario, source: str) -> Table:
    """What each of these sets: its title, the council with it laid on, beside the council as it is."""
    rows = [(name, _described(arm, council), _sets(arm, council)) for name, arm in laid]
    return table(title, (what, "In a sentence", "What it sets, and what stands without it"), rows, source, words=3)


def _described(arm: Scenario, council: Scenario) -> str:
    return arm.description if arm.description != council.description else "–"


def _sets(arm: Scenario, council: Scenario) -> str:
    """Every number that a strategy moves, from and to, and what it changes later."""
    said = []
    for entry in ENTRIES.values():
        old, new = value_in(council, entry), value_in(arm, entry)
        if old != new:
            said.append(f"`{entry.path}` {with_unit(new, entry)} (not {written(old)})")
    for change in arm.changes:
        if change not in council.changes:
            values = ", ".join(f"`{path}` {written(value)}" for path, value in settings_of(change).items())
            said.append(f"{when(change)}: {values}")
    more = len(said) - MOST_SET
    return "; ".join(said[:MOST_SET]) + (f"; and {more} more" if more > 0 else "") if said else "nothing"


def differences(found: Comparison, source: str) -> Table:
    """Differences in every outcome, strategy by strategy, with the verdict."""
    nobody = all(found.never(arm).mean == 1.0 for arm in (AS_IT_IS, *found.strategies))  # comes to that uptake
    left_out = {found.primary, CENSORED} if nobody else {found.primary}
    primary, others = found.primary, [outcome for outcome in found.outcomes if outcome not in left_out]
    head = ["Strategy", "Verdict", *(f"{name_of(one)}, {scale_of(one)[1]}" for one in (primary, *others))]
    rows = []
    for arm in found.order:
        of = found.difference(arm, primary)
        cells = [said(found.difference(arm, one), one) for one in (primary, *others)]
        rows.append((found.titles[arm], in_words(of, found.matters), *cells))
    return table("Differences from the council as it is", head, rows, source, TOGETHER, words=2)


def _ended(record: Compared, source: str) -> Table:
    found, ended = record.comparison, record.ended
    columns = list(dict.fromkeys(zip(ended["end"], ended["weeks"], strict=True)))
    head = ["", "uptake at the end, %", *(f"{end}, {weeks(within)}, %" for end, within in columns)]
    rows = []
    for arm in (AS_IT_IS, *found.order):
        own = ended[ended["arm"] == arm].to_dict("records")
        shares = [with_interval(interval_of(row), 0, 100.0, most=1.0) for row in own]
        rows.append((found.titles[arm], with_interval(found.mean(arm, "uptake"), 1, 100.0, most=1.0), *shares))
    note = (
        "Of requests filed, the share that had ended so within so many weeks (cumulative incidence; Aalen and "
        "Johansen). Refused: for good, whether the asker gives up or goes ahead without permission. Intervals: "
        "each by itself."
    )
    return table("How far each comes, and how requests end", head, rows, source, note)
