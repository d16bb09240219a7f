"""Reads an inventory from a folder of CSV files: one for single values, one for each table, one for own factors."""
