"""The parts of a report, a file each: what its sentences, tables and pictures are made of."""
