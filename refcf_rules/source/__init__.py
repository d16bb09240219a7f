"""Where text came from and what is wrong with it: spans, messages, diagnostics."""
