"""A scenario's changes on an axis of weeks, so that a bend in a line can be set beside what was done."""

from __future__ import annotations

from matplotlib.axes import Axes

from experiments.results import Results
from experiments.show.lettering import fitted
from experiments.show.look import GREY
from simulation.scenario import Change
from simulation.scenario_files.in_force import ends

NAMED = 8  # changes beneath a picture
POINTS, LINE = 8.0, 0.17  # size of a name; inches from one to the next


def mark_changes(axes: Axes, results: Results, named: bool = True) -> None:
    """A thin line in each week in which the scenario changes something, with its name where ``named``.

    The limits of the axes must stand. Names of changes that lie close together share a line of writing. A change that
    follows an occasion has a week of its own in every run, and no line.
    """
    figure, share = axes.get_figure(root=True), axes.get_position()
    assert figure is not None
    wide, high = figure.get_figwidth() * share.width, figure.get_figheight() * share.height
    near = LINE / wide * axes.get_xlim()[1]
    groups: list[list[tuple[int, str]]] = []
    for week, words in _dated(results):
        axes.axvline(week, color=GREY, linewidth=0.8, linestyle=(0, (1, 2)), zorder=1.5)
        if groups and week - groups[-1][0][0] < near:
            groups[-1].append((week, words))
        else:
            groups.append([(week, words)])
    for group in groups if named else ():
        is_left = group[0][0] > near  # of its line, where there is room
        axes.text(
            group[0][0] - 0.2 * near if is_left else group[-1][0] + 0.2 * near,
            0.985,
            fitted("; ".join(words for _, words in group), 0.6 * high, POINTS),
            transform=axes.get_xaxis_transform(),
            rotation=90,
            ha="right" if is_left else "left",
            va="top",
            fontsize=POINTS,
            color="#444444",
        )


def note_of_changes(results: Results) -> list[str]:
    """When what changes, in one line; nothing where the scenario changes nothing."""
    said = [f"week {week}, {words}" for week, words in _dated(results)]
    said += [f"after the {change.after}, {in_words(change)}" for change in results.scenario.changes if change.after]
    if not said:
        return []
    more = f"; and {len(said) - NAMED} more" if len(said) > NAMED else ""
    return [f"Changes that the scenario makes: {'; '.join(said[:NAMED])}{more}."]


def in_words(change: Change) -> str:
    """The name of a change, or else what it sets.

    >>> in_words(Change(week=3, name="More hours")), in_words(Change(week=3, values={"gates.ict.hours": 9.0}))
    ('More hours', 'gates.ict.hours')
    """
    sets = [*change.values, *change.departments]
    if change.route_gates is not None or change.route_extra is not None:
        sets.append("route")
    return fitted(change.name or ", ".join(sets), 5.0, POINTS)


def _dated(results: Results) -> list[tuple[int, str]]:
    """Weeks that the run reaches in which a change begins or is over, in order, and which."""
    changes = results.scenario.changes
    weeks = [(change.week, in_words(change)) for change in changes if change.week is not None]
    over = [(week, f"{in_words(change)}: over") for change in changes if (week := ends(change)) is not None]
    return sorted(weeks + [one for one in over if one[0] <= results.scenario.weeks])
