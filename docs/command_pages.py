"""The page of all commands, from what typer knows of them."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any, Literal, get_args, get_origin

from typer import Typer
from typer.models import ArgumentInfo
from typer.utils import get_params_from_function

from docs.tables import table
from experiments.app import app

COMMAND_LINE_HEAD = """\
# The command line

Every command with all that it takes. This page is written by `python docs/generate.py`; do not edit it.
`blockers COMMAND --help` says the same in the terminal.

Every command ends with one of these exit statuses:

| status | meaning |
| --- | --- |
| 0 | done |
| 1 | something failed while it ran |
| 2 | wrong usage or wrong input; nothing was written |
| 130 | stopped with Ctrl-C; nothing was written, or the command says what is kept |
"""
TYPES = {"str": "text", "int": "whole number", "float": "number", "Path": "path"}


def commands_of(group: Typer, name: str = "blockers") -> Iterable[tuple[str, Callable[..., Any]]]:
    """Every command that is not hidden, with its full name, and those of groups within the group."""
    for command in group.registered_commands:
        if not command.hidden:
            assert command.callback is not None
            yield f"{name} {command.name or command.callback.__name__}", command.callback
    for inner in group.registered_groups:
        assert inner.typer_instance is not None and inner.name
        yield from commands_of(inner.typer_instance, f"{name} {inner.name}")


def kinds_of(annotation: Any) -> list[Any]:
    """The types that a value may have, with those of lists and unions taken out and None left out."""
    if get_args(annotation) and get_origin(annotation) is not Literal:
        return [kind for part in get_args(annotation) for kind in kinds_of(part)]
    return [] if annotation in (type(None), ...) else [annotation]


def taken(annotation: Any, info: Any) -> str:
    """What an argument or option takes: its type, its choices or its range, and whether it may be given again."""
    (kind,) = kinds_of(annotation)
    if get_origin(kind) is Literal:
        said = f"one of {', '.join(f'`{choice}`' for choice in get_args(kind))}"
    elif issubclass(kind, Enum):
        said = f"one of {', '.join(f'`{choice.value}`' for choice in kind)}"
    elif kind is bool:
        return "no value"
    else:
        low, high = info.min, info.max
        ends = ("" if low is None else f" from {low:,}") + ("" if high is None else f" up to {high:,}")
        said = TYPES[kind.__name__] + ends
    return said + (", any number of times" if str(annotation).startswith("list[") else "")


def parameter_rows(command: Callable[..., Any], arguments: bool) -> list[tuple[str, ...]]:
    """A row for each argument of a command, or for each of its options: how to write it, what it takes, what it is."""
    rows = []
    for name, parameter in get_params_from_function(command).items():
        info: Any = parameter.default
        if isinstance(info, ArgumentInfo) is not arguments or info.hidden:
            continue
        option = f"--{name.replace('_', '-')}"
        flag = kinds_of(parameter.annotation) == [bool]
        names = ", ".join(info.param_decls or ((f"{option}/--no-{option[2:]}",) if flag else (option,)))
        value = "" if flag else f" {info.metavar}" if info.metavar else ""
        default = info.default
        unsaid = info.show_default is False or default is None or default is False
        rows.append(
            (
                f"`{info.metavar or name.upper()}`" if arguments else f"`{names}{value}`",
                info.help or "",
                taken(parameter.annotation, info),
                "must be given" if default is ... else "" if unsaid else f"`{default}`",
            )
        )
    return rows


def command_section(name: str, command: Callable[..., Any]) -> str:
    """What the page says of one command: what its docstring says, how to write it, a table of arguments and options."""
    written = parameter_rows(command, arguments=True)
    options = parameter_rows(command, arguments=False)
    usage = [
        name,
        *(["[OPTIONS]"] if options else []),
        *(x[0].strip("`") if x[3] else f"[{x[0].strip('`')}]" for x in written),
    ]
    paragraphs = [paragraph_of(text) for text in inspect.cleandoc(command.__doc__ or "").split("\n\n")]
    rows = table(("", "meaning", "takes", "default"), [*written, *options])
    return "\n\n".join((f"\n## `{name}`", *paragraphs, f"```sh\n{' '.join(usage)}\n```", rows))


def paragraph_of(text: str) -> str:
    """A paragraph of a docstring, which is no Markdown, as Markdown."""
    if text.startswith("Example: "):
        return f"Example: `{text.removeprefix('Example: ')}`"
    return re.sub(r"([*_<#])", r"\\\1", text)


def command_line_page() -> str:
    """The page of all commands."""
    return COMMAND_LINE_HEAD + "".join(command_section(*command) for command in commands_of(app))
