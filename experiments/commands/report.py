"""``blockers report``: what a consultant hands over, from records of compare and blame."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from experiments.commands.given import Force, Quiet, check_place, refuse, write_files

if TYPE_CHECKING:
    from experiments.reporting.brand import Brand


def report(
    folders: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FOLDER...", help="what blockers compare and blockers blame left", show_default=False),
    ] = None,
    brand: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="a TOML file with the client's name, logo and colours", show_default=False),
    ] = None,
    pdf: Annotated[bool, typer.Option("--pdf", help="a PDF as well")] = False,
    word: Annotated[bool, typer.Option("--word", help="a Word file as well")] = False,
    slides: Annotated[bool, typer.Option("--slides", help="slides as well")] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="the page; other forms lie beside it under the same name", show_default=False
        ),
    ] = None,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Make a report of what was compared and who is to blame: one page that opens anywhere, without a network.

    The question, the answer in three sentences, strategies, who blocks, what to do first, costs, risks, what the answer
    hangs on, and where each number comes from. Beside a comparison the record of blame of the same council is found
    where it lies in the same folder. What was not asked is said, with the command that asks it.

    Example: blockers report results/county-compare

    Example: blockers report results/county-compare --brand client.toml --pdf --word --slides

    Exit status: 0 done, 2 wrong input (nothing is written), 130 stopped with Ctrl-C (nothing is written).
    """
    if not folders:
        refuse("no folder is given; for example: blockers report results/county-compare")
    from experiments.arms.reading import NotReadable
    from experiments.reporting.report import report_of
    from experiments.reporting.studies import studies_of
    from experiments.reporting.writing import FORMS, missing

    chosen = ["html", *(name for name, is_on in (("pdf", pdf), ("word", word), ("slides", slides)) if is_on)]
    if lacking := missing(chosen):
        refuse(lacking)
    place = out if out is not None else Path(f"{folders[0]}-report.html")
    if place.suffix != ".html":
        refuse(f"--out: {place} is no page; allowed: a name that ends with .html")
    files = {name: place.with_suffix(FORMS[name].ending) for name in chosen}
    for file in files.values():
        check_place(file, force)
    whose = _brand(brand)
    try:
        content = report_of(studies_of(folders), whose)
    except NotReadable as error:
        refuse(str(error))
    write_files({file: FORMS[name].make(content) for name, file in files.items()}, force)
    if not quiet:
        for file in files.values():
            print(file)


def _brand(file: Path | None) -> Brand:
    """The brand of a file, the plain one without; or a refusal with all that is wrong."""
    from experiments.reporting.brand import Brand, BrandError, read_brand

    if file is None:
        return Brand()
    try:
        return read_brand(file)
    except BrandError as error:
        refuse(str(error))
    except (OSError, ValueError) as error:
        refuse(f"--brand: {file} cannot be read: {getattr(error, 'strerror', None) or error}")
