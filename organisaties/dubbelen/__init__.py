"""One place, one entry: find what looks like the same place, and make one of two."""
