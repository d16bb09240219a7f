"""Numbers with units: dimensions, unit text, the guard of comparisons, rounding, number text."""
