"""The standalone validator in JavaScript: one ES module for node and browsers, and its types."""
