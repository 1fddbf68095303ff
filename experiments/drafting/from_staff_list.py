"""What a new scenario says of departments and people where there is a staff list: counts, or where to read them."""

from __future__ import annotations

from experiments.drafting.new_scenario import comment, said_of_departments
from experiments.drafting.staff_list import StaffList
from experiments.drafting.staff_rows import StaffListRefused
from simulation.parameters import PARAMETERS
from simulation.people_table import WORKBOOKS, Problem, summarised
from simulation.scenario import Scenario
from simulation.scenario_files.written import SHORT, toml_value


def departments_of(staff: StaffList, base: Scenario) -> list[str]:
    """Lines of TOML that give each department its headcount; nothing else of the list is in them."""
    lines = [
        "# --- Departments and their people",
        "",
        "[departments]",
        *comment(
            f"headcount: counted from {staff.file.name}, column {staff.column!r}, {staff.staff:,} people in all. "
            "The rest stands at the defaults below, until you know better: write, for example, "
            f"{{ headcount = 20, {', '.join(_for_example())} }}."
        ),
        *said_of_departments(base),
    ]
    for name, people in sorted(staff.headcounts.items()):
        own = f"headcount = {people}"
        if name in staff.directorates:
            own += f", directorate = {toml_value(staff.directorates[name])}"
        lines.append(f"{toml_value(name)} = {{ {own} }} # the rest: defaults")
    return lines


def link_of(staff: StaffList, base: Scenario, path: str) -> list[str]:
    """Lines of TOML that name the list, with departments to say more of. Raises :class:`StaffListRefused`."""
    with staff.file.open("rb") as file:
        if file.read(4).startswith(WORKBOOKS):
            raise StaffListRefused(
                f"--link: {staff.file} is a workbook; save the sheet as CSV UTF-8, separated by commas"
            )
    if staff.id_column is None:
        why = f"{staff.file} has no column of ids, such as ID or Employee number"
        raise StaffListRefused(f"--link: {why}; leave out --link to take only counts from it")
    if staff.none:
        why = "which says that there is none: a run would take it for a department"
        wrong = [Problem(staff.file, row, staff.column, f"is {cell!r}, {why}") for row, cell in staff.none]
        last = "--link: goes with a department in every row; leave out --link to take only counts from the list"
        raise StaffListRefused("\n".join([*summarised(wrong), last]))
    lines = [
        "# --- Departments and their people",
        "",
        "[people]",
        "# Each run reads ids and departments from here; how many there are follows from it.",
        f"file = {toml_value(path)}",
        "",
        "[people.columns]",
        f"id = {toml_value(staff.id_column)}",
        f"department = {toml_value(staff.column)}",
        "",
        "[departments]",
        *comment("A department of the list may have of its own, and has these defaults until you say otherwise:"),
        *said_of_departments(base),
    ]
    for name, people in sorted(staff.headcounts.items()):
        directorate = staff.directorates.get(name)
        own = "" if directorate is None else f" directorate = {toml_value(directorate)} "
        lines.append(f"{toml_value(name)} = {{{own}}} # {people:,} people; the rest: defaults")
    return lines


def _for_example() -> list[str]:
    """Two settings of a department that the public loves and that risks little, within what councils are like."""
    example = {"department.audience": 1, "department.sensitivity": 0}  # the upper end of one, the lower of the other
    return [f"{SHORT[path]} = {(PARAMETERS[path].plausible or (0, 1))[end]:g}" for path, end in example.items()]
