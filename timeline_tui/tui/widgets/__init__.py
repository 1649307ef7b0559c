"""Small parts of the explorer's screens."""
