"""Every action of the explorer, once: it feeds the bindings, the key bar, the palette, the help and the docs.

An action belongs to one or more places ("explorer" is the whole main screen). Its ``id`` names the method
``action_<id>`` of the widget or screen that answers there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding, BindingType

Place = Literal["explorer", "timeline", "detail", "facets", "filter", "source"]
Group = Literal["Move", "Narrow", "See", "Evidence", "File"]

GROUPS: tuple[Group, ...] = ("Move", "See", "Narrow", "Evidence", "File")


@dataclass(frozen=True, slots=True)
class Action:
    """One thing the reader can do.

    ``keys`` are Textual's names of the keys, ``shown`` what people call them. ``hint`` is the short word for
    the key bar, where an action without one does not stand; ``bar`` stands there for the keys if it is not
    ``shown``, and ``rank`` says how long it stays there as room gets scarce: the lowest longest. ``line`` is
    what the help says of this action and those after it with the same ``line``, ``line_keys`` their keys.
    """

    id: str
    keys: tuple[str, ...]
    shown: str
    words: str
    group: Group
    places: tuple[Place, ...]
    hint: str = ""
    bar: str = ""
    rank: int = 9
    line: str = ""
    line_keys: str = ""
    in_palette: bool = True
    not_in: tuple[Place, ...] = ()
    """Where the key means something else, though the action belongs to a place around it."""


_LISTS: tuple[Place, ...] = ("timeline", "detail")
_FACETS: tuple[Place, ...] = ("facets",)
_ALL: tuple[Place, ...] = ("timeline", "detail", "facets", "source")
_SCREEN: tuple[Place, ...] = ("explorer",)

_EVENTS = "event or item before, after"
_PAGES = "a screen up, down"
_ENDS = "first, last"
_DAYS = "day before, after"
_MONTHS = "month before, after"
_PANES = "next pane, pane before"
_TABS = "event, people, said, versions, sources"
_PASSAGES = "next, previous passage"
_ZOOM = "events, days, months, years, decades"

ACTIONS: tuple[Action, ...] = (
    Action(
        "cursor_up",
        ("up", "k"),
        "↑ k",
        "event or item before",
        "Move",
        _ALL,
        hint="move",
        bar="↑↓",
        rank=1,
        line=_EVENTS,
        line_keys="↑ ↓  k j",
        in_palette=False,
    ),
    Action(
        "cursor_down",
        ("down", "j"),
        "↓ j",
        "event or item after",
        "Move",
        _ALL,
        line=_EVENTS,
        in_palette=False,
    ),
    Action(
        "page_up",
        ("pageup",),
        "PgUp",
        "a screen up",
        "Move",
        _ALL,
        line=_PAGES,
        line_keys="PgUp PgDn",
        in_palette=False,
    ),
    Action("page_down", ("pagedown",), "PgDn", "a screen down", "Move", _ALL, line=_PAGES, in_palette=False),
    Action("home", ("home",), "Home", "the first", "Move", _ALL, line=_ENDS, line_keys="Home End"),
    Action("end", ("end",), "End", "the last", "Move", _ALL, line=_ENDS),
    Action(
        "previous_day",
        ("left_square_bracket",),
        "[",
        "day before",
        "Move",
        _SCREEN,
        hint="day",
        bar="[ ]",
        rank=5,
        line=_DAYS,
        line_keys="[ ]",
    ),
    Action("next_day", ("right_square_bracket",), "]", "day after", "Move", _SCREEN, line=_DAYS),
    Action(
        "previous_month",
        ("left_curly_bracket",),
        "{",
        "month before",
        "Move",
        _SCREEN,
        line=_MONTHS,
        line_keys="{ }",
    ),
    Action("next_month", ("right_curly_bracket",), "}", "month after", "Move", _SCREEN, line=_MONTHS),
    Action(
        "next_pane",
        ("tab",),
        "Tab",
        "next pane",
        "Move",
        _SCREEN,
        hint="pane",
        rank=6,
        line=_PANES,
        line_keys="Tab Shift+Tab",
    ),
    Action(
        "previous_pane",
        ("shift+tab",),
        "Shift+Tab",
        "pane before",
        "Move",
        _SCREEN,
        line=_PANES,
        in_palette=False,
    ),
    Action(
        "tab(0)",
        ("1",),
        "1",
        "the event itself",
        "See",
        _SCREEN,
        hint="tab",
        bar="1–5",
        rank=4,
        line=_TABS,
        line_keys="1 … 5",
    ),
    Action("tab(1)", ("2",), "2", "who took part", "See", _SCREEN, line=_TABS),
    Action("tab(2)", ("3",), "3", "what was said", "See", _SCREEN, line=_TABS),
    Action("tab(3)", ("4",), "4", "versions that differ", "See", _SCREEN, line=_TABS),
    Action("tab(4)", ("5",), "5", "its sources", "See", _SCREEN, line=_TABS),
    Action(
        "activate",
        ("enter",),
        "Enter",
        "narrow to a person, open a source",
        "Narrow",
        _LISTS,
        hint="open",
        rank=3,
    ),
    Action(
        "facet_add",
        ("space",),
        "Space",
        "add the value to the filter, or take it out",
        "Narrow",
        _FACETS,
        hint="add",
        rank=1,
    ),
    Action(
        "facet_exclude",
        ("minus",),
        "-",
        "leave the value out, or no longer",
        "Narrow",
        _FACETS,
        hint="exclude",
        rank=1,
    ),
    Action(
        "facet_only",
        ("enter",),
        "Enter",
        "only this value of its facet",
        "Narrow",
        _FACETS,
        hint="only this",
        rank=3,
    ),
    Action("facet_find", ("F",), "F", "find a value by its name", "Narrow", _FACETS, hint="find", rank=3),
    Action("filter", ("slash",), "/", "filter as you type", "Narrow", _SCREEN, hint="filter", rank=2),
    Action("facets", ("f",), "f", "facets: who, where, what", "Narrow", _SCREEN, hint="facets", rank=4),
    Action("go_to_date", ("t",), "t", "go to a date, in any wording", "Move", _SCREEN, hint="date", rank=4),
    Action("drop_term", ("escape",), "Esc", "leave, or drop the last term", "Narrow", _SCREEN),
    Action("drop_all", ("0",), "0", "drop the whole filter", "Narrow", _SCREEN),
    Action("mark", ("space",), "Space", "mark this event", "Narrow", _SCREEN, not_in=_FACETS),
    Action(
        "zoom_in",
        ("plus", "equals_sign"),
        "+",
        "closer: fewer events a line",
        "See",
        ("timeline",),
        hint="zoom",
        bar="+ -",
        rank=7,
        line=_ZOOM,
        line_keys="+ -",
    ),
    Action("zoom_out", ("minus",), "-", "further: days, months, years", "See", ("timeline",), line=_ZOOM),
    Action("next_zone", ("z",), "z", "zone: the file's, yours, UTC", "See", _SCREEN, hint="zone", rank=8),
    Action("next_theme", ("T",), "T", "theme: dark, light, contrast", "See", _SCREEN),
    Action(
        "open_source", ("o",), "o", "source at this very sentence", "Evidence", _SCREEN, hint="source", rank=6
    ),
    Action(
        "next_mark",
        ("n",),
        "n",
        "next passage that was used",
        "Evidence",
        ("source",),
        hint="next mark",
        bar="n N",
        rank=2,
        line=_PASSAGES,
        line_keys="n N",
    ),
    Action("previous_mark", ("N",), "N", "passage before", "Evidence", ("source",), line=_PASSAGES),
    Action(
        "go_to_event",
        ("enter",),
        "Enter",
        "the event that rests on it",
        "Evidence",
        ("source",),
        hint="its event",
        rank=3,
    ),
    Action("copy", ("y",), "y", "copy the words with their source", "Evidence", ("explorer", "source")),
    Action("back", ("escape", "q"), "Esc", "back to the timeline", "File", ("source",), hint="back", rank=1),
    Action("export", ("x",), "x", "export to a file", "File", _SCREEN, hint="export", rank=7),
    Action(
        "problems",
        ("p",),
        "p",
        "problems found in the file",
        "File",
        _SCREEN,
        hint="problems",
        rank=8,
    ),
    Action("palette", ("colon", "ctrl+p"), ":", "every command by name", "File", _SCREEN, in_palette=False),
    Action(
        "help",
        ("question_mark",),
        "?",
        "the keys that work here",
        "File",
        ("explorer", "source"),
        hint="help",
        rank=0,
    ),
    Action("leave", ("q",), "q", "leave", "File", _SCREEN),
)


def here(places: Iterable[Place]) -> tuple[Action, ...]:
    """Return the actions that belong to any of ``places``, in the table's order."""
    wanted = set(places)
    return tuple(
        action
        for action in ACTIONS
        if wanted.intersection(action.places) and wanted.isdisjoint(action.not_in)
    )


def bindings(place: Place) -> list[BindingType]:
    """Return the bindings for the widget or screen that answers for ``place``."""
    # Those of the whole screen come first: a key is then answered before the next one is looked at, so that
    # "/lavrov" typed at once, or pasted, goes into the filter bar letter by letter.
    first = place == "explorer"
    return [
        Binding(
            ",".join(action.keys),
            action.id,
            action.words,
            show=False,
            priority=first,
            id=f"{place}.{action.id}",
        )
        for action in here([place])
    ]


def keys_markdown() -> str:
    """Return the table of keys for the documentation."""
    lines = [
        "# Keys of the explorer",
        "",
        "The explorer's own help (`?`) shows those that work where you are.",
    ]
    for group in GROUPS:
        lines += ["", f"## {group}", "", "| key | does | where |", "| --- | --- | --- |"]
        lines += [
            f"| `{action.shown}` | {action.words} | {', '.join(action.places)} |"
            for action in ACTIONS
            if action.group == group
        ]
    return "\n".join(lines) + "\n"
