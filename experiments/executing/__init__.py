"""Runs carried out: what a run is asked for and leaves behind, and who does it, threads, processes or a cluster."""
