"""``refcf validate`` for many inventories: folders, NDJSON, a file of results, several processes.

Nothing here is loaded when single files are judged. ``run`` is the order of things; ``engine`` says what judges.
"""
