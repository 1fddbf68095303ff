"""The page: what was measured, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from benchmarks.common_task import Common
from benchmarks.environments import OURS
from benchmarks.full_model import COUNTY, ENGINE, ENGINE_WITH_LOG, MESA, Full
from benchmarks.limit import WHO as LIMIT
from benchmarks.machine import Machine
from benchmarks.measured import Ratio, Row, bytes_per_person, ratio, slope
from benchmarks.task import DEGREE, OUTSIDE, PEER, WEEKS

BUSY = 0.5  # processes: a machine with more of them than this was not quiet
NOTHING = "–"


def page(common: Common, full: Full, machine: Machine, command: str) -> str:
    """The whole page, Markdown."""
    quiet = (
        ""
        if machine.load < BUSY
        else f" The machine was not quiet: {machine.load:.1f} processes were busy before it began."
    )
    parts = [
        "# How fast it is",
        f"Written by `{command}`; do not edit. Measured on {machine.said()}.{quiet} Every figure is a median of "
        "repeats in one run of that command; in brackets stand the least and the most.",
        "![Time against size for all programs: nanoseconds per person and week of the common task, and seconds of a "
        "run, both axes logarithmic](pictures/benchmarks.png)",
        "## The common task",
        _what_it_is(),
        _common_table(common),
        _slower(common),
        "## The full model",
        _full_model(full),
        "## The limit",
        _limit(common),
        "## Memory",
        _memory(full),
    ]
    problems = _problems(common, full)
    return "\n\n".join([*parts, *(["## Skipped and void", problems] if problems else [])]) + "\n"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; all columns but the first are numbers."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def figure(number: float) -> str:
    """Three figures that count, thousands apart: 0.0123, 1.23, 45.7, 6,051."""
    if number >= 100:
        return f"{number:,.0f}"
    return f"{number:.3g}"


def spread(row: Row) -> str:
    """Nanoseconds a person and week, with the least and the most of all repeats."""
    least, most = (figure(row.per_person_week(end(row.seconds))) for end in (min, max))
    return f"{figure(row.per_person_week())} ({least}–{most})"


def times(found: Ratio) -> str:
    """A ratio with the least and the most."""
    return f"{figure(found.of_medians)} ({figure(found.least)}–{figure(found.most)})"


def programs(common: Common) -> list[str]:
    """Everybody who has a row that counts, slowest first at the largest size that each reached."""
    names = {row.who for row in common.rows if not row.void}
    return sorted(names, key=lambda who: -common.of(who)[-1].per_person_week())


def _what_it_is() -> str:
    return (
        f"Hazard adoption on one graph, which every program can do: each person who has not adopted does so in a week "
        f"with probability 1 − exp(−(p + q × share of contacts who have)), p = {OUTSIDE:.6f}, q = {PEER:.6f} per week "
        f"(0.03 and 0.38 a year), {WEEKS} weeks, a uniform random graph of mean degree {DEGREE}. Ours is the whole "
        "engine with gates off: all phases and records are there, and nothing stands between wanting and using. Every "
        "program is written in its own best idiom ([benchmarks/peers](../benchmarks/peers/)): counts of using "
        "contacts are brought up to date by those who adopt wherever the program lets its user do so. Final shares "
        "are held against the C loop's, mean against mean, five standard errors apart at most; a row that fails is "
        "void. Times are those of the weeks; set-up stands apart, compiling counts in neither."
    )


def _sizes(rows: Sequence[Row]) -> list[int]:
    return sorted({row.people for row in rows})


def _common_table(common: Common) -> str:
    sizes = _sizes(common.rows)
    rows = []
    for who in programs(common):
        by_size = {row.people: row for row in common.of(who)}
        found = slope(list(by_size.values()))
        largest = by_size[max(by_size)]
        set_up = figure(1e9 * median(largest.set_up) / largest.people) if largest.set_up else NOTHING
        version = next(
            (f" {number}" for name, number in largest.versions.items() if name not in ("Python", "numba")), ""
        )
        name = f"**{who}**" if who == OURS.name else who + version
        cells = [spread(by_size[size]) if size in by_size else NOTHING for size in sizes]
        rows.append([name, *cells, NOTHING if found is None else f"{found:.2f}", set_up])
    head = ["ns per person and week", *(f"{size:,} people" for size in sizes), "slope", "set-up, ns per person"]
    return table(head, rows) + (
        "\n\nSlope: the exponent of seconds against people, fitted over all sizes; 1 is linear. Set-up: at the largest "
        "size that the program reached."
    )


def _slower(common: Common) -> str:
    ours = {row.people: row for row in common.of(OURS.name)}
    sizes, rows = _sizes(common.rows), []
    for who in programs(common):
        by_size = {row.people: row for row in common.of(who)}
        if who != OURS.name:
            both = [times(ratio(by_size[n], ours[n])) if n in by_size and n in ours else NOTHING for n in sizes]
            rows.append([who, *both])
    return table(["times as long as ours", *(f"{size:,} people" for size in sizes)], rows)


def _full_model(full: Full) -> str:
    rows = []
    for who in (ENGINE, ENGINE_WITH_LOG, MESA):
        for row in full.of(who):
            per_second = figure(1 / row.median)
            rows.append(
                [who, f"{row.people:,}", spread(row), figure(row.median), per_second, figure(median(row.set_up))]
            )
    head = ["driver", "staff", "ns per person and week", "seconds a run", "runs a second", "seconds of set-up"]
    said = [
        f"The county, nothing switched off, {WEEKS} weeks. From the same seed both drivers end at the same share, or "
        "the row is void. Set-up draws the people and their ties; arms of one experiment share them.",
        table(head, rows),
    ]
    engine, logged, mesa = (full.at(who, COUNTY) for who in (ENGINE, ENGINE_WITH_LOG, MESA))
    if engine and mesa:
        said.append(
            f"On the county of {COUNTY:,} the readable driver takes {times(ratio(mesa, engine))} times as long."
        )
    if engine and logged:
        said.append(f"With log and ledger the compiled one takes {times(ratio(logged, engine))} times as long.")
    found = slope(full.of(ENGINE))
    if found is not None:
        said.append(f"Slope of the compiled driver over all sizes: {found:.2f}.")
    return "\n\n".join(said)


def _limit(common: Common) -> str:
    if not common.rates:
        return "Not measured: see below."
    said = [
        f"Memory: {figure(median(common.rates) / 1e9)} GB/s ({figure(min(common.rates) / 1e9)}–"
        f"{figure(max(common.rates) / 1e9)}) in STREAM's triad on one core. The C loop "
        "([limit.c](../benchmarks/limit.c)) looks at everybody every week, reading twelve bytes of each and "
        "writing five: at that speed this alone takes "
        f"{figure(17e9 / median(common.rates))} ns per person and week once the arrays are larger than the caches."
    ]
    ours = {row.people: row for row in common.of(OURS.name)}
    pairs = [(row, ours[row.people]) for row in common.of(LIMIT) if row.people in ours]
    rows = [[f"{c.people:,}", spread(c), spread(own), times(ratio(own, c))] for c, own in pairs]
    said.append(table(["people", "C loop, ns per person and week", "ours", "ours, times as long"], rows))
    return "\n\n".join(said)


def _memory(full: Full) -> str:
    rows = []
    for who in (ENGINE, MESA):
        measured = full.of(who)
        if measured:
            each = bytes_per_person(measured)
            largest = max(measured, key=lambda row: row.people)
            cells = [NOTHING if each is None else figure(each), f"{largest.people:,}", figure(largest.peak / 1e6)]
            rows.append([who, *cells])
    return (
        "The most that a process of its own held, from Python to the end of a run: what each further member of staff "
        "adds between the smallest and the largest size, and the whole at the largest.\n\n"
    ) + table(["driver", "bytes per staff member", "staff", "MB in all"], rows)


def _problems(common: Common, full: Full) -> str:
    lines = [f"- {skipped.who}: {skipped.reason}" for skipped in (*common.skipped, *full.skipped)]
    lines += [f"- {row.who}, {row.people:,} people: void, {row.void}" for row in (*common.rows, *full.rows) if row.void]
    return "\n".join(lines)
