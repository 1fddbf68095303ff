"""``python -m experiments.baseline``: judge the bundled organisations and many sampled councils; write a report.

``--councils 1000 --replications 10 --workers 2 --out docs/baseline.md``. A thousand councils take about ten minutes on
two processors; ten runs of each bundled organisation, four times over (as it is, and with more capacity or more
pressure to want), take as long again.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from experiments.baseline.judging import judge_arms, judge_organisations, run_councils
from experiments.baseline.report import report
from experiments.simulate import workers_of


def main() -> None:
    """Run, and write the report."""
    parser = argparse.ArgumentParser(prog="python -m experiments.baseline", description=__doc__.splitlines()[0])
    parser.add_argument("--councils", type=int, default=1000)
    parser.add_argument("--replications", type=int, default=10, help="runs of each bundled organisation")
    parser.add_argument("--seed", type=int, default=0, help="of the sample, and of the first run")
    parser.add_argument("--workers", type=workers_of, default=workers_of("auto"))
    parser.add_argument("--out", type=Path, default=Path("results/baseline.md"))
    given = parser.parse_args()
    organisations = judge_organisations(given.replications, given.seed, given.workers)
    arms = judge_arms(organisations)
    councils = run_councils(given.councils, given.seed, given.workers)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(report(organisations, arms, councils, given.replications, given.seed), encoding="utf-8")
    print(f"written: {given.out}")


if __name__ == "__main__":
    main()
