"""What is the same in every standalone validator; its modules are copied into the file one after the other.

They import the standard library and each other, nothing else, and no two of them use one name for two
things. None imports ``dataclasses`` or ``typing``, which would take a third of the time of judging one file.
"""
