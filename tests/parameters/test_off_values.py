"""A mechanism at its off value gives the run without it, row by row.

*Without it* means cut out of the code: rules are replaced by ones that have no such term, phases by ones in which
nobody does such a thing, whatever value the parameter has. Both runs must write the same rows, bit for bit, and other
rows than with it.
"""

from collections.abc import Callable

import pytest

from simulation.parameters import PARAMETERS
from simulation.scenario import Scenario
from tests.parameters import cuts_of_asking, cuts_of_steering, cuts_of_the_council
from tests.parameters.cut import Cut

CUTS: dict[str, Cut] = {**cuts_of_asking.CUTS, **cuts_of_the_council.CUTS, **cuts_of_steering.CUTS}


def test_every_parameter_with_an_off_value_has_its_cut():
    assert set(CUTS) == {path for path, parameter in PARAMETERS.items() if parameter.off is not None}
    assert all(cut.mechanism for cut in CUTS.values())


@pytest.mark.parametrize("path", CUTS)
def test_off_is_the_run_without_it(
    lively: Scenario,
    rows: Callable,
    rows_now: Callable,
    first_difference: Callable,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
):
    cut = CUTS[path]
    on = lively.changed(cut.given)
    off = on.changed({path: PARAMETERS[path].off})
    assert on.values[path] != off.values[path], "the lively council must have the mechanism"
    there, at_off_value = rows(on), rows(off)
    for where, name, instead in cut.instead:
        monkeypatch.setattr(where, name, instead)
    without = rows_now(on)
    assert not first_difference(at_off_value, without)
    assert first_difference(there, without), "the mechanism does nothing here, so nothing was tried"
