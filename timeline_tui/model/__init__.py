"""What a timeline is: dates, events, participants, statements, sources, problems."""
