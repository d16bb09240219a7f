"""A judgement in the forms people and programs read: text, JSON, SARIF, JUnit. Nothing is printed here."""
