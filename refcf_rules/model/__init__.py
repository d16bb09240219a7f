"""What a standard means: frozen dataclasses and closed unions, every node with its place in the source."""
