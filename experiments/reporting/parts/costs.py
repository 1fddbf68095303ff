"""What each strategy costs, in hours of ordinary work, and what comes back."""

from __future__ import annotations

from experiments.comparing.compare import Comparison
from experiments.comparing.outcomes import scale_of
from experiments.comparing.telling import meaning, name_of, said
from experiments.reporting.content import Section, Text, plain, table
from experiments.reporting.parts.strategies import TOGETHER
from experiments.reporting.sources import Sources
from experiments.reporting.studies import Study

TITLE = "What it costs, in hours"
SHOWN = ("hours_spent", "forgone", "public_value", "harm", "net_value")


def section(study: Study, sources: Sources) -> Section:
    """Hours spent, and what they bring, as differences from the council as it is."""
    record = study.compared
    if record is None:
        return Section(TITLE, (Text("Costs of strategies are not known: nothing was compared."),))
    found, source = record.comparison, sources.differences(record)
    cheapest = min(found.strategies, key=lambda arm: found.difference(arm, "hours_spent").mean or 0.0)
    dearest = max(found.strategies, key=lambda arm: found.difference(arm, "hours_spent").mean or 0.0)
    lines = [f"{found.titles[dearest]} takes most hours beside the council as it is: {said_of(found, dearest)}"]
    if cheapest != dearest:
        lines.append(f"{found.titles[cheapest]} takes least: {said_of(found, cheapest)}")
    rows = [(found.titles[arm], *(said(found.difference(arm, one), one) for one in SHOWN)) for arm in found.order]
    head = ("Strategy", *(f"{name_of(one)}, {scale_of(one)[1]}" for one in SHOWN))
    note = f"{'; '.join(f'{name_of(one)}: {meaning(one)}' for one in SHOWN)}. {TOGETHER}"
    costs = table("Hours beside those of the council as it is, over the whole run", head, rows, source, note)
    return Section(TITLE, (*(Text(plain(line), source) for line in lines), costs))


def said_of(found: Comparison, arm: str) -> str:
    """Hours that a strategy takes more than the council as it is, and whether that is sure."""
    of = found.difference(arm, "hours_spent")
    sure = "" if of.excludes_zero else ", not distinguishable from none"
    return f"{said(of, 'hours_spent')} hours{sure}."
