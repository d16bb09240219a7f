"""JSON Schema 2020-12 of an inventory: its structure, options and ranges; not its calculation."""
