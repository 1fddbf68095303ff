"""What is wrong with a text that is no TOML, and how those who do not know TOML would mend it."""

from __future__ import annotations

import re

from simulation.scenario_files.problems import Origin, Problem, shortened

_AT_LINE = re.compile(r" \(at line (\d+), column (\d+)\)$")
_TWICE = ("Cannot overwrite a value", "Cannot declare", "Cannot mutate immutable", "Cannot redefine", "Duplicate")
_HINTS = (  # the first that fits a line
    (re.compile("[“”„‘’]"), 'straight quotation marks: "'),
    (re.compile(r"=\s*(True|TRUE|False|FALSE|yes|Yes|no|No|on|On|off|Off)\s*(#|$)"), "true or false, in small letters"),
    (re.compile(r"=\s*[-+]?\d+,\d+\s*(#|$)"), "a decimal point instead of the comma, as in 0.5"),
    (re.compile(r"=\s*[-+]?[\d.]+\s*%"), "a share as a number, such as 0.5 for 50 %"),
    (re.compile(r"=\s*[-+]?\.\d|=\s*[-+]?\d+\.\s*(#|$)"), "a digit before and after the decimal point, as in 0.5"),
    (re.compile(r'^[^"#]*"[^"]*$'), "a closing quotation mark"),
    (re.compile(r"=\s*(#|$)"), "a value after ="),
    (re.compile(r"=\s*[A-Za-z_]"), 'text in quotation marks, as in "county"'),
    (re.compile(r"^\[[^\]]*$"), "a closing bracket"),
    (re.compile(r"^[^=\[#]+$"), "key = value, or [table]"),
)


def syntax_problem(message: str, text: str, label: str) -> Problem:
    """What the TOML reader said of a text, with the line that it means and, where it can be told, what to write."""
    at = _AT_LINE.search(message)
    number = int(at[1]) if at else text.count("\n") + 1 if "at end of document" in message else None
    message = shortened(_AT_LINE.sub("", message))
    if message.startswith(_TWICE):
        message = f"a key or table is given twice ({message})"
    lines, hint = text.split("\n"), ""
    if number is not None and number <= len(lines):
        line = lines[number - 1].strip()
        message += f", in: {shortened(line)}"
        hint = next((words for pattern, words in _HINTS if pattern.search(line)), "") if "twice" not in message else ""
    return Problem(Origin(label, number), "", message, hint)
