"""Writes an inventory in the forms in which inventories are read: YAML, JSON, a folder of CSV files."""
