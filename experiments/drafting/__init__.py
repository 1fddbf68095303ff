"""A new scenario to start from: commented text, and departments counted from a staff list."""
