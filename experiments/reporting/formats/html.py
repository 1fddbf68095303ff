"""A report as one page that any browser opens from disk: no script, nothing fetched, every word escaped."""

from __future__ import annotations

from base64 import b64encode
from importlib.resources import files

from experiments.reporting.content import Picture, Report, spans

LONGEST_WORD = 18  # characters


def html(report: Report) -> bytes:
    """The page, in UTF-8."""
    from jinja2 import Environment, StrictUndefined

    brand = report.brand
    here = files("experiments.reporting.formats")
    template = (here / "report.html").read_text(encoding="utf-8")
    style = (here / "report.css").read_text(encoding="utf-8")
    of_client = style.replace("ON_ACCENT", brand.on_accent).replace("ACCENT", brand.accent)  # both checked: #rrggbb
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    page = environment.from_string(template).render(
        report=report,
        style=_Safe(of_client),
        logo="" if brand.logo is None else address(f"image/{brand.logo_kind}", brand.logo),
        keys={source.key for source in report.sources},
        spans=spans,
        is_long=_is_long,
        kind=lambda block: type(block).__name__,
        drawn=_drawn,
    )
    return page.encode("utf-8")


class _Safe(str):
    """Text of our own that is not escaped."""

    def __html__(self) -> str:
        return str(self)


def address(kind: str, content: bytes) -> str:
    """Bytes as an address that holds them itself."""
    return f"data:{kind};base64,{b64encode(content).decode()}"


def _is_long(cell: str) -> bool:
    """Whether a cell has a word that may be broken so that its column is not too wide."""
    return max(map(len, cell.split()), default=0) > LONGEST_WORD


def _drawn(picture: Picture) -> str:
    """The picture inside an image element, where nothing in it is run or fetched."""
    return address("image/svg+xml", picture.svg.read_bytes())
