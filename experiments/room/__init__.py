"""The trainer's room: a council to watch, to set beside another, and to steer, in Jupyter and in a file of its own.

``from experiments.room import council_view, compare_view, explore, desk`` gives what a notebook calls.
"""

from experiments.room.notebook import compare_view, council_view, desk, explore

__all__ = ["compare_view", "council_view", "desk", "explore"]
