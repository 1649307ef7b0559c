"""The index of a timeline on SQLite: what is in it, how it is written, read and asked."""
