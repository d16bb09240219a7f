"""Turns what the parser did not expect into a plain sentence: known slips first, near words next."""
