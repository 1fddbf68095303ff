"""Whether two studies hold the same numbers."""

import pandas as pd

from experiments.results import Results


def assert_same(ours: Results, theirs: Results) -> None:
    """Every table, every outcome and the first run's records agree to the last digit."""
    assert ours.first is not None and theirs.first is not None
    pd.testing.assert_frame_equal(ours.outcomes, theirs.outcomes, check_exact=True)
    for table in ("weekly", "departments", "counts", "amounts"):
        pd.testing.assert_frame_equal(ours.table(table), theirs.table(table), check_exact=True)
    pd.testing.assert_frame_equal(ours.first.events(), theirs.first.events(), check_exact=True)
    pd.testing.assert_frame_equal(ours.first.ledger(), theirs.first.ledger(), check_exact=True)
