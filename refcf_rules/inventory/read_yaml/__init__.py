"""YAML as a tree; loaded for a YAML file only, since PyYAML takes its time."""
