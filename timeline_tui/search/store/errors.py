"""What can be wrong with an index file."""

from __future__ import annotations


class BrokenIndex(Exception):  # noqa: N818 -- names the thing, as Cancelled does
    """An index file that is damaged, of another version, or no index at all; made anew, all is well."""
