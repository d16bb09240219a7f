"""Proves that the targets of a standard agree: inventories made for the purpose, and what differs between results."""
