"""The straight-line program of a standard, in no language yet: what to compute in which order, one pass per table."""
