"""A marked copy of a workbook: the user's own file with coloured cells, comments, and a sheet of what to do.

Parts are changed as text where they must be, so that whatever else the file holds stays to the byte.
"""
