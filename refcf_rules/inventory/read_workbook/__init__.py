"""A filled workbook as an inventory: bytes to cells under limits, cells to the tree that every door has."""
