"""HTML for notebooks: elements that escape what they hold, and bars, tables and curves made of them.

Text and lines take the notebook's own colour (``currentColor``), so that they can be read on white and on black.
Styles stand in the elements themselves: no style sheet, no script, nothing fetched, nothing outside is touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from simulation.wording import counted as counted  # for those who put what they count into an element

# Okabe and Ito's colours, which people with any kind of colour vision can tell apart, on white and on black.
ORANGE, SKY, GREEN, BLUE, YELLOW = "#E69F00", "#56B4E9", "#009E73", "#0072B2", "#F0E442"
VERMILION, PURPLE, GREY = "#D55E00", "#CC79A7", "#8F8F8F"
PALE = "rgba(128,128,128,0.2)"  # an empty bar, a rule between rows
FAINT = "opacity:0.72"
TABLE = "border-collapse:collapse;margin:0;width:100%;font-size:13px;border:none;table-layout:auto"
CELL = f"padding:4px 10px 4px 0;border:none;border-bottom:1px solid {PALE};vertical-align:middle;white-space:normal"


class Markup(str):
    """Text that is HTML already; any other text is escaped where it comes into an element."""

    __slots__ = ()


def element(name: str, *children: str | None, style: str = "", **attributes: str | None) -> Markup:
    """An element with its children, escaped; ``aria_label`` is written ``aria-label``. What is none is left out.

    >>> element("b", "Parks & <script>", title='say "no"')
    '<b title="say &quot;no&quot;">Parks &amp; &lt;script&gt;</b>'
    """
    given = {"style": style or None, **attributes}
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in given.items() if value is not None
    )
    inside = joined(child for child in children if child is not None)
    return Markup(f"<{name}{said}>{inside}</{name}>")


def joined(children: Iterable[str]) -> Markup:
    """Children one after the other, each escaped unless it is HTML already."""
    return Markup("".join(child if isinstance(child, Markup) else escape(child) for child in children))


def card(kind: str, title: str, under: str, *children: str | None) -> Markup:
    """What one thing looks like: what it is and what it is called, a line under that, and the rest."""
    heading = element(
        "div",
        element("span", f"{kind} ", style="font-weight:400;opacity:0.72"),
        title,
        style="font-size:19px;font-weight:700;line-height:1.3",
    )
    return element(
        "div",
        heading,
        element("div", under, style=f"font-size:13px;{FAINT};margin:2px 0 0"),
        *children,
        style="font-family:system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif;font-size:14px;"
        "line-height:1.45;font-variant-numeric:tabular-nums;box-sizing:border-box;max-width:1040px;color:inherit;"
        f"border:1px solid {PALE};border-radius:10px;padding:14px 18px 16px;margin:4px 0",
        role="group",
        aria_label=f"{kind} {title}",
    )


def section(title: str, *children: str | None) -> Markup:
    """A part of a card under a small heading."""
    heading = element("div", title, style="font-size:14px;font-weight:700;margin:0 0 5px")
    return element("div", heading, *children, style="margin:14px 0 0")


def note(*children: str) -> Markup:
    """A line of small print."""
    return element("div", *children, style=f"font-size:12.5px;{FAINT};margin:4px 0 0")


def folded(title: str, *children: str | None) -> Markup:
    """A part that opens when it is clicked on."""
    summary = element("summary", title, style="cursor:pointer;font-size:13px;font-weight:600")
    return element("details", summary, *children, style="margin:10px 0 0")


def figures(pairs: Iterable[tuple[str, str]]) -> Markup:
    """Numbers to be read from afar, each with what it counts beneath it."""
    some = (
        element(
            "div",
            element("div", number, style="font-size:24px;font-weight:700;line-height:1.15"),
            element("div", words, style=f"font-size:12.5px;{FAINT}"),
        )
        for number, words in pairs
    )
    columns = "grid-template-columns:repeat(auto-fit,minmax(112px,1fr))"
    return element("div", *some, style=f"display:grid;{columns};gap:10px 22px;margin:12px 0 0")


def bar(parts: Sequence[tuple[float, str, str]], said: str, height: int = 14) -> Markup:
    """A stacked bar: shares of its width from 0 to 1, each with its colour and its words; ``said`` is all of it in
    words.

    What the parts leave of the width stays pale. A part of nothing is not drawn, any other is at least a pixel wide.
    """
    drawn = (
        element(
            "div",
            style=f"width:{100.0 * share:.3f}%;min-width:1px;background:{colour};box-sizing:border-box;"
            "border-right:1px solid transparent;background-clip:padding-box",
            title=words,
        )
        for share, colour, words in parts
        if share > 0.0
    )
    return element(
        "div",
        *drawn,
        style=f"display:flex;height:{height}px;background:{PALE};border-radius:3px;overflow:hidden;min-width:40px",
        role="img",
        aria_label=said,
        title=said,
    )


def blocks(number: int, colour: str, said: str, most: int = 30) -> Markup:
    """So many things in a row, one block each, up to ``most``; then a plus sign."""
    shown = min(number, most)
    row = element(
        "span",
        style=f"display:inline-block;width:{10 * shown}px;height:13px;vertical-align:-2px;"
        f"background:repeating-linear-gradient(90deg,{colour} 0 8px,transparent 8px 10px)",
    )
    more = element("span", f" + {number - shown:,}", style=FAINT) if number > shown else None
    return element("span", row, more, role="img", aria_label=said, title=said, style="white-space:nowrap")


def key(colours: Iterable[tuple[str, str]]) -> Markup:
    """What each colour stands for."""
    entries = (
        element(
            "span",
            element(
                "span",
                style=f"display:inline-block;width:11px;height:11px;border-radius:2px;background:{colour};"
                "margin-right:5px;vertical-align:-1px",
            ),
            words,
            style="white-space:nowrap",
        )
        for colour, words in colours
    )
    return element("div", *entries, style="display:flex;flex-wrap:wrap;gap:3px 16px;font-size:12.5px;margin:7px 0 0")


def table(said: str, columns: Sequence[str], rows: Iterable[Sequence[str]], words: int = 1) -> Markup:
    """A table called ``said``; the first ``words`` columns hold text and stand left, the others numbers."""

    def cell(name: str, content: str, at: int, style: str = "", scope: str | None = None) -> Markup:
        side = "left" if at < words else "right"
        together = ";white-space:nowrap" if at >= words and name == "td" else ""
        return element(name, content, style=f"{CELL};text-align:{side}{together};{style}".rstrip(";"), scope=scope)

    plain = "background:transparent"
    head = (cell("th", words_of, at, f"font-weight:600;{FAINT}", "col") for at, words_of in enumerate(columns))
    body = (
        element(
            "tr",
            cell("th", first, 0, "font-weight:400", "row"),
            *(cell("td", content, at) for at, content in enumerate(rest, start=1)),
            style=plain,
        )
        for first, *rest in rows
    )
    return element(
        "div",
        element(
            "table",
            element("thead", element("tr", *head, style=plain), style="border:none"),
            element("tbody", *body),
            style=TABLE,
            aria_label=said,
        ),
        style="overflow-x:auto",
    )


def curve(lines: Sequence[tuple[Sequence[float], str, bool]], said: str, most: float | None = None) -> Markup:
    """Curves of shares from 0 to 1 over the weeks, each with its colour, and whether it is dashed; ``said`` in words.

    The height stands for ``most``; without it, for the largest value.
    """
    width, height = 640.0, 96.0
    top = max([most or 0.0, *(value for values, _, _ in lines for value in values)]) or 1.0
    drawn: list[str] = [f'<path d="M0,{height:g} H{width:g}" stroke="currentColor" stroke-opacity="0.35"/>']
    for values, colour, is_dashed in lines:
        step = width / max(1, len(values) - 1)
        points = " ".join(f"{step * at:.1f},{height - 2 - (height - 6) * v / top:.1f}" for at, v in enumerate(values))
        dashes = ' stroke-dasharray="6 4"' if is_dashed else ""
        drawn.append(
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2.5" stroke-linejoin="round"'
            f'{dashes} vector-effect="non-scaling-stroke"/>'
        )
    return Markup(
        f'<svg viewBox="0 0 {width:g} {height:g}" preserveAspectRatio="none" role="img" aria-label="{escape(said)}" '
        f'style="display:block;width:100%;height:{height:g}px;overflow:visible"><title>{escape(said)}</title>'
        f"{''.join(drawn)}</svg>"
    )
