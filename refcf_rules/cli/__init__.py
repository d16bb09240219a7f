"""The command line: the only room that prints, reads the clock and writes files. One file per command.

Exit codes: 0 fine, 1 findings, 2 wrong usage or unreadable input, 3 a defect of refcf, 130 interrupted.
"""
