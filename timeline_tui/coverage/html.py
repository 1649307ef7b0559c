"""Web pages reduced to the article's text and metadata by trafilatura, an optional extra."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from timeline_tui.coverage.loading import failure


def read_html(data: bytes, path: Path) -> tuple[str, dict[str, str]]:
    """Return the article's text and what the page says of title, publisher, url, published and language.

    Raises InputError if trafilatura is not installed or finds no article.
    """
    try:
        import trafilatura
        from trafilatura.settings import use_config
    except ImportError:
        raise failure(
            path, "needs-html-extra", "reading web pages needs an extra", 'pip install "timeline-tui[html]"'
        ) from None
    config = use_config()
    config.set(
        "DEFAULT", "EXTENSIVE_DATE_SEARCH", "off"
    )  # a date guessed from the page's words is worse than none
    config.set("DEFAULT", "EXTRACTION_TIMEOUT", "0")  # its alarm signal only works in the main thread
    try:
        found: Any = trafilatura.bare_extraction(
            data, with_metadata=True, include_comments=False, include_tables=False, config=config
        )
    except Exception as error:  # whatever a parser of hostile markup raises, the page is unreadable
        raise failure(path, "unreadable-html", f"the page cannot be read: {type(error).__name__}") from None
    text = (getattr(found, "text", None) or "").strip()
    if not text:
        raise failure(path, "no-article", "no article text was found in this page")
    names = {
        "title": "title",
        "sitename": "publisher",
        "url": "url",
        "date": "published",
        "language": "language",
    }
    metadata = {key: str(value) for name, key in names.items() if (value := getattr(found, name, None))}
    return text, metadata
