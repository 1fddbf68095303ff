"""Sweeps: many scenarios that differ in a few factors, each run several times; from a file to a table to an answer."""
