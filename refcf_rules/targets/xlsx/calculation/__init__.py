"""From the standard to live formulas: one sheet per table of rows, one line per single value, then the outcomes."""
