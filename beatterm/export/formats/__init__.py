"""Sound files: one module for each format, what they share, and the table of them."""
