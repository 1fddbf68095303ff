"""What holds of every picture of every case, and what ``run`` makes of the most telling."""

import importlib
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime

import pandas as pd
import pytest
from PIL import Image

from experiments import show
from experiments.contents import FILES, contents
from experiments.folder import Folder
from experiments.manifest import identity
from experiments.results import Failure, Results
from experiments.store import save
from simulation import Council
from tests.show.drawing import EVERY, SENTENCE, council, drawn, results


@pytest.mark.slow
@pytest.mark.parametrize("name", show.PICTURES)
@pytest.mark.parametrize("case", EVERY)
def test_every_picture_of_every_case_can_be_read(case, name):
    drawn(name, case)


def test_a_name_is_always_the_function_whatever_was_imported():
    for name in show.PICTURES:
        module = importlib.import_module(f"experiments.show.{name}")
        assert getattr(show, name) is getattr(module, name) is show.PICTURES[name]


@pytest.mark.slow
def test_the_most_telling_come_in_order_and_show_themselves_with_their_words():
    pictures = show.gallery(results("no_time"))
    assert list(pictures) == list(show.TELLING) == ["who_blocks", "uptake", "waiting", "departments"]
    html = pictures._repr_html_()
    assert html.count("<img ") == html.count('src="data:image/png;base64,') == 4
    alone = show.Gallery(uptake=drawn("uptake", "odd_names"))._repr_html_()
    assert "&lt;b&gt;&amp;$_%$" in alone and "<b>" not in alone
    with pytest.raises(ValueError, match="no picture is called 'uptak'; there are who_blocks, uptake"):
        show.gallery(results("usual"), "uptak")


def test_a_run_made_by_hand_can_be_drawn_and_nothing_cannot():
    figure = show.uptake(Council(council(8), rng=3).run())
    assert "1 run." in str(figure.get_label())
    with pytest.raises(ValueError, match="nothing to draw"):
        show.uptake(replace(results("usual"), replicates=[]))


@pytest.mark.parametrize("name", show.PICTURES)
def test_what_cannot_be_drawn_is_said_in_a_sentence(name):
    scenario = council(8)
    with pytest.raises(TypeError, match=rf"show\.{name} takes results.*: give simulate\(scenario\)$"):
        show.PICTURES[name](scenario)
    with pytest.raises(TypeError, match=r": this is of type int$"):
        show.PICTURES[name](3)
    if name != "network":  # which draws a council as well
        with pytest.raises(TypeError, match=rf"^show\.{name} takes results or a run: give council\.run\(\)$"):
            show.PICTURES[name](Council(scenario))


@pytest.mark.slow
def test_a_file_has_the_title_of_its_picture_and_its_words(tmp_path):
    figure = drawn("waiting", "two_runs")  # whose title has a full stop in it
    show.save_figure(figure, tmp_path / "a.svg")
    kept = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert f"<dc:title>{SENTENCE}: where requests wait</dc:title>" in kept and "<dc:description>" in kept
    show.save_figure(figure, tmp_path / "a.png", dpi=30)
    with Image.open(tmp_path / "a.png") as image:
        assert image.info["Title"] == f"{SENTENCE}: where requests wait"
        assert image.info["Description"] == figure.get_label()


def kept(tmp_path, of: Results):
    place = tmp_path / "results"
    with Folder(place, identity(of.scenario.fingerprint, of.scenario.weeks, of.seed, of.replications)) as folder:
        save(of, folder, "blockers run", "again {seed}", datetime.now(UTC))
    return place


@pytest.mark.slow
def test_the_record_holds_the_most_telling_and_says_of_each_what_it_shows(tmp_path):
    place = kept(tmp_path, results("one_week"))
    names = {f"{name.replace('_', '-')}.{ending}" for name in show.TELLING for ending in ("png", "svg")}
    assert {file.name for file in (place / "figures").iterdir()} == names
    note = (place / "README.txt").read_text(encoding="utf-8")
    assert all(FILES[f"figures/{name.removesuffix('.png')}"] in note for name in names if name.endswith("png"))
    assert not (place / "failures").exists()


def test_a_picture_that_fails_costs_neither_the_tables_nor_the_others(tmp_path, monkeypatch):
    def half(figure, path):
        path.write_bytes(b"half")
        if path.name == "waiting.svg":
            raise RuntimeError("no ink\nleft")

    monkeypatch.setitem(show.PICTURES, "uptake", lambda _: 1 / 0)
    monkeypatch.setattr(show, "save_figure", half)
    some = replace(results("one_week"), failures=[Failure(7, 7, "ValueError: no", "Traceback")])
    place = kept(tmp_path, some)
    assert {file.stem for file in (place / "figures").iterdir()} == {"who-blocks", "departments"}
    assert len(pd.read_parquet(place / "runs" / "outcomes.parquet")) == 2
    failures = {file.name: file.read_text() for file in (place / "failures").iterdir()}
    assert set(failures) == {"picture-uptake.txt", "picture-waiting.txt", "seed-7.txt"}
    assert (
        failures["picture-uptake.txt"].startswith("ZeroDivisionError: ")
        and "Traceback" in failures["picture-uptake.txt"]
    )
    assert "could not be drawn" in contents(some, ["failures/picture-uptake.txt"])
    assert "repeats it" in contents(some, ["failures/seed-7.txt"])


def test_pictures_need_no_window_and_leave_no_figure_behind():
    code = "import sys; from experiments import show; print('matplotlib.pyplot' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
