from __future__ import annotations

import subprocess
import sys

CODE = """
import sys
import timeline_tui.search.chips, timeline_tui.search.explain, timeline_tui.search.facets
import timeline_tui.search.highlight
import timeline_tui.search.overview
from timeline_tui.search.parse import parse_query
parse_query("lavrov when:2025-08 /a+/")
heavy = {"textual", "rich", "dateparser", "spacy", "trafilatura", "timeline_tui.normalize"}
print(sorted(heavy.intersection(sys.modules)))
"""


def test_reading_a_query_loads_neither_a_screen_nor_a_date_parser() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
