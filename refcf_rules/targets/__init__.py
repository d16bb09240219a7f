"""What the model is turned into: one folder per target, none knowing another."""
