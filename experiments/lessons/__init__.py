"""What the lessons in ``notebooks/`` call: councils on the same luck, a prediction beside what came out, claims.

``from experiments.lessons import beside, claim, meet`` is what most of them need.
"""

from experiments.lessons.cards import beside, claim
from experiments.lessons.meeting import meet
from experiments.lessons.shares import blamed_beyond, good_noes, share_of, who_holds_it_up, wrongly_blamed

__all__ = ["beside", "blamed_beyond", "claim", "good_noes", "meet", "share_of", "who_holds_it_up", "wrongly_blamed"]
