"""timeline-tui: coverage becomes a dated timeline file, explored in a terminal."""

__version__ = "0.1.0"
