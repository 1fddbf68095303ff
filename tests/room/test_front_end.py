"""The front end is one module made of many: nothing is missing, nothing stands twice, nothing comes from elsewhere."""

import re
from pathlib import Path

from experiments.room import front_end
from experiments.room.front_end import DASHBOARD, EXPORT, IMPORT, MODULES, script, style

FRONT = Path(front_end.__file__).parent / "front"
TEXTS = {name: (FRONT / f"{name}.js").read_text(encoding="utf-8") for name in (*MODULES, DASHBOARD[-1])}
TOP = re.compile(r"^(?:export )?(?:async )?(?:function|class|const|let) (?:\[([^\]]+)\]|(\w+))", re.MULTILINE)


def names_in(text: str) -> list[str]:
    return [name.strip() for several, one in TOP.findall(text) for name in (several or one).split(",")]


def test_all_files_are_joined():
    assert {path.stem for path in FRONT.glob("*.js")} == set(MODULES) | set(DASHBOARD)
    assert max(len(text.splitlines()) for text in TEXTS.values()) <= 330


def test_no_name_stands_in_two_modules():
    names = [name for text in TEXTS.values() for name in names_in(text)]
    assert len(names) > 60
    assert sorted(names) == sorted(set(names))


def test_what_is_imported_is_exported_by_a_module_that_comes_before():
    before: dict[str, set[str]] = {}
    for name in TEXTS:
        for line in re.findall(r"^import .*$", TEXTS[name], re.MULTILINE):
            found = re.fullmatch(r'import \{ ([^}]*) \} from "\./(\w+)\.js";', line)
            assert found, line
            assert set(found[1].split(", ")) <= before[found[2]], f"{name}: {line}"
        before[name] = {
            one for line in TEXTS[name].splitlines() if line.startswith("export ") for one in names_in(line)
        }


def test_the_joined_script_imports_and_exports_nothing():
    joined = script()
    assert not re.search(r"^(import|export)\b", joined, re.MULTILINE)
    assert sum(len(IMPORT.findall(text)) + len(EXPORT.findall(text)) for text in TEXTS.values()) > 40


def test_the_script_of_the_dashboard_has_all_that_it_uses_and_asks_nobody_else():
    needed, before = {DASHBOARD[-1]}, 0
    while len(needed) > before:
        before = len(needed)
        needed |= {other for name in needed for other in re.findall(r' from "\./(\w+)\.js";', TEXTS[name])}
    assert needed == set(DASHBOARD)
    assert re.findall(r"fetch\((.*?),", script(DASHBOARD)) == ['"/ask"']
    assert "fetch" not in script()


def test_nothing_is_fetched():
    addresses = re.findall(r"https?://[^\"'\s)]+", script() + style())
    assert set(addresses) == {"http://www.w3.org/2000/svg"}  # a name, which nobody fetches
    assert not re.search(r"\bfetch\(|XMLHttpRequest|WebSocket|url\(|@import|innerHTML|eval\(", script() + style())


def test_every_rule_of_the_style_is_about_elements_of_ours():
    inside = re.sub(r"@(?:media|container)[^{]+\{((?:[^{}]*\{[^{}]*\})*)\s*\}", r"\1", style())
    rules = re.findall(r"([^{}]+)\{", inside)
    assert len(rules) > 60
    for rule in rules:
        assert all(one.strip().startswith((".blockers-room", ".blockers-page")) for one in rule.split(",")), rule
