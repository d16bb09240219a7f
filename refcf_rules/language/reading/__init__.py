"""Reads declarations quickly: the tables of the grammar as plain data, and a loop that runs them.

lark makes the tables and explains what cannot be read; what can be read is read here, to the same trees.
"""
