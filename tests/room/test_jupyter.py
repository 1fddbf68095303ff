"""The widgets in JupyterLab and in Notebook 7: they draw, they answer, and nothing is asked of the outside."""

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

nbformat = pytest.importorskip("nbformat")
pytestmark = pytest.mark.slow
REPOSITORY = Path(__file__).resolve().parents[2]
CELLS = (
    "from experiments.room import compare_view, council_view, desk, explore\n"
    "from simulation import Scenario\n"
    "small = Scenario.load('county').changed({'organisation.staff': 300}, weeks=40)\n"
    "council_view(small, seed=1)",
    "compare_view(small, 'strategies/lead-and-network')",
    "explore('county')",
    "desk(small.changed({'digital_lead.hours': 0}), 'management', seed=1, weeks=30)",
    "desk(small.changed({'asking.appeal': 1.0}), 'chief_executive', seed=1, weeks=78)",
)


IN = {"jupyterlab": "lab/tree/room.ipynb", "notebook": "notebooks/room.ipynb"}
"""Each program, and where it shows a notebook."""


OF_NOTEBOOK = "Cannot read properties of undefined (reading 'schema')"  # its own, of settings, also without our cells


@contextmanager
def serving(program, folder):
    """A Jupyter on this machine with a notebook of five cells; its address."""
    page = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    page.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(page, folder / "room.ipynb")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    own = {name: str(folder / name.lower()) for name in names}
    options = ["--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}", "--IdentityProvider.token="]
    with (folder / "said.txt").open("w") as said:
        server = subprocess.Popen(
            [sys.executable, "-m", program, *options, f"--ServerApp.root_dir={folder}"],
            env={**os.environ, "PYTHONPATH": str(REPOSITORY), **own}, cwd=folder, stdout=said, stderr=said,
        )  # fmt: skip
        try:
            for _ in range(480):
                with socket.socket() as there:
                    if there.connect_ex(("127.0.0.1", port)) == 0:
                        break
                assert server.poll() is None, (folder / "said.txt").read_text()
                time.sleep(0.25)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(30)


@pytest.mark.parametrize("program", IN)
def test_views_and_levers_work(program, browser, tmp_path):
    pytest.importorskip(program)
    with serving(program, tmp_path) as address:
        drive(browser, address, IN[program])


def ready_kernels(address):
    """Kernels that run, have nothing to do, and to which the page is connected."""
    with urlopen(f"{address}/api/kernels", timeout=30) as reply:
        kernels = json.load(reply)
    return [one["id"] for one in kernels if one["connections"] and one["execution_state"] == "idle"]


def run_all(tab, address):
    """Run all cells once the kernel that stays is ready: what is run before is lost."""
    before: list[str] = []
    for _ in range(120):
        tab.wait_for_timeout(1_000)
        ready = ready_kernels(address)
        if ready and ready == before:
            break
        before = ready
    tab.get_by_role("menuitem", name="Run", exact=True).click()
    tab.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def sit_out(tab, at, what, team):
    """Say no to everything at a desk, by hand and then by key, and save it."""
    asked = []
    at.get_by_role("button", name="No (N)").click()
    while f"That was the last {what}" not in at.locator(".sheet").inner_text():
        if at.get_by_role("button", name="No (N)").is_enabled():
            asked.append(at.locator(".week").inner_text())
            at.locator(".sheet").press("n")  # not for the notebook
        else:
            tab.wait_for_timeout(20)  # the weeks go by
    at.get_by_role("button", name="Save the decisions").click()
    saved = at.locator(".saved", has_text="Saved as ")
    saved.wait_for(timeout=60_000)
    assert len(asked) > 2 and f"{team}.json" in saved.inner_text()
    assert all(f": {what} " in said for said in asked)


def drive(browser, address, place):
    context = browser.new_context(viewport={"width": 1500, "height": 1000})
    tab = context.new_page()
    asked, wrong = [], []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.goto(f"{address}/{place}")
    tab.wait_for_selector(".jp-NotebookPanel", timeout=120_000)
    run_all(tab, address)
    tab.wait_for_selector(".whiskers", timeout=240_000)
    assert tab.locator(".blockers-room:not(.explorer) canvas[tabindex]").count() == 3
    assert "Where they part" in tab.locator(".blockers-room.two .about").inner_text()

    view = tab.locator(".blockers-room").first
    view.get_by_role("button", name="Play").click()
    tab.wait_for_function("document.querySelector('.blockers-room').room.moment > 3", timeout=60_000)
    view.get_by_role("button", name="Pause").click()
    view.locator("canvas[tabindex]").focus()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")  # not for the notebook, which would begin to edit a cell
    assert view.locator(".about h3").count() == 1
    assert tab.locator(".jp-Notebook.jp-mod-editMode").count() == 0

    lever = tab.get_by_label("A named person for social media")
    told = tab.locator(".explorer .state")
    lever.focus()
    tab.wait_for_function("!document.querySelector('.outcomes.busy')", timeout=60_000)
    lever.press("ArrowRight")
    assert lever.input_value() == "1"
    tab.wait_for_function("!document.querySelector('.outcomes.busy')", polling=20, timeout=60_000)
    assert told.inner_text().startswith("20 runs in ")
    assert "points" in tab.locator(".explorer .change").first.inner_text()
    tab.get_by_label("Begin from").select_option("strategies/edict")
    tab.wait_for_function("!document.querySelector('.outcomes.busy')", timeout=60_000)
    assert tab.locator(".explorer .change.tells").count() > 2

    sit_out(tab, tab.locator(".desk").first, "request", "Table 1")
    above = tab.locator(".desk").last
    assert "saying that" in above.locator(".sheet").inner_text()
    above.get_by_label("Name of the team").fill("Above")
    sit_out(tab, above, "appeal", "Above")

    context.close()
    assert [fault for fault in wrong if fault != OF_NOTEBOOK] == []
    assert [
        url for url in asked if not url.startswith((address, address.replace("http", "ws"), "data:", "blob:"))
    ] == []
