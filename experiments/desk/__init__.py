"""Sit at the desk: a learner answers for a gate, and every team's answers are run again on equal luck."""
