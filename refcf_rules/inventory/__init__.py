"""What companies hand in: documents read with exact positions, refused when unclear."""
