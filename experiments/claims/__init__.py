"""The seed's claims as experiments: declared in files, run over plausible councils, each with its verdict."""
