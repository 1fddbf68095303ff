"""What was asked: of which council, judged by what, and which strategies were laid on it."""

from __future__ import annotations

from experiments.comparing.outcomes import scale_of
from experiments.comparing.telling import meaning, name_of
from experiments.findings import listed, weeks
from experiments.reporting.content import Block, Section, Text, plain
from experiments.reporting.sources import Sources
from experiments.reporting.studies import Study


def section(study: Study, sources: Sources) -> Section:
    """The question."""
    scenario, record = study.scenario, study.compared or study.blamed
    assert record is not None
    source = sources.scenario(record)
    blocks: list[Block] = [
        Text(
            plain(
                f"What would unblock the use of social media in {scenario.called}, who holds it up, and is whoever is "
                "blamed for it the one who does?"
            )
        )
    ]
    if scenario.description:
        blocks.append(Text(plain(scenario.description), source))
    size = "staff as its list of people says" if scenario.people else f"{scenario.values[STAFF]:,.0f} staff"
    blocks.append(Text(f"It has {size} and is followed for {weeks(scenario.weeks)} from today.", source))
    if study.compared is None:
        return Section("The question", tuple(blocks))
    found = study.compared.comparison
    scale, unit, digits = scale_of(found.primary)
    enough = "Nobody said how large a difference has to be to matter."
    if found.matters is not None:
        enough = f"A difference matters from {found.matters * scale:,.{digits}f} {unit} on."
    titles = listed([found.titles[arm] for arm in found.strategies])
    blocks += [
        Text(
            f"It is judged by {name_of(found.primary)}: {meaning(found.primary)}. {enough}",
            sources.manifest(study.compared),
        ),
        Text(plain(f"Compared with the council as it is: {titles}."), sources.strategies(study.compared)),
    ]
    return Section("The question", tuple(blocks))


STAFF = "organisation.staff"
