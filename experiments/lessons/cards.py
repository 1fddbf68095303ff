"""What a room reads: its prediction beside what came out, and a claim with what the model says to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from experiments.lessons.found import First, Measured
from simulation.markup import BLUE, GREEN, GREY, ORANGE, PURPLE, VERMILION, Markup, card, element, note
from simulation.wording import in_digits

Number = float | int
WIDE, TALL, EDGE, ROW = (
    640,
    34,
    26,
    20,
)  # pixels of the picture of predictions: its width, its scale, a row a prediction
COLOURS = {"more": GREEN, "less": VERMILION, "same": GREY, "unknown": ORANGE}
WORDS = {
    "more": "The model agrees",
    "less": "The model says the opposite",
    "same": "The model sees no difference at all",
    "unknown": "The model cannot tell",
}


@dataclass(frozen=True)
class Card:
    """A card: a kind, a title, sentences beneath it; a notebook shows it, and a terminal prints the sentences."""

    kind: str
    title: str
    sentences: tuple[str, ...]
    picture: Markup | None = None
    colour: str = BLUE
    small: str = ""

    def _repr_html_(self) -> Markup:
        first, *more = self.sentences
        answer = element("p", first, style="margin:6px 0 0;font-size:17px;font-weight:600")
        said = (element("p", sentence, style="margin:4px 0 0;font-size:15px") for sentence in more)
        inside = card(self.kind, self.title, "", answer, self.picture, *said, note(self.small))
        return element("div", inside, style=f"border-left:7px solid {self.colour};border-radius:10px")

    def __repr__(self) -> str:
        return "\n".join((f"{self.kind} {self.title}", *self.sentences))


def beside(prediction: Number | str | Mapping[str, Number | str], found: Measured | First) -> Card:
    """A prediction beside what came out: a number (shares in per cent), or the name of a council.

    Several at once are written ``{"Table 1": 50, "Table 2": 70}``. Raises ``ValueError`` for a name of no council, and
    ``TypeError`` for words where a number is asked for, or the other way round.
    """
    predictions = dict(prediction) if isinstance(prediction, Mapping) else {"You": prediction}
    return _of_numbers(predictions, found) if isinstance(found, Measured) else _of_choices(predictions, found)


def _of_numbers(predictions: Mapping[str, Number | str], found: Measured) -> Card:
    numbers: dict[str, float] = {}
    for who, said in predictions.items():
        if isinstance(said, str | bool) or not isinstance(said, int | float):
            raise TypeError(f"{who} wrote {said!r}: write a number, without quotes or a per cent sign")
        numbers[who] = float(said)
    if found.of.mean is None:
        return Card("Prediction:", found.what, ("No run has this, so there is nothing to hold it against.",))
    sentences = [f"The model: {found.said}.", *(_near(who, number, found) for who, number in numbers.items())]
    small = f"Mean over {found.of.n} runs; in brackets its 95 % interval. It is a model: a room may know better."
    return Card("Prediction:", found.what, tuple(sentences), _scale(numbers, found), PURPLE, small)


def _near(who: str, number: float, found: Measured) -> str:
    low, high = (None if end is None else found.scale * end for end in (found.of.low, found.of.high))
    unit = f" {found.unit}" if found.unit else ""
    wrote = f"{who} wrote {_as_given(number)}{unit}"
    mean = found.scale * (found.of.mean or 0.0)
    if low is not None and high is not None and low <= number <= high:
        return f"{wrote}: within the interval, as close as can be told."
    points = "points" if found.kind == "share" else found.unit
    apart = abs(number - mean)
    digits = 1 if apart < 10 and found.kind != "hours" else 0
    way = "more" if number > mean else "less"
    return f"{wrote}: {in_digits(apart, digits)}{f' {points}' if points else ''} {way} than the model's mean."


def _as_given(number: float) -> str:
    """A number as somebody wrote it."""
    return f"{number:,.6g}".replace("-", "−")


def _scale(numbers: Mapping[str, float], found: Measured) -> Markup:
    """A line from least to most: the model's interval on it, and a diamond for each prediction."""
    mean = found.scale * (found.of.mean or 0.0)
    low, high = (mean if end is None else found.scale * end for end in (found.of.low, found.of.high))
    if found.kind == "share" and not found.is_difference:
        least, most = 0.0, 100.0
    else:
        least, most = 0.0, 0.0
    least, most = min(least, low, *numbers.values()), max(most, high, *numbers.values())
    across = (most - least) or 1.0

    def x(value: float) -> float:
        return EDGE + (WIDE - 2 * EDGE) * (value - least) / across

    tall = TALL + ROW * len(numbers) + 24
    parts = [
        _line(EDGE, WIDE - EDGE, "currentColor", 1, 0.35),
        _line(x(low), max(x(high), x(low) + 2), BLUE, 9, 0.55),
        f'<circle cx="{x(mean):.1f}" cy="{TALL - 12}" r="6" fill="{BLUE}"/>',
    ]
    for row, (who, number) in enumerate(numbers.items()):
        y = TALL + ROW * row + 8
        at = x(number)
        side, anchor = (12, "start") if at < WIDE / 2 else (-12, "end")
        parts.append(
            f'<line x1="{at:.1f}" x2="{at:.1f}" y1="{TALL - 12}" y2="{y}" stroke="{PURPLE}" stroke-opacity="0.6"/>'
            f'<path d="M{at:.1f} {y - 7} l7 7 l-7 7 l-7 -7 z" fill="{PURPLE}"/>'
            f'<text x="{at + side:.1f}" y="{y + 4}" font-size="13" fill="currentColor" text-anchor="{anchor}">'
            f"{element('tspan', f'{who}: {_as_given(number)}')}</text>"
        )
    unit = f" {found.unit}" if found.unit else ""
    digits = 0 if across >= 20 else 2
    for value, anchor in ((least, "start"), (most, "end")):
        parts.append(
            f'<text x="{x(value):.1f}" y="{tall - 4}" font-size="12" fill="currentColor" fill-opacity="0.7" '
            f'text-anchor="{anchor}">{in_digits(value, digits)}{unit}</text>'
        )
    said = f"The model {found.said}; " + ", ".join(f"{who} {_as_given(number)}" for who, number in numbers.items())
    return element(
        "svg", Markup("".join(parts)), style="width:100%;max-width:640px;height:auto;display:block;margin:6px 0 0",
        viewBox=f"0 0 {WIDE} {tall}", role="img", aria_label=said,
    )  # fmt: skip


def _line(start: float, end: float, colour: str, thick: int, opacity: float) -> str:
    """A level line of the scale."""
    places = f'x1="{start:.1f}" x2="{end:.1f}" y1="{TALL - 12}" y2="{TALL - 12}"'
    return (
        f'<line {places} stroke="{colour}" stroke-width="{thick}" stroke-linecap="round" stroke-opacity="{opacity}"/>'
    )


def _of_choices(predictions: Mapping[str, Number | str], found: First) -> Card:
    sentences = [found.said]
    for who, choice in predictions.items():
        if not isinstance(choice, str):
            raise TypeError(f"{who} wrote {choice!r}: write one of {', '.join(map(repr, found.names))}")
        known = {name.casefold(): name for name in found.names}
        choice = known.get(choice.strip().casefold(), choice)
        if choice not in found.names:
            raise ValueError(f"{who} wrote {choice!r}: write one of {', '.join(map(repr, found.names))}")
        if choice not in found.leaders:
            came = f"surely not the first ({found.means[choice]})"
        elif len(found.leaders) == 1:
            came = "as the model has it"
        else:
            came = "it may be so, and cannot be told from these runs"
        sentences.append(f"{who} wrote “{choice}”: {came}.")
    small = (
        "Runs pair by luck; the intervals of all differences between two of them hold together in 95 of 100 studies."
    )
    return Card("Prediction:", found.what, tuple(sentences), None, PURPLE, small)


def claim(words: str, found: Measured) -> Card:
    """A claim that some difference is above nought, and what the model says to it: its words follow the interval.

    Raises ``ValueError`` where what was found is no difference.
    """
    if not found.is_difference:
        raise ValueError(f"{found.what}: a claim is held against a difference")
    said = f"{WORDS[found.verdict]}: {found.said}."
    small = f"{found.what}; {found.of.n} pairs of runs on the same luck. The 95 % interval stands by itself."
    return Card("Claim:", words, (said,), None, COLOURS[found.verdict], small)
