"""Strategies against the council as it is: what differs, how surely, where two part, what to do first."""
