"""CONTRIBUTING.md adds a rule, step by step: the steps are taken in a copy of the project, and both engines agree."""

import os
import re
import shutil
import subprocess
import sys
import textwrap

import pytest

STEP = re.compile(r"<!-- walk: (\S+), (at the end|before: (.+?)) -->\n```python\n(.*?)```", re.DOTALL)

COMPARE = """
from simulation.council import Council
from simulation.engine.council import PARTS, CompiledCouncil
from simulation.scenario import Scenario

def run(council, praise):
    settings = {"organisation.staff": 30, "organisation.departments": 2, "start.pioneers": 0.5, "policy.praise": praise}
    return council(Scenario.default().changed(settings, weeks=12), 1).run()

for praise in (0.0, 0.5):
    ours, theirs = run(CompiledCouncil, praise), run(lambda scenario, seed: Council(scenario, rng=seed), praise)
    assert ours.log_rows == theirs.log_rows and ours.ledger_rows == theirs.ledger_rows
    assert ours.departments["confidence"].tolist() == theirs.departments["confidence"].tolist()
    print(ours.departments["confidence"].mean())
"""

COMPILE = """
from simulation.engine.council import PARTS

[loop] = [part for part in PARTS if part.name == "organise departments"]
print(loop.compile().address > 0)
"""


def taken_in(folder, text):
    """Take the steps of ``text`` in the copy of the project in ``folder``. Returns the files that they change."""
    changed = []
    for name, where, before, code in STEP.findall(text):
        file = folder / name
        content = file.read_text()
        if where == "at the end":
            content = f"{content}\n\n{code}"
        else:
            [line] = [line for line in content.splitlines() if line.strip().startswith(before)]
            indent = line[: len(line) - len(line.lstrip())]
            content = content.replace(line, textwrap.indent(code, indent) + line)
        file.write_text(content)
        changed.append(name)
    return changed


def printed(folder, script, **environment):
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script],
        capture_output=True, text=True, cwd=folder, check=False,
        env={**os.environ, "PYTHONPATH": str(folder), "NUMBA_CACHE_DIR": str(folder / "compiled"), **environment},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.mark.slow
def test_a_rule_is_added_as_it_is_written(repository, tmp_path):
    for name in ("simulation", "scenarios"):
        shutil.copytree(repository / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    changed = taken_in(tmp_path, (repository / "CONTRIBUTING.md").read_text())
    assert [name.split("/")[1] for name in changed] == ["rules", "parameters", "agents", "engine"]
    without, praised = map(float, printed(tmp_path, COMPARE, NUMBA_DISABLE_JIT="1"))
    assert without < praised
    assert printed(tmp_path, COMPILE) == ["True"]
