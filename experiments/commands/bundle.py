"""``blockers bundle``: a study as one archive that runs again from scratch."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from experiments.commands.given import Force, Quiet, check_place, refuse


def bundle(
    study: Annotated[Path, typer.Argument(metavar="STUDY", help="the folder of a sweep, such as results/hoops")],
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="where it goes (STUDY.zip)", show_default=False)
    ] = None,
    with_people: Annotated[
        bool, typer.Option("--with-people", help="put files of people into it, where the study names some")
    ] = False,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Put data, files, code, README and CITATION of a sweep into one archive for a journal or a repository.

    Example: blockers bundle results/hoops

    Exit status: 0 done, 2 wrong input (nothing is written).
    """
    from experiments.folder import FolderRefused
    from experiments.parents import parents_made
    from experiments.sweeps.bundling import CannotBundle
    from experiments.sweeps.bundling import bundle as bundled
    from simulation.size import in_words

    place = study if study.name else study.absolute()
    file = out if out is not None else place.with_name(f"{place.name}.zip")
    check_place(file, force)
    draft = file.with_name(f".{file.name}-{os.getpid()}")
    try:
        with parents_made(file):
            try:
                names = bundled(study, draft, with_people)
                os.replace(draft, file)
            finally:
                draft.unlink(missing_ok=True)
    except (FolderRefused, CannotBundle, ValueError) as error:
        refuse(str(error))
    except OSError as error:
        refuse(f"--out: {file} cannot be written: {error.strerror or error}")
    if not quiet:
        print(
            f"{len(names):,} files, {in_words(file.stat().st_size)}, in {file}; its README.md says how to run it again"
        )
