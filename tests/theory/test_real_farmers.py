"""Exposure in a real network: 692 farmers, and when they took up hybrid corn.

Data: Rogers, Ascroft and Röling 1970, from netdiffuseR; exposure as in Valente 1996.

Each year a farmer who has not taken it up does so with chance 1 − exp(−(a + b·village share + c·exposure)), with
share and exposure (to those whom the farmer named) as they stood at the end of the year before. The likelihoods are
known, so another exposure, or a tie read the wrong way round, shows (AIC of exposure alone: 4013.8 instead of
3761.2). The adopters of 1946 are given; the last adopted in 1965, and 152 had not by then.
"""

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray
from scipy.optimize import minimize

from simulation import Council, Scenario
from simulation.record import Cause
from simulation.state import Stage
from tests.theory.gates_off import GATES_OFF

FIRST, LAST = 1946, 1965


@pytest.fixture(scope="module")
def farmer_years(shared_data):
    """A row for each farmer and year at risk: took it up or not, village share, exposure as our staff see it."""
    nodes, edges = shared_data / "brfarmers_nodes.csv", shared_data / "brfarmers_edges.csv"
    text = f"[people]\nfile = '{nodes.as_posix()}'\nties = '{edges.as_posix()}'\n"
    text += "[people.columns]\ndepartment = 'community'\n"
    council = Council(Scenario.from_toml(text).changed(GATES_OFF), rng=1)
    table = pd.read_csv(nodes, dtype={"id": str}).set_index("id")
    adopted = (1900 + table["toa"]).where(table["censored"] == 0, LAST + 1)[list(council.people.number)].tolist()
    rows = []
    for year in range(FIRST, LAST + 1):
        council.grapevine.gather()
        if year > FIRST:
            for person, its_year in zip(council.staff, adopted, strict=True):
                if its_year >= year:
                    village = person.department.live / person.department.headcount
                    rows.append((its_year == year, village, person.exposure()))
        for person, its_year in zip(council.staff, adopted, strict=True):
            if its_year == year:
                person.become(Stage.LIVE, Cause.START)
    assert council.live_count == 692 - 152
    return np.array(rows, dtype=float)


def fitted(rows: NDArray[np.float64], *columns: int) -> tuple[float, NDArray[np.float64]]:
    """AIC and coefficients (all ≥ 0) of the largest likelihood."""
    took, seen = rows[:, 0] == 1, np.column_stack([np.ones(len(rows)), rows[:, list(columns)]])

    def misfit(coefficients: NDArray[np.float64]) -> float:
        pressure = np.maximum(seen @ coefficients, 1e-12)
        return float(pressure[~took].sum() - np.log(-np.expm1(-pressure[took])).sum())

    best = minimize(misfit, [0.05] + [0.1] * len(columns), bounds=[(1e-9, None)] * seen.shape[1], method="L-BFGS-B")
    return 2 * best.fun + 2 * seen.shape[1], best.x


SHARE, EXPOSURE = 1, 2


@pytest.mark.parametrize(
    ("columns", "aic"), [((), 4185.4), ((SHARE,), 3594.1), ((EXPOSURE,), 3761.2), ((SHARE, EXPOSURE), 3565.3)]
)
def test_what_explains_the_year_of_adoption(farmer_years, columns, aic):
    assert fitted(farmer_years, *columns)[0] == pytest.approx(aic, abs=0.06)


def test_the_pressure_of_the_village(farmer_years):
    assert fitted(farmer_years, SHARE)[1] == pytest.approx([0.0073, 0.3366], abs=0.0001)
