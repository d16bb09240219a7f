"""How an inventory stands on the sheets of a workbook: which block on which sheet, which name for which column.

The template writes by this layout and a workbook that comes back is read by it; neither knows the other.
"""
