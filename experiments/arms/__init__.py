"""Arms: councils that differ in what is to be judged, run on the same people with the same luck."""
