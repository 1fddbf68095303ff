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
