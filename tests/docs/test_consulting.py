"""What docs/consulting.md tells a consultant to type runs as it stands there, from the staff list to the report."""

import re
import shlex

import pytest

from experiments.comparing.levers import order_of_levers
from experiments.reporting import writing
from tests.commands.calling import blockers
from tests.docs.pages import text_of

PAGE = text_of("consulting.md")
FILES = re.findall(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", PAGE, flags=re.DOTALL)
COMMANDS = re.findall(r"```sh\n(.*)\n```", PAGE)
SHORTER = {  # the same commands in a moment; the list is short as well
    "run": ("--replications", "2", "--weeks", "20", "--workers", "1"),
    "blame": ("--replications", "2", "--weeks", "20", "--workers", "1"),
    "compare": ("--pairs", "4", "--weeks", "20", "--workers", "2", "--councils", "20", "--strategy", "edict"),
}
STAFF = ("Housing", "Libraries", "Planning", "Waste and streets", "Finance", "Communications")


def test_it_takes_fewer_than_ten_commands_and_the_files_are_there():
    assert [shlex.split(command)[1] for command in COMMANDS] == [
        "new", "validate", "run", "blame", "compare", "report",
    ]  # fmt: skip
    assert [name for name, _ in FILES] == ["staff.csv", "today.toml", "client.toml"]


@pytest.mark.slow
def test_from_the_staff_list_to_the_report(monkeypatch, tmp_path):
    """The page's list has eight people; here each department has ten more, so that there is somebody to hear."""
    monkeypatch.chdir(tmp_path)
    for name, text in FILES:
        (tmp_path / name).write_text(text, encoding="utf-8")
    with (tmp_path / "staff.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{2000 + 10 * d + n},{name},,Officer\n" for d, name in enumerate(STAFF) for n in range(10))
    monkeypatch.setattr("experiments.show.TELLING", ("waiting",))
    monkeypatch.setattr("experiments.show.causes.CAUSES", {})
    monkeypatch.setattr("experiments.show.compared.COMPARED", {})
    monkeypatch.setitem(order_of_levers.__kwdefaults__, "pairs", 4)
    for command in COMMANDS:
        program, name, *words = shlex.split(command)
        assert program == "blockers"
        monkeypatch.setattr("sys.argv", ["blockers", name, *words])
        done = blockers(name, *words, *SHORTER.get(name, ()))
        assert done.exit_code == 0, f"{command}\n{done.output}"
    made = {path.suffix for path in (tmp_path / "results").glob("today-compare-report.*")}
    assert made == {form.ending for form in writing.FORMS.values()}
    page = (tmp_path / "results" / "today-compare-report.html").read_text(encoding="utf-8")
    for said in ("Anytown Council", "Anytown as it stands today", "It has 68 staff", "C2:", "plausible", "Do "):
        assert said in page
    assert "blockers compare today.toml --matters 1000 --uncertain --first --budget 3000" in re.sub("<[^>]*>", "", page)
    assert "of the blame" in page and "Not in this report" not in page
