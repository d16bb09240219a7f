"""JSON as a tree; loaded for a JSON file only."""
