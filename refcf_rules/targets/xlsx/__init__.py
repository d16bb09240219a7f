"""The workbook: a calculation template of a class part, with every formula live (decision 0011)."""
