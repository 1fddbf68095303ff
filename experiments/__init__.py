"""Everything that is done with the model: runs, comparisons, pictures."""
