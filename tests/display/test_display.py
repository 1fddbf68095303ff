"""What notebooks show: well-formed, escaped, self-contained, and true to the numbers it is made of."""

import io
import re
from html.parser import HTMLParser

import pytest

from experiments.explaining.headcounts import headcounts
from experiments.explaining.listing import list_scenario
from experiments.explaining.page import Page as Terminal
from experiments.progress import bundle, progress
from experiments.results import Results
from experiments.simulate import simulate
from simulation import Council, Scenario
from simulation.display.council import MOST
from simulation.scenario_files.entries import ENTRIES, is_changed, value_in, written
from simulation.state import Stage

WILD = '<script>alert("&")</script>'
SMALL = {"organisation.staff": 120, "organisation.departments": 4}
VOID = {"img"}


class Page(HTMLParser):
    """Fails on an element that is not closed in its turn; keeps the elements, what they say, and their labels."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[dict[str, str | None]] = []
        self.said = ""
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.append(dict(attrs))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.said += f"{data}\n"

    @property
    def labels(self) -> list[str]:
        return [str(given["aria-label"]) for given in self.attributes if "aria-label" in given]


class Failing(Council):
    def step(self) -> None:
        raise RuntimeError("<b>the roof</b> came down")


@pytest.fixture(scope="module")
def wild() -> Scenario:
    """A council whose every name is a script, with one of everything that a scenario may say."""
    text = f"""
    title = '{WILD}'
    description = '{WILD}'
    weeks = 12
    [departments]
    'B & C' = {{ headcount = 30 }}
    '{WILD}' = {{ headcount = 40, directorate = '{WILD}', audience = 2 }}
    [[change]]
    week = 5
    name = '{WILD}'
    gates.ict.hours = 3
    [route.removal]
    hr = "removed"
    """
    return Scenario.from_toml(text, name=WILD)


def stepped(scenario: Scenario, weeks: int) -> Council:
    council = Council(scenario, rng=1)
    for _ in range(weeks):
        council.step()
    return council


def test_nothing_of_a_scenario_comes_through_as_html(wild):
    council = stepped(wild, 6)
    shown = [wild, council, council.run(), simulate(wild, 2), Results.of(Council(wild, rng=1).run())]
    shown.append(simulate(wild, 1, council=Failing))
    for thing in shown:
        page = Page(thing._repr_html_())
        assert "script" not in page.tags and "b>the" not in page.tags
        assert WILD in page.said


@pytest.mark.parametrize("name", ["county", "district"])
def test_nothing_is_fetched_and_no_style_leaves_the_card(name):
    scenario = Scenario.load(name).changed(weeks=3)
    run = Council(scenario, rng=1).run()
    for thing in (scenario, Council(scenario, rng=1), run, Results.of(run)):
        text = thing._repr_html_()
        page = Page(text)
        assert not {"style", "script", "link", "iframe"} & set(page.tags)
        assert not re.search(r"https?:|url\(|@import", re.sub(r"base64,[^\"]*", "", text))
        assert all(re.match("data:image/png;base64,", str(given["src"])) for given in page.attributes if "src" in given)
        assert all(given.get("alt") for tag, given in zip(page.tags, page.attributes, strict=True) if tag == "img")
        assert all(given.get("aria-label") for given in page.attributes if given.get("role") == "img")
        assert all(given.get("scope") for tag, given in zip(page.tags, page.attributes, strict=True) if tag == "th")


def test_a_scenario_says_what_differs_and_where_it_comes_from():
    page = Page(
        Scenario.load("district").changed({"gates.ict.hours": 30, "route.removal.legal": "unknown"})._repr_html_()
    )
    different = page.said.split("What differs from the defaults")[1].split("departments, by name")[0]
    for expected in (
        "gates.ict.hours",
        "30",
        "set",
        "gates.comms.fte",
        "4.5",
        "district.toml line",
        "route.removal.legal",
    ):
        assert expected in different
    assert "hours per 1,000 staff and week" in different
    assert "hoops.number" not in different and "hoops.number" in page.said
    assert "Nothing." in Page(Scenario.default()._repr_html_()).said


def test_a_terminal_and_a_notebook_say_the_same_of_a_scenario():
    scenario = Scenario.load("district").changed(
        {
            "weeks": 30,
            "policy.multi_voice": True,
            "route.removal.hr": "rubber_stamp",
            "route.extra.vanity": ["legal"],
            "change": [{"after": "first crisis", "delay": 4, "route.gates": [], "gates.ict.hours": 30}],
        }
    )
    said = io.StringIO()
    list_scenario(Terminal(said, 200), scenario, headcounts(scenario), only_changed=True)
    terminal, notebook = said.getvalue(), Page(scenario._repr_html_()).said
    different = notebook.split("What differs from the defaults")[1].split("departments, by name")[0].split("\n")
    rows = [entry for entry in ENTRIES.values() if is_changed(scenario, entry)]
    assert {"weeks", "policy.multi_voice", "route.removal.hr", "route.extra.vanity"} <= {row.path for row in rows}
    for entry in rows:
        at = different.index(entry.path)
        assert different[at + 1 : at + 3] == [written(value_in(scenario, entry)), written(entry.default)]
        assert entry.meaning in different and entry.meaning in terminal
    for words in ("4 weeks after: first crisis", "gates.ict.hours", " = 30", " = none"):
        assert words in terminal and words in notebook.split("1 dated change")[1]
    assert "Change(" not in notebook


def test_a_notebook_reads_no_file_of_people(tmp_path):
    (tmp_path / "people.csv").write_text("id,department\n1,Parks\n")
    said = Page(Scenario.from_toml("[people]\nfile = 'people.csv'", folder=tmp_path)._repr_html_()).said
    assert "Nothing." in said and re.search(r"organisation.staff = \n– people\n.*people.csv", said)


@pytest.mark.parametrize(
    ("weeks", "said"), [(0, "nothing has happened yet"), (10, "Week 10 of 30"), (30, "the run is over")]
)
def test_a_council_at_every_time_of_its_life(weeks, said):
    council = stepped(Scenario.default().changed(SMALL, weeks=30), weeks)
    page = Page(council._repr_html_())
    assert said in page.said
    for department in council.departments:
        (label,) = [label for label in page.labels if label.startswith(f"{department.name}, ")]
        counted = {words: int(number.replace(",", "")) for number, words in re.findall(r"([\d,]+) ([a-z ]+)", label)}
        assert counted.get("live", 0) == council.stages[department.index][Stage.LIVE]
        assert sum(counted.values()) - counted["people"] == department.headcount == counted["people"]


def test_the_queues_are_those_that_stand_at_the_gates():
    council = Council(Scenario.load("district").changed({"gates.ict.hours": 0}, weeks=60), rng=1)
    for _ in range(60):
        council.step()
    page = Page(council._repr_html_())
    queue = council.ict.queue
    assert queue, "nobody waits: nothing is tested"
    assert f"{len(queue)} waiting at ICT" in page.labels
    assert f"{council.week - min(request.at[council.ict.gate] for request in queue)} weeks" in page.said


def test_looking_changes_nothing():
    scenario = Scenario.default().changed(SMALL, weeks=30)
    council = Council(scenario, rng=1)
    while council.running:
        council._repr_html_()
        council.step()
    seen = council.run()
    unseen = Council(scenario, rng=1).run()
    assert seen.log_rows == unseen.log_rows and seen.ledger_rows == unseen.ledger_rows


def test_of_hundreds_of_departments_the_largest_are_shown():
    council = Council(Scenario.default().changed({"organisation.staff": 900, "organisation.departments": 150}, weeks=2))
    page = Page(council._repr_html_())
    assert sum(given.get("role") == "listitem" for given in page.attributes) == MOST
    assert f"{150 - MOST + 1} smaller departments" in page.said
    least_shown = sorted((department.headcount for department in council.departments), reverse=True)[MOST - 2]
    for department in council.departments:
        if department.headcount > least_shown:
            assert department.name in page.said


def test_a_run_says_who_refused_and_who_was_blamed():
    run = Council(Scenario.load("district").changed(weeks=80), rng=1).run()
    page = Page(run._repr_html_())
    blamed = run.counts[(run.counts["event"] == "blamed") & (run.counts["true_gate"] != "self")]
    comms = blamed.loc[blamed["gate"] == "comms", "count"].sum()
    assert comms > 5 and f"\n{comms}\n" in page.said
    assert f"Comms: of all blame for refusals {100 * run.outcomes['blame_comms']:.0f} %" in page.labels


def test_results_name_what_failed_and_do_without_any_run():
    found = simulate(Scenario.default().changed(SMALL, weeks=3), 12, council=Failing)
    said = Page(found._repr_html_()).said
    assert "No run came to its end." in said and "12 runs failed" in said and "and 2 more" in said
    assert "RuntimeError: <b>the roof</b> came down" in said


def test_a_run_made_by_hand_is_results_of_one():
    scenario = Scenario.default().changed(SMALL, weeks=30)
    run = Council(scenario, rng=4).run()
    found, same = Results.of(run), simulate(scenario, 1, seed=4)
    assert Results.of(found) is found
    assert found.first is run and found.scenario == scenario
    assert found.outcomes.equals(same.outcomes)
    assert repr(found) == "Results of default: 1 run from seed 4"
    cut_short = stepped(scenario, 7).measures.run()
    assert Results.of(cut_short).scenario.weeks == 7
    assert "After 7 weeks" in Page(Results.of(cut_short)._repr_html_()).said


def test_progress_says_nothing_where_nobody_looks(capsys):
    for shown in (True, False):
        with progress(3, shown) as told:
            for so_far in (1, 2, 3):
                told(so_far)
    simulate(Scenario.default().changed(SMALL, weeks=2), 2, progress=True)
    said = capsys.readouterr()
    assert (said.out, said.err.strip()) == ("", "")


def test_progress_in_a_notebook(monkeypatch):
    shown: list[dict[str, str]] = []

    class Handle:
        def update(self, data, raw):
            shown.append(data)

    def display(data, raw, display_id):
        shown.append(data)
        return Handle()

    ipython = pytest.importorskip("IPython.display")
    monkeypatch.setattr(ipython, "display", display)
    monkeypatch.setattr("experiments.progress.in_notebook", lambda: True)
    monkeypatch.setattr("experiments.progress.OFTEN", 0.0)
    with pytest.raises(KeyboardInterrupt), progress(4, what="Counting") as told:
        told(1)
        told(2)
        raise KeyboardInterrupt
    texts = [data["text/plain"] for data in shown]
    assert texts[0] == "Counting: 0 of 4 runs" and texts[2].startswith("Counting: 2 of 4 runs, about")
    assert texts[-1].startswith("2 of 4 runs in")
    assert all(Page(data["text/html"]).said for data in shown)
    assert bundle("Running", 1, 1, 2.0, is_over=True)["text/plain"] == "1 run in 2 s"
