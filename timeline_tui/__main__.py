"""``python -m timeline_tui`` is the ``timeline-tui`` command."""

from timeline_tui.cli import main

if __name__ == "__main__":
    main()
