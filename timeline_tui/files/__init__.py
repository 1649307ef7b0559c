"""Reading and writing timeline files."""
