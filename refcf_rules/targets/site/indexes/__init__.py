"""The pages that cut across clauses: each takes the whole series and lists every thing once."""
