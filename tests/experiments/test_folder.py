"""A results folder is whole or not there, and nothing that is not ours is ever replaced."""

import json
from pathlib import Path
from typing import Any

import pytest

from experiments.folder import Folder, FolderRefused

STUDY: dict[str, Any] = {"study": "run", "fingerprint": "abc", "weeks": 20, "seeds": [0, 1]}


def write(place: Path, study: dict[str, Any] = STUDY, force: bool = False, text: str = "first") -> None:
    with Folder(place, study, force) as folder:
        (folder.draft / "table.csv").write_text(text)
        (folder.draft / "manifest.json").write_text(json.dumps({**study, "files": folder.files()}))
        folder.settle()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_is_there_only_once_it_is_settled(tmp_path):
    place = tmp_path / "new" / "results"
    with Folder(place, STUDY) as folder:
        assert not place.exists() and folder.draft.parent == place.parent
        (folder.draft / "table.csv").write_text("half")
    assert not list(tmp_path.iterdir())
    write(place)
    assert names(place) == ["manifest.json", "table.csv"] and names(place.parent) == ["results"]


def test_the_same_study_takes_its_own_place(tmp_path):
    place = tmp_path / "results"
    write(place)
    write(place, text="second")
    assert (place / "table.csv").read_text() == "second" and names(tmp_path) == ["results"]


@pytest.mark.parametrize("other", [{"fingerprint": "xyz"}, {"seeds": [0]}, {"weeks": 30}, {"study": "sweep"}])
def test_another_study_only_with_force(tmp_path, other):
    place = tmp_path / "results"
    write(place)
    with pytest.raises(FolderRefused, match=r"--out.*--force"):
        write(place, STUDY | other)
    assert (place / "table.csv").read_text() == "first"
    write(place, STUDY | other, force=True, text="other")
    assert (place / "table.csv").read_text() == "other" and names(tmp_path) == ["results"]


def test_notes_that_somebody_put_there_are_not_lost(tmp_path):
    place = tmp_path / "results"
    write(place)
    (place / "notes.txt").write_text("mine")
    with pytest.raises(FolderRefused, match=r"notes\.txt"):
        write(place)
    assert (place / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("manifest", [None, "[]", "{}", "no json"])
@pytest.mark.parametrize("force", [False, True])
def test_what_is_no_results_folder_is_never_replaced(tmp_path, manifest, force):
    place = tmp_path / "home"
    place.mkdir()
    (place / "letter.txt").write_text("dear")
    if manifest is not None:
        (place / "manifest.json").write_text(manifest)
    with pytest.raises(FolderRefused, match="no results of blockers"):
        write(place, force=force)
    assert (place / "letter.txt").exists()


def test_a_file_is_no_place_and_an_empty_folder_is_one(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderRefused, match="not a folder"):
        write(tmp_path / "file", force=True)
    with pytest.raises(FolderRefused, match="cannot write"):
        write(tmp_path / "file" / "inside")
    (tmp_path / "empty").mkdir()
    write(tmp_path / "empty")
    assert names(tmp_path / "empty") == ["manifest.json", "table.csv"]
