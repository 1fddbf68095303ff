"""How fast this model is, beside others that do the same task and beside what the machine can do at most.

``python -m benchmarks`` from the checkout. Nothing here is installed with the package.
"""
