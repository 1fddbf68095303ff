"""The compiled driver: the same council, many times faster, identical line for line.

``CompiledCouncil(scenario, seed).run()``. Whoever knows ``WEEK`` finds a phase's loop in the file of its name.
"""
