"""Reading documents of coverage into clean text and sentences."""
