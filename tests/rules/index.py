"""An index of all rules, read from their source, and of who names which rule."""

import ast
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
RULES_FOLDER = REPOSITORY / "simulation" / "rules"
FILES = sorted(file for file in RULES_FOLDER.glob("*.py") if file.stem != "__init__")


@dataclass(frozen=True)
class Rule:
    """One rule: the submodel (its file), its name and its definition."""

    submodel: str
    name: str
    definition: ast.FunctionDef

    def __str__(self) -> str:
        return f"{self.submodel}.{self.name}"


def tree_of(file: Path) -> ast.Module:
    """A file's syntax tree."""
    return ast.parse(file.read_text(encoding="utf-8"))


RULES = [
    Rule(file.stem, node.name, node)
    for file in FILES
    for node in tree_of(file).body
    if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
]


def rules_named_in(file: Path) -> set[str]:
    """Every rule, as ``submodel.name``, that a file names beside defining it; in a rule file, also its neighbours."""
    tree = tree_of(file)
    submodels: dict[str, str] = {}
    names: dict[str, str] = {}
    if file.parent == RULES_FOLDER:
        names = {rule.name: str(rule) for rule in RULES if rule.submodel == file.stem}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "simulation.rules":
            submodels |= {alias.asname or alias.name: alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("simulation.rules."):
            submodel = str(node.module).removeprefix("simulation.rules.")
            names |= {alias.asname or alias.name: f"{submodel}.{alias.name}" for alias in node.names}
    named = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in submodels:
            named.add(f"{submodels[node.value.id]}.{node.attr}")
        elif isinstance(node, ast.Name) and node.id in names:
            named.add(names[node.id])
    return named
