"""From coverage to a timeline: dates, names, statements, events, merging."""
