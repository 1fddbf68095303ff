"""The content of a report, put together from the records of one or more councils."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from experiments.comparing.telling import name_of
from experiments.reporting.brand import Brand
from experiments.reporting.content import Report, Section, plain
from experiments.reporting.parts import (
    answer,
    assumptions,
    blockers,
    costs,
    first,
    method,
    question,
    strategies,
    wrong,
)
from experiments.reporting.sources import Sources
from experiments.reporting.studies import Study

PARTS = (question, answer, strategies, blockers, first, costs, wrong, assumptions, method)
TITLE = "Who blocks social media, and what would unblock it"


def report_of(studies: Sequence[Study], brand: Brand) -> Report:
    """The report on these studies, at least one. Of several each has all parts, under its council's name."""
    sources, sections = Sources(), list[Section]()
    for number, study in enumerate(studies, 1):
        for part in PARTS:
            section = part.section(study, sources)
            if len(studies) > 1:
                called = plain(f"{number}. {study.scenario.called}{_judged(study, studies)}")
                section = replace(section, title=f"{called}: {section.title[:1].lower()}{section.title[1:]}")
            sections.append(section)
    names = list(dict.fromkeys(plain(study.scenario.called) for study in studies))
    made = max(study.started for study in studies)
    last = method.where_from(sources)
    return Report(TITLE, ", ".join(names), brand, made, (*sections, last), sources.all())


def _judged(study: Study, studies: Sequence[Study]) -> str:
    """By what it is judged, where another study is of the same council."""
    alike = sum(other.scenario.called == study.scenario.called for other in studies)
    return f", by {name_of(study.compared.comparison.primary)}" if alike > 1 and study.compared is not None else ""
