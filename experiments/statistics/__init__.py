"""What runs can tell and what they cannot: intervals of many differences, pairs needed, durations, parts of a cause."""
