"""What each strategy costs, in hours of ordinary work, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping

from experiments.comparing.compare import Comparison
from experiments.comparing.outcomes import scale_of
from experiments.comparing.telling import meaning, name_of, said
from experiments.intervals import Interval
from experiments.reporting.content import Section, Text, plain, table
from experiments.reporting.parts.strategies import TOGETHER
from experiments.reporting.sources import Sources
from experiments.reporting.studies import Study

TITLE = "What it costs, in hours"
MANY, FEW = ", or as many as another", ", or as few as another"
SHOWN = ("hours_spent", "forgone", "public_value", "harm", "net_value")


def section(study: Study, sources: Sources) -> Section:
    """Hours spent, and what they bring, as differences from the council as it is."""
    record = study.compared
    if record is None:
        return Section(TITLE, (Text("Costs of strategies are not known: nothing was compared."),))
    found, source = record.comparison, sources.differences(record)
    spent = {arm: found.difference(arm, "hours_spent") for arm in found.strategies}
    cheapest = min(spent, key=lambda arm: spent[arm].mean or 0.0)
    dearest = max(spent, key=lambda arm: spent[arm].mean or 0.0)
    lines = [f"{found.titles[dearest]} takes most hours{_or_as(spent, dearest, MANY)}: {said_of(found, dearest)}"]
    if cheapest != dearest:
        lines.append(f"{found.titles[cheapest]} takes least{_or_as(spent, cheapest, FEW)}: {said_of(found, cheapest)}")
    rows = [(found.titles[arm], *(said(found.difference(arm, one), one) for one in SHOWN)) for arm in found.order]
    head = ("Strategy", *(f"{name_of(one)}, {scale_of(one)[1]}" for one in SHOWN))
    note = f"{'; '.join(f'{name_of(one)}: {meaning(one)}' for one in SHOWN)}. {TOGETHER}"
    costs = table("Hours beside those of the council as it is, over the whole run", head, rows, source, note)
    return Section(TITLE, (*(Text(plain(line), source) for line in lines), costs))


def _or_as(spent: Mapping[str, Interval], arm: str, words: str) -> str:
    """That another may take as many, or as few, where its interval reaches into that of the first or the last."""
    return words if any(one.overlaps(spent[arm]) for other, one in spent.items() if other != arm) else ""


def said_of(found: Comparison, arm: str) -> str:
    """Hours that a strategy takes beside the council as it is, and whether that is sure."""
    of = found.difference(arm, "hours_spent")
    sure = "" if of.excludes_zero else ", not distinguishable from none"
    return f"{said(of, 'hours_spent')} hours beside the council as it is{sure}."
