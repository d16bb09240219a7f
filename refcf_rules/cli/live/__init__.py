"""The site of a series while it is being written: compiled, printed and rendered as far as somebody looks."""
