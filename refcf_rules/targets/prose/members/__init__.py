"""What a declaration of the language looks like in a clause: one file for each group of constructs."""
