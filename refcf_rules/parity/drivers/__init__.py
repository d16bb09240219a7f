"""Started as files of their own, away from refcf: each runs a generated validator on many inventories."""
