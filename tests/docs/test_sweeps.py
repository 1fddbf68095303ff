"""What docs/sweeps.md shows is what sweeps are: its file reads, its Python runs, its tables name what there is."""

import re
import tomllib

import pytest

from experiments.executing.cluster import OF_SLURM, slurm_settings
from experiments.sweeps.designs import KINDS
from experiments.sweeps.finishing import NOTE
from experiments.sweeps.reading import TOP, read_sweep, sweep_names
from tests.commands.calling import blockers
from tests.docs.pages import DOCS, code_in, rows_of, text_of

PAGE = text_of("sweeps.md")
BLOCKS = re.findall(r"```toml\n(.*?)```", PAGE, flags=re.DOTALL)


def test_the_file_shown_is_a_sweep_and_names_every_key(tmp_path):
    whole = BLOCKS[0]
    (tmp_path / "shown.toml").write_text(whole, encoding="utf-8")
    sweep = read_sweep(str(tmp_path / "shown.toml"))
    assert sweep.points == 5 * 2 * 3 and sweep.replications == 20
    assert set(TOP) - set(tomllib.loads(whole)) == {"description"}


def test_the_slurm_file_shown_is_one_and_names_every_key(tmp_path):
    (tmp_path / "slurm.toml").write_text(BLOCKS[1], encoding="utf-8")
    assert set(slurm_settings(tmp_path / "slurm.toml")) == set(OF_SLURM)


def test_designs_and_files_of_the_folder_are_all_named():
    designs = PAGE.split("**Designs.**")[1].split("**Order.**")[0]
    assert {name for row in rows_of(designs) for name in code_in(row[0])} >= set(KINDS)
    folder = PAGE.split("## What a study survives")[1].split("A part is written")[0]
    assert {name.strip("/") for row in rows_of(folder) for name in code_in(row[0])} == set(NOTE)


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    """A folder in which the ready sweep was made, a short one."""
    folder = tmp_path_factory.mktemp("sweeps")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        short = ("--replications", 2, "--weeks", 20, "--set", "organisation.staff=100", "--workers", 1, "--quiet")
        done = blockers("sweep", "lead-and-network", *short)
        assert done.exit_code == 0, done.output
    return folder


@pytest.mark.slow
def test_the_python_and_the_commands_of_the_page_run(here, monkeypatch, capsys):
    monkeypatch.chdir(here)
    for block in re.findall(r"```py\n(.*?)```", PAGE, flags=re.DOTALL):
        exec(block, {})
    assert "uptake" in capsys.readouterr().out
    (shell,) = re.findall(r"```sh\n(.*?)```", PAGE.split("## Handing it on")[1], flags=re.DOTALL)
    for line in shell.strip().splitlines():
        done = blockers(*line.split()[1:])
        assert done.exit_code == 0, done.output


def test_every_ready_sweep_is_listed_with_the_scenarios():
    listed = (DOCS.parent / "scenarios" / "README.md").read_text(encoding="utf-8").split("## Sweeps")[1]
    rows = rows_of(listed)
    assert sorted(row[1].strip("`").removeprefix("sweeps/") for row in rows) == sorted(sweep_names())
