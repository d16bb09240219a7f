"""The reference meaning: what a standard says about an inventory. Nothing here reads files or prints."""
