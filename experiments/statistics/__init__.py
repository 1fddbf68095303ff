"""What runs can tell and what they cannot: intervals over many differences, pairs needed, durations, shares of a cause."""
