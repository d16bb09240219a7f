"""How a standard is written: one file per construct, from text to the model."""
