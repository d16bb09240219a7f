"""What a standard means: frozen records and closed unions, every node with its place in the source."""
