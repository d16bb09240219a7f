"""The footprint report as a document: its contents once, printed as HTML or as a Word file."""
