"""How the facet pane stands beside or over the rest, and how it and the filter follow each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Container
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from timeline_tui.search.errors import QueryError
from timeline_tui.search.parse import parse_query
from timeline_tui.tui.actions import Place
from timeline_tui.tui.glyphs import choose
from timeline_tui.tui.screens.completing import Completing
from timeline_tui.tui.session import Session
from timeline_tui.tui.text import visible
from timeline_tui.tui.widgets.answers import Answer, Question

if TYPE_CHECKING:
    from timeline_tui.tui.facets.pane import Axis, FacetPane
    from timeline_tui.tui.facets.view import FacetList

THREE, BESIDE = 140, 90
"""From these widths on the pane stands beside timeline and detail, or beside the timeline alone; below, over
both."""


class Faceting(Completing):
    """Shows facets of what the filter lets through. Nothing of them is made before they are asked for."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._facets: FacetPane | None = None

    # --- open and closed ---

    @property
    def facets_open(self) -> bool:
        """Whether the facet pane is there."""
        return self.has_class("-facets")

    @property
    def _in_facets(self) -> bool:
        return self.facets_open and self.focused is not None and self._facets in self.focused.ancestors

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the keys go now."""
        if self._in_facets and not isinstance(self.focused, Input):
            return ("explorer", "facets")
        return super().places

    async def action_facets(self) -> None:
        """Open the facets, go there, or close them."""
        if self._in_facets:
            self.close_facets()
            return
        if self._facets is None:
            from timeline_tui.tui.facets.pane import FacetPane

            self._facets = FacetPane(axis=self._axis, glyphs=choose())
            # Waited for, so that the next key goes there already.
            await self.query_one("#body", Container).mount(self._facets, before=0)
        self._facets.display = True
        self.add_class("-facets")
        self.set_focus(self._facets.values)
        self.mark_choices()
        self.call_after_refresh(self.follow_facets)

    def close_facets(self) -> None:
        """Give the room back, and the focus to the timeline."""
        if self._facets is not None:
            self.remove_class("-facets")
            self._facets.display = False
            self._facets.drop()
            self.set_focus(self.timeline)

    def fit_facets(self, cells: int) -> None:
        """Take the layout that fits."""
        self.set_class(cells >= THREE, "-three")
        self.set_class(cells < BESIDE, "-over")

    def uncover(self, node: Widget) -> None:
        """Close the facets if they stand where ``node`` is to be seen."""
        if self.facets_open and (self.has_class("-over") or not node.display):
            self.close_facets()

    def action_tab(self, number: int) -> None:
        """Show one part of the detail."""
        self.uncover(self.detail)
        super().action_tab(number)

    def action_drop_term(self) -> None:
        """Escape leaves the find line, then the facets, then goes on as everywhere."""
        if self._facets is not None and self._in_facets:
            if not self._facets.leave():
                self.close_facets()
        else:
            super().action_drop_term()

    # --- what is shown in them ---

    def _axis(self, cells: int) -> Axis:
        """Return what curves reach over: all that the overview does, in its steps."""
        from timeline_tui.tui.facets.pane import Axis

        return Axis(self.strip.layout_of_cells.edges(cells), *self.strip.ends)

    def mark_choices(self) -> None:
        """Show which values the filter names, if it can be read."""
        if self._facets is not None and self.facets_open:
            try:
                query = parse_query(self.query_text, zone=self.index.zone)
            except QueryError:
                return
            self._facets.mark(query, self.index)

    def follow_facets(self) -> None:
        """Count among what the filter lets through, once all of that is known."""
        if self._facets is not None and self.facets_open and not self.answers.pending:
            rows = range(len(self.index)) if self.shown is None else self.shown
            self._facets.follow(self.index, rows, frozenset(self.marks.values()))

    def drop_facets(self) -> None:
        """Count no more: the filter changes, or nobody looks."""
        if self._facets is not None:
            self._facets.drop()

    def take_up(self, whole: Session, question: Question, answer: Answer | None) -> None:
        """Show another index of the same file, in the facets too."""
        super().take_up(whole, question, answer)
        self.mark_choices()
        self.follow_facets()

    # --- what they ask for ---

    def on_facet_list_pressed(self, event: FacetList.Pressed) -> None:
        """Add a value to the filter, exclude it, ask for it alone, or take that back."""
        from timeline_tui.search.chosen import toggled

        try:
            self.query_text = toggled(self.query_text, event.value, event.how, self.index)
        except QueryError as error:
            words = f"The filter cannot be read: {visible(str(error))}."
            self.app.notify(words, severity="warning", markup=False)

    def on_facet_pane_broken(self, event: Message) -> None:
        """Make the index anew."""
        event.stop()
        self.repair()
