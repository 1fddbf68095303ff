"""Rules stay pure: nothing they could draw with, no agents, no arrays. (The layers are held by import-linter.)"""

import ast
from pathlib import Path

import pytest

SIMULATION = Path(__file__).resolve().parents[1] / "simulation"
STANDARD = {"__future__", "enum", "math"}
MAY_IMPORT = {SIMULATION / "state.py": STANDARD} | {
    file: STANDARD | {"simulation.state"} for file in sorted((SIMULATION / "rules").rglob("*.py"))
}


def imported(file: Path) -> set[str]:
    """Full names of the modules that a file imports; a relative import keeps its dots, so it is never allowed."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            names |= {f"{module}.{alias.name}" for alias in node.names} if module == "simulation" else {module}
    return names


@pytest.mark.parametrize("file", MAY_IMPORT, ids=lambda file: str(file.relative_to(SIMULATION)))
def test_rules_import_nothing_but_math_and_the_state_and_the_state_nothing(file):
    assert imported(file) <= MAY_IMPORT[file]
