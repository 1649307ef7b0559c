"""The facet pane: a head, a line to find values in, and the list of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from timeline_tui.search.chosen import Chosen, chosen, left_out
from timeline_tui.search.facets import FacetValue
from timeline_tui.search.fold import fold_words
from timeline_tui.search.index import Index
from timeline_tui.search.parse import Query
from timeline_tui.tui.facets import drawing
from timeline_tui.tui.facets.counting import Counted, Counting, Excluded
from timeline_tui.tui.facets.view import FacetList
from timeline_tui.tui.glyphs import Glyphs
from timeline_tui.tui.widgets.literally import Literally

_LOW = 24
"""Lines below which the pane does without empty ones."""
_SLOW = 0.2
"""Seconds after which it is said that counting goes on."""


class Axis(NamedTuple):
    """What curves reach over: the seconds between which they count, and their ends in words."""

    edges: tuple[int, ...]
    first: str
    last: str


NO_AXIS = Axis((), "", "")


class FacetHead(Widget):
    """The rule over the pane."""

    DEFAULT_CSS = "FacetHead { height: 1; background: $background; color: $foreground; }"
    right: reactive[str] = reactive("")
    """What is said at the right of the rule."""
    lit: reactive[bool] = reactive(False)
    """Whether the focus is in the pane."""

    def __init__(self, values: FacetList) -> None:
        super().__init__()
        self._values = values

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - it has one line
        """Draw the line as the list looks."""
        look = replace(self._values.look, focused=self.lit)
        line = drawing.head_line("Facets", self.right, self.size.width, look)
        return Strip(line).adjust_cell_length(self.size.width, look.inks.ground)


class AxisLine(Widget):
    """The names of the columns of curves and counts."""

    DEFAULT_CSS = "AxisLine { height: 1; background: $background; color: $foreground; }"
    axis: reactive[Axis] = reactive(NO_AXIS)
    """What curves reach over."""

    def __init__(self, values: FacetList) -> None:
        super().__init__()
        self._values = values

    def fit(self) -> None:
        """Stand over the columns of the list."""
        columns = self._values.columns
        self.styles.width = drawing.axis_cells(columns) + self._values.size.width - columns.cells
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - it has one line
        """Draw the line."""
        look = self._values.look
        return Strip(
            drawing.axis_line(self.axis.first, self.axis.last, len(self.axis.edges) - 1, look)
        ).adjust_cell_length(self.size.width, look.inks.ground)


class FindLine(Input):
    """Where a part of a name is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("down", "submit", show=False)]
    DEFAULT_CSS = """
    FindLine, FindLine:focus {
        height: 1; width: 1fr; border: none; padding: 0; margin-left: 1; background: $background;
        & > .input--placeholder { color: $text-muted; text-style: italic; }
    }
    FindLine:focus { background: $surface; }
    """


class FacetPane(Vertical):
    """The values that the rows shown have, with their counts and curves, and how the filter names them.

    ``follow`` gives it rows, ``mark`` the filter; ``axis`` is asked for as many cells as curves have.
    """

    DEFAULT_CSS = """
    FacetPane {
        background: $background;
        & > Horizontal { height: 1; }
        & > FacetList { margin-top: 1; }
        &.-low > FacetList { margin-top: 0; }
    }
    """

    class Broken(Message):
        """The index turned out to be damaged."""

    def __init__(self, *, axis: Callable[[int], Axis], glyphs: Glyphs) -> None:
        super().__init__()
        self.set_class(glyphs.is_ascii, "-ascii")
        self.values = FacetList(glyphs=glyphs)
        self._axis_of = axis
        self._head, self._axis = FacetHead(self.values), AxisLine(self.values)
        self._find = FindLine(placeholder="F finds a value", highlighter=Literally(), id="value")
        self._counting = Counting(self, counted=self._take, drawn=self._redraw, broken=self._break)
        self._asked: tuple[Index, Sequence[int]] | None = None
        self._query: Query | None = None
        self._marked: Collection[str] = ()
        self._counted: Counted | None = None
        self._choices: tuple[Chosen, ...] = ()
        self._kept: list[FacetValue] = []  # taken out of the filter and not counted since

    def compose(self) -> ComposeResult:
        """Lay out head, find line and list."""
        yield self._head
        with Horizontal():
            yield self._find
            yield self._axis
        yield self.values

    def on_resize(self) -> None:
        """Do without the empty line where lines are few."""
        self.set_class(self.size.height < _LOW, "-low")

    # --- what is counted ---

    def mark(self, query: Query, index: Index) -> None:
        """Show which values a query asks for or leaves out."""
        self._query = query
        choices = chosen(query, index)
        if choices != self._choices:
            self._kept += [one.value for one in self._choices]
            self._choices = choices
            self._show()

    def follow(self, index: Index, rows: Sequence[int], marked: Collection[str] = ()) -> None:
        """Count among other rows, unless they are those that are counted; ``marked`` is for the filter."""
        known = self._counted
        self._asked, self._marked = (index, rows), marked
        if known is not None and known.whole and known.index is index and known.holding == self._find.value:
            same = known.rows == rows if isinstance(rows, range) else known.rows is rows
            if same:
                return
        self._count()

    def drop(self) -> None:
        """Count no more: something else is going to be asked for."""
        self._counting.drop()

    def _count(self) -> None:
        if self._asked is not None:
            self._counting.count(
                *self._asked, self._find.value, self._edges(), self._excluded(self._asked[0])
            )
            self.set_timer(_SLOW, self._say_counting)

    def _excluded(self, index: Index) -> list[Excluded]:
        """Return what counts the events that excluded values take from the answer."""

        def count(one: Chosen, query: Query, stale: Callable[[], bool]) -> int:
            return left_out(query, one, index, marked=self._marked, cancelled=stale)

        query = self._query
        if query is None:
            return []
        return [(one.value.key, partial(count, one, query)) for one in self._choices if one.negated]

    def _say_counting(self) -> None:
        if self._counting.pending:
            self._head.right = "counting …"

    def _take(self, counted: Counted) -> None:
        """Show what was counted; what is still to be counted stays as it was."""
        before, self._counted = self._counted, counted
        anew = before is None or before.index is not counted.index or before.holding != counted.holding
        if not counted.whole and before is not None and not anew:
            counted.facets += before.facets[len(counted.facets) :]
        if counted.whole:
            self._head.right = ""
            self._kept.clear()
        self.values.wanted = fold_words(counted.holding)
        self._show(anew=anew)

    def _show(self, *, anew: bool = False) -> None:
        counted = self._counted
        if counted is not None:
            self.values.curves = counted.curves
            remark = "No value is called so." if counted.holding else "Nothing to count."
            choices = [self._with_count(one, counted) for one in self._choices]
            self.values.put(counted.facets, choices, kept=self._kept, remark=remark, anew=anew)

    @staticmethod
    def _with_count(one: Chosen, counted: Counted) -> Chosen:
        return replace(one, value=replace(one.value, count=counted.left_out.get(one.value.key, 0)))

    def _break(self) -> None:
        self.post_message(self.Broken())

    # --- curves ---

    def _redraw(self) -> None:
        self.values.refresh()

    def _edges(self) -> tuple[int, ...]:
        """Return the edges of the curves at the present width, and name their ends."""
        axis = self._axis.axis = self._axis_of(self.values.columns.curve)
        return axis.edges

    @on(FacetList.Shown)
    def draw_curves(self) -> None:
        """Find the curves of the values on screen that are not known."""
        self._axis.fit()
        counted, edges = self._counted, self._edges()
        if counted is None:
            return
        if counted.edges != edges:
            counted.edges, counted.curves = edges, {}
            self.values.curves = counted.curves
        missing = [value for value in self.values.on_screen if value.key not in counted.curves]
        if missing and edges:
            self._counting.draw(counted, missing)

    # --- the find line ---

    @on(FacetList.Looking)
    def look_for(self) -> None:
        """Type to find a value."""
        self._find.focus()

    @on(Input.Changed)
    def find(self, event: Input.Changed) -> None:
        """Find the values that hold what is typed."""
        event.stop()
        self._count()

    @on(Input.Submitted)
    def to_values(self, event: Input.Submitted) -> None:
        """Go from the find line to what was found."""
        event.stop()
        self.values.focus()

    def leave(self) -> bool:
        """Give up what is being typed to find; false if there is nothing to give up."""
        if not self._find.has_focus and not self._find.value:
            return False
        self._find.value = ""
        self.values.focus()
        return True

    def on_descendant_focus(self) -> None:
        """Light up the head."""
        self._light()

    def on_descendant_blur(self) -> None:
        """Put the head out, unless the focus stays in the pane."""
        self._light()

    def _light(self) -> None:
        focused = self.screen.focused
        self._head.lit = focused is not None and self in focused.ancestors
