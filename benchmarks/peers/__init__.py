"""What refcf is measured against, copied unchanged: the workload, its generator and the hand-written checks.

``WORKLOAD.md``, ``gen_inventories.py``, ``hand.py``, ``schema.py`` and ``tables.py`` were handed to the project as
the workload to be measured on. They are kept as they came so that a checkout can be measured alone; they are
neither formatted nor linted, and nothing in refcf imports them. ``ajv.mjs`` runs the same schema in node.
"""
