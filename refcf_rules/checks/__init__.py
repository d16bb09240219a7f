"""Judgements over a sound model, one file each; they stop nothing that is merely unfinished."""
