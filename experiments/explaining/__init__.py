"""What is set, where it comes from, what is wrong, what happened: a scenario or a run explained to a reader."""
