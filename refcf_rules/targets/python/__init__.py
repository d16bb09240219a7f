"""The standalone validator of a standard in Python: one file, standard library only."""
