"""A MkDocs project that publishes the standard in Chinese and in English, to be read without a network."""
