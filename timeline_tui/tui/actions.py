"""Every action of the explorer, once: it feeds the bindings, the key bar, the palette, the help and the docs.

An action belongs to one or more places ("explorer" is the whole main screen). Its ``id`` names the method
``action_<id>`` of the widget or screen that answers there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding, BindingType

Place = Literal["explorer", "timeline", "detail", "filter", "source", "dialog"]
Group = Literal["Move", "Narrow", "See", "Evidence", "File"]

GROUPS: tuple[Group, ...] = ("Move", "See", "Narrow", "Evidence", "File")


@dataclass(frozen=True, slots=True)
class Action:
    """One thing the reader can do.

    ``keys`` are Textual's names of the keys, ``shown`` what people call them. ``hint`` is the short word for
    the key bar, where an action without one does not stand; ``bar`` stands there for the keys if it is not
    ``shown``.
    """

    id: str
    keys: tuple[str, ...]
    shown: str
    words: str
    group: Group
    places: tuple[Place, ...]
    hint: str = ""
    bar: str = ""
    in_palette: bool = True


_LISTS: tuple[Place, ...] = ("timeline", "detail")

ACTIONS: tuple[Action, ...] = (
    Action("cursor_up", ("up", "k"), "↑ k", "event or item before", "Move", _LISTS, "move", "↑↓", False),
    Action("cursor_down", ("down", "j"), "↓ j", "event or item after", "Move", _LISTS, in_palette=False),
    Action("page_up", ("pageup",), "PgUp", "a screen up", "Move", _LISTS, in_palette=False),
    Action("page_down", ("pagedown",), "PgDn", "a screen down", "Move", _LISTS, in_palette=False),
    Action("home", ("home",), "Home", "first event", "Move", _LISTS),
    Action("end", ("end",), "End", "last event", "Move", _LISTS),
    Action("previous_day", ("left_square_bracket",), "[", "day before", "Move", ("explorer",), "day", "[ ]"),
    Action("next_day", ("right_square_bracket",), "]", "day after", "Move", ("explorer",)),
    Action("previous_month", ("left_curly_bracket",), "{", "month before", "Move", ("explorer",)),
    Action("next_month", ("right_curly_bracket",), "}", "month after", "Move", ("explorer",)),
    Action("go_to_date", ("t",), "t", "go to a date, loosely written", "Move", ("explorer",), "date"),
    Action("next_pane", ("tab",), "Tab", "next pane", "See", ("explorer",), "pane"),
    Action(
        "previous_pane", ("shift+tab",), "Shift+Tab", "pane before", "See", ("explorer",), in_palette=False
    ),
    Action("tab(0)", ("1",), "1", "the event itself", "See", ("explorer",)),
    Action("tab(1)", ("2",), "2", "who took part", "See", ("explorer",)),
    Action("tab(2)", ("3",), "3", "what was said", "See", ("explorer",)),
    Action("tab(3)", ("4",), "4", "versions that differ", "See", ("explorer",)),
    Action("tab(4)", ("5",), "5", "its sources", "See", ("explorer",)),
    Action("next_zone", ("z",), "z", "zone: the file's, yours, UTC", "See", ("explorer",), "zone"),
    Action("next_theme", ("T",), "T", "theme: dark, light, contrast", "See", ("explorer",)),
    Action("filter", ("slash",), "/", "filter as you type", "Narrow", ("explorer",), "filter"),
    Action("activate", ("enter",), "Enter", "narrow to a person, open a source", "Narrow", _LISTS, "open"),
    Action("drop_term", ("escape",), "Esc", "leave, or drop the last term", "Narrow", ("explorer",)),
    Action("drop_all", ("0",), "0", "drop the whole filter", "Narrow", ("explorer",)),
    Action("mark", ("space",), "Space", "mark this event", "Narrow", ("explorer",)),
    Action(
        "open_source", ("o",), "o", "the source at this very sentence", "Evidence", ("explorer",), "source"
    ),
    Action("copy", ("y",), "y", "copy the quotation with its source", "Evidence", ("explorer",)),
    Action("next_mark", ("n",), "n", "next passage that was used", "Evidence", ("source",), "mark", "n N"),
    Action("previous_mark", ("N",), "N", "passage before", "Evidence", ("source",)),
    Action("export", ("x",), "x", "export to a file", "File", ("explorer",), "export"),
    Action("problems", ("p",), "p", "problems found in the file", "File", ("explorer",)),
    Action("palette", ("colon",), ":", "every command by name", "File", ("explorer",), in_palette=False),
    Action("help", ("question_mark",), "?", "the keys that work here", "File", ("explorer",), "help"),
    Action("leave", ("q",), "q", "leave", "File", ("explorer",)),
)


def here(places: Iterable[Place]) -> tuple[Action, ...]:
    """Return the actions that belong to any of ``places``, in the table's order."""
    wanted = set(places)
    return tuple(action for action in ACTIONS if wanted.intersection(action.places))


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
