"""A claim's file is checked whole: each fault with its line, what is allowed, and what is near."""

import pytest

from experiments.claims.claim import AS_IT_IS
from experiments.claims.reading import claim_names, read_claim, read_claims
from simulation.scenario import Scenario, ScenarioError

BASE = Scenario.load("district")
WHOLE = """\
id = "X1"
title = "Open councils"
says = "Openness brings uptake."
standing = "emergent"

[arms]
"open" = { set = { "policy.openness" = 0.9 } }

[[part]]
says = "Uptake is higher."
number = "uptake"
arm = "open"
against = "as it is"
direction = "more"
matters = 0.02
unit = "points"
scale = 100
"""


@pytest.fixture
def read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def made(text):
        (tmp_path / "own.toml").write_text(text, encoding="utf-8")
        return read_claim("own.toml", BASE)

    return made


def test_a_whole_file_is_read(read):
    claim = read(WHOLE)
    assert (claim.id, list(claim.arms)) == ("X1", [AS_IT_IS, "open"])
    (part,) = claim.parts
    assert (part.arm, part.against, part.direction, part.matters, part.scale) == (
        ("open",), (AS_IT_IS,), "more", 0.02, 100.0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('standing = "emergent"', 'standing = "emergant"', 'own.toml line 4: standing: found "emergant"; allowed: '
         "built in, partly built in, emergent; did you mean emergent?"),
        ('direction = "more"', 'direction = "moar"', 'own.toml line 14: part 1: direction: found "moar"; allowed: '
         "more, less, no more, none; did you mean more?"),
        ('number = "uptake"', 'number = "uptak"', "own.toml line 11: part 1: number: 'uptak' is no number of a run; "
         "allowed: an outcome, or a term of docs/claims.md; did you mean uptake?"),
        ('number = "uptake"', 'number = "objected securty"', "'securty' after 'objected' is nothing that a run counts; "
         "did you mean security?"),
        ('number = "uptake"', 'number = "uptake / harm / harm"', "divides twice"),
        ('number = "uptake"', 'number = "week uptake"', "such as week 26 uptake"),
        ('arm = "open"', 'arm = "opne"', 'own.toml line 12: part 1: arm: there is no arm "opne"; '
         "allowed: as it is, open; did you mean open?"),
        ('arm = "open"', 'arm = "open"\nbest_of = "open"', "both or neither of arm and best_of is given"),
        ("matters = 0.02", "matters = 0", "the smallest effect that matters"),
        ("matters = 0.02", "mattters = 0.02", "own.toml line 15: part 1: mattters: unknown key"),
        ("policy.openness", "policy.opennes", "did you mean policy.openness?"),
        ('"policy.openness" = 0.9', '"policy.openness" = 9', "0 to 1"),
        ('{ set = { "policy.openness" = 0.9 } }', '{ times = { "policy.written" = 2 } }', "is no number of the model"),
        ('{ set = { "policy.openness" = 0.9 } }', '{ lay = ["strategies/edit"] }', "did you mean strategies/edict?"),
        ('{ set = { "policy.openness" = 0.9 } }', '{ equal = { path = "champions.hours" } }', "path, number and to"),
        ('title = "Open councils"\n', "", "title: is missing"),
        ('id = "X1"', 'id = "../../x1"', "letters, digits and hyphens"),
        ("scale = 100", "scale = 100\njudged = false", "no part is judged"),
        ("scale = 100", 'scale = 100\nstanding = "built in"', "the claim is said to be emergent"),
        ('[arms]\n', '[arms]\n"shut" = { set = { "policy.openness" = 0 } }\n', "no part compares this arm"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(read, old, new, said):
    assert WHOLE.count(old) == 1
    with pytest.raises(ScenarioError) as raised:
        read(WHOLE.replace(old, new))
    assert said in str(raised.value)
    assert str(raised.value).startswith("own.toml")


def test_all_that_is_wrong_is_said_at_once(read):
    with pytest.raises(ScenarioError) as raised:
        read(WHOLE.replace('"more"', '"moar"').replace("0.02", "-1").replace('"uptake"', '"uptak"'))
    assert len(raised.value.problems) == 3


def test_a_claim_is_found_by_its_name_and_a_wrong_name_has_its_hint():
    assert read_claim("c5", BASE).id == "C5"
    assert claim_names() == tuple(f"C{number}" for number in range(1, 19))
    with pytest.raises(ScenarioError, match=r"C99: no such claim or file; allowed: the path of a file, or one of C1"):
        read_claim("C99", BASE)
    with pytest.raises(ScenarioError, match="there are two claims C5"):
        read_claims(["C5", "c5"], BASE)
