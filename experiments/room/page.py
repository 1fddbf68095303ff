"""A file that opens anywhere: recorded councils and an explorer in one page that asks nothing of any network."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import combinations
from typing import Any

from experiments.divergence import first_divergence, sentences_of
from experiments.room.front_end import script, style
from experiments.room.recording import packed, recording
from simulation.run import Run


@dataclass(frozen=True)
class Council:
    """One recorded council: what the page calls it, a line about it, and its run."""

    called: str
    description: str
    run: Run


def page(
    title: str,
    councils: Sequence[Council],
    explorer: Mapping[str, Any] | None,
    notes: Sequence[str],
    desk: Mapping[str, Any] | None = None,
) -> str:
    """The whole page. ``explorer`` is what :func:`experiments.room.grid.computed` gives, ``desk`` what
    :func:`experiments.desk.saving.on_paper` gives, each none for a page without.

    Raises :class:`experiments.room.recording.NotRecorded` where a run cannot be shown.
    """
    contents = {
        "title": title,
        "councils": [{"called": one.called, "description": one.description} for one in councils],
        "partings": {f"{a}-{b}": parting(councils[a].run, councils[b].run, (councils[a].called, councils[b].called))
                     for a, b in combinations(range(len(councils)), 2)},
        "explorer": explorer is not None,
        "desk": desk is not None,
        "notes": list(notes),
    }  # fmt: skip
    data = [_script("contents", "application/json", json_inside(contents))]
    for number, one in enumerate(councils):
        data.append(_packed(f"council-{number}", packed(recording(one.run, one.called))))
    if explorer is not None:
        data.append(_packed("explorer", packed(explorer)))
    if desk is not None:
        data.append(_packed("desk", packed(desk)))
    return PAGE.format(
        title=escape(title), style=style(), data="\n".join(data), script=f"{inside(script())}\nopenPage();"
    )


def parting(a: Run, b: Run, called: tuple[str, str]) -> dict[str, Any] | None:
    """Where two runs part, for a view of both: week, person, sentences; none where no event tells them apart.

    Raises :class:`experiments.divergence.NotTheSameLuck`.
    """
    found = first_divergence(a, b)
    if found is None:
        return None
    return {"week": found.week, "person": found.person, "sentences": sentences_of(found, a, b, called)}


def _packed(name: str, content: bytes) -> str:
    return _script(name, "application/octet-stream", b64encode(content).decode())


def _script(name: str, kind: str, content: str) -> str:
    return f'<script id="{name}" type="{kind}">{content}</script>'


def json_inside(contents: Mapping[str, Any]) -> str:
    """JSON for a script element: no name in it ends the element or begins a comment."""
    return json.dumps(contents, ensure_ascii=False).replace("<", "\\u003c")


def inside(text: str) -> str:
    """One of our scripts, which hold no HTML, so that it ends no script element it stands in."""
    return text.replace("</", "<\\/").replace("<!--", "<\\!--")


PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:">
<title>{title}</title>
<style>
html {{ background: #fbfaf6; }} body {{ margin: 0; }}
{style}</style>
</head>
<body>
<main id="room"><noscript>This page draws its pictures with JavaScript, which is switched off here.</noscript></main>
{data}
<script type="module">
{script}
</script>
</body>
</html>
"""
