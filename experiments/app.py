"""All commands of ``blockers`` put together: one file each under ``commands/``. Heavy imports wait until one runs."""

from __future__ import annotations

import re
import sys
from typing import Annotated, Any, NoReturn, get_args, get_type_hints

import typer
from typer.core import TyperGroup

from experiments.cli import INTERRUPTED, STOPPED
from experiments.commands import (
    blame,
    bundle,
    claims,
    compare,
    dashboard,
    debrief,
    export,
    new,
    play,
    report,
    run,
    schema,
    show,
    status,
    sweep,
    validate,
    verify,
    why,
)  # fmt: skip
from experiments.commands.given import refuse

UsageError: type[Exception] = typer.BadParameter.__bases__[0]
"""All that can be wrong with the words after ``blockers``; typer has it from click, or from a copy of its own."""


class Commands(TyperGroup):
    """All commands as one. Wrong words are refused in one line; Ctrl-C in any ends with one line and status 130."""

    words: tuple[str, ...] = ()

    def make_context(self, info_name: str | None, args: list[str], *rest: Any, **more: Any) -> Any:
        """Take the words up to the name of a command."""
        self.words = tuple(args)
        try:
            return super().make_context(info_name, args, *rest, **more)
        except UsageError as error:
            self._refuse(error)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that is named."""
        if args and self.get_command(ctx, args[0]) is None:
            from simulation.scenario_files.problems import nearest

            near = nearest(args[0], self.commands)
            hint = f"did you mean {near}?" if near else f"allowed: {', '.join(self.commands)}"
            refuse(f"{_shown(args[0])}: no such command; {hint}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was named."""
        try:
            return super().invoke(ctx)
        except UsageError as error:
            self._refuse(error)
        except KeyboardInterrupt:
            print(STOPPED, file=sys.stderr)
            raise typer.Exit(INTERRUPTED) from None

    def _refuse(self, error: Any) -> NoReturn:
        """Say in the words of this project what typer found wrong; what is not known here keeps typer's words."""
        if type(error).__name__ == "NoArgsIsHelpError":  # blockers alone shows its help
            raise error
        name = next((word for word in self.words if word in self.commands), "")
        command = error.ctx.command if error.ctx else self.commands.get(name, self)
        called = "blockers" if command is self else f"blockers {name}"
        option = getattr(error, "option_name", "")
        parameters: list[Any] = [error.param] if getattr(error, "param", None) else command.params
        param = next((one for one in parameters if not option or option in (*one.opts, *one.secondary_opts)), None)
        kind = type(error).__name__
        see = f"see {called} --help"
        if kind == "NoSuchOption":
            near = " or ".join(sorted(error.possibilities or ()))
            refuse(f"{_shown(option)}: no such option; {f'did you mean {near}?' if near else see}")
        if kind == "BadOptionUsage" and param is not None:
            if param.is_flag:
                refuse(f"{option}: takes no value; {see}")
            refuse(f"{option}: has no value; {_allowed(command, param) or see}")
        if kind == "MissingParameter" and param is not None:
            refuse(f"{_name(param)}: is missing; {see}")
        if kind == "BadParameter" and param is not None and (allowed := _allowed(command, param)):
            refuse(f"{_name(param)}: found {_shown(_value(self.words, param.opts))}; {allowed}")
        if "unexpected extra argument" in error.message:
            extra = re.sub(r".*? argument(s|\(s\))? \((.*)\)", r"\2", error.message)
            refuse(f"{_shown(extra)}: more than {called} takes; {see}")
        refuse(f"{called}: {' '.join(error.format_message().split())}; {see}")


def _name(param: Any) -> str:
    """An option by its long name, an argument as the help calls it."""
    return str(max(param.opts, key=len) if param.param_type_name == "option" else param.metavar or param.name.upper())


def _value(words: tuple[str, ...], opts: list[str]) -> str:
    """What was given for an option, the last time if more than once."""
    for at in reversed(range(len(words))):
        option, sign, value = words[at].partition("=")
        if option in opts:
            return value if sign else "".join(words[at + 1 : at + 2])
    return ""


def _allowed(command: Any, param: Any) -> str:
    """What an option for a whole number takes; empty for other options."""
    hint = get_type_hints(command.callback, include_extras=True).get(param.name)
    if hint is None or int not in (hint.__origin__, *get_args(hint.__origin__)):
        return ""
    (taken,) = hint.__metadata__
    least = "" if taken.min is None else f" from {taken.min:g}"
    return f"allowed: a whole number{least}" + ("" if taken.max is None else f" to {taken.max:g}")


def _shown(word: str) -> str:
    """A word as a message repeats it: on one line, not too long, and in quotation marks where it would not be seen."""
    from simulation.scenario_files.problems import shortened

    short = shortened(word)
    return short if short and short == short.strip() else repr(short)


app = typer.Typer(
    name="blockers",
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("new")(new.new)
app.command("validate")(validate.validate)
app.command("show")(show.show)
app.command("run")(run.run)
app.command("why")(why.why)
app.command("sweep")(sweep.sweep)
app.command("status")(status.status)
app.command("verify")(verify.verify)
app.command("export")(export.export)
app.command("bundle")(bundle.bundle)
app.command("play")(play.play)
app.command("dashboard")(dashboard.dashboard)
app.command("debrief")(debrief.debrief)
app.command("blame")(blame.blame)
app.command("compare")(compare.compare)
app.command("claims")(claims.claims)
app.command("report")(report.report)
app.command("schema")(schema.schema)


def _say_version(is_asked: bool) -> None:
    if is_asked:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"blockers {version('blockers')}")
        except PackageNotFoundError:
            print("blockers (not installed, so without a version)")
        raise typer.Exit


@app.callback()
def _every_command(
    version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="print the version and end")
    ] = False,
) -> None:
    """Who really blocks social media in an organisation, and what unblocks it.

    For a start: blockers run county
    """
