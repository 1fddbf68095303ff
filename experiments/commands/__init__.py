"""The commands of `blockers`, one file each."""
