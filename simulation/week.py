"""The week: what happens, in which order, and why in that order. This list *is* the schedule of both drivers.

Every phase reads the state as it stood when the phase began, so the order of people inside a phase never matters; one
person may pass several phases in one week.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Phase:
    """A verb that agents have as a method, who takes part (in this order), and why it stands where it stands."""

    verb: str
    who: tuple[str, ...]
    reason: str


WEEK: tuple[Phase, ...] = (
    Phase("happen", ("council", "leadership", "digital_lead", "staff", "councillors"),
          "what comes from outside, or was decided to come now, is there before anybody acts"),
    Phase("listen", ("staff",),
          "people act on what they heard; last week's news, and this week's leavers, reach their contacts first"),
    Phase("want", ("staff",), "wanting follows from what one sees and hears"),
    Phase("speak_up", ("staff",), "only who wants it asks, goes round the block, or takes a no for granted"),
    Phase("ask", ("staff",), "a request is filed, or mended and filed again, in the week in which its asker speaks up"),
    Phase("decide", ("digital_lead", "heads", "comms", "hr", "legal", "ict"),
          "requests can be answered in the week they are filed, where hours are left; appeals come first"),
    Phase("respond", ("staff",),
          "askers learn the answers: on to the next gate, live, or mend, appeal, give up, go round"),
    Phase("use", ("departments", "comms", "staff"),
          "who was let through uses it at once; hours are shared out before accounts draw on them"),
    Phase("reckon", ("council", "departments", "councillors", "comms", "hr", "ict"),
          "incidents and successes of this week alarm or calm, and may stop everything"),
    Phase("organise", ("council", "departments", "leadership", "legal", "ict", "staff", "councillors", "chamber"),
          "the organisation learns from the week that has passed"),
    Phase("record", ("council",), "what is measured is the week's end"),
)  # fmt: skip
