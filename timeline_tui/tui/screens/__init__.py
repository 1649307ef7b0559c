"""The explorer's screens and dialogs."""
