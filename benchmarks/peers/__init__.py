"""The common task, once with each peer; every script runs in an environment of its own."""
