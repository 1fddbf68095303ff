"""The forms of a report: each takes the same content."""
