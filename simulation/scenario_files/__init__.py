"""How a scenario file becomes a checked scenario: found, read line by line, merged, checked, written."""
