"""Is the baseline plausible? Bands that it must fall into, councils sampled from the declared ranges, and a report."""
