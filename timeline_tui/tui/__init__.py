"""The explorer: a Textual app."""

import os

# A change that comes just after a frame waits for Textual's next one: at its 60 frames a second up to 33 ms,
# as it leaves one out after a late one. Nothing is painted without a change: a shorter wait costs nothing.
os.environ.setdefault("TEXTUAL_FPS", "240")
