"""The facet pane: which people, places, tags and publishers the filter lets through, and when."""

from timeline_tui.tui.facets.pane import FacetPane

__all__ = ["FacetPane"]
