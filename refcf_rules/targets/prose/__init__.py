"""A standard as a document for people, in one language at a time: what is said, not how it is printed."""
