"""Numbers as a sentence, a table or a picture says them."""


def counted(number: int, one: str, many: str) -> str:
    """So many of something.

    >>> counted(1, "week", "weeks"), counted(1200, "week", "weeks")
    ('1 week', '1,200 weeks')
    """
    return f"{number:,} {one if number == 1 else many}"


def percent(share: float, digits: int = 1) -> str:
    """A share in per cent; a dash for a share of nothing, which is not a number.

    >>> percent(0.1234), percent(float("nan"))
    ('12.3 %', '–')
    """
    return "–" if share != share else f"{100.0 * share:.{digits}f} %"


def in_digits(value: float, digits: int = 0, is_signed: bool = False) -> str:
    """A number with so many digits after the point and a true minus; with a plus as well where it ``is_signed``.

    Nought has no sign.

    >>> in_digits(-1234.56, 1), in_digits(-0.01, 1), in_digits(2.0, is_signed=True)
    ('−1,234.6', '0.0', '+2')
    """
    size = f"{abs(value):,.{digits}f}"
    if not size.strip("0.,"):
        return size
    return f"{'−' if value < 0.0 else '+' if is_signed else ''}{size}"
