"""The version of refcf: the one place, from which ``pyproject.toml`` reads it too."""

__version__ = "0.1.0"
