"""Regular expressions that take time in proportion to the text, whatever the pattern.

Python's ``re`` backtracks: ``(a+)+$`` on forty letters takes hours. So patterns are only parsed by it, and
matched by a finite automaton that is built as the text is read (Thompson 1968). What no such automaton can do
is refused: back references, look-ahead, look-behind, possessive and atomic groups.

Patterns match folded text, as words do: case, accents and width do not count. ``.`` and classes never match
the end of a line, ``^`` and ``$`` match at each line.
"""

from __future__ import annotations

import importlib
import re
import warnings
from collections.abc import Callable, Iterator
from typing import Any

from timeline_tui.search.fold import fold

LONGEST_PATTERN = 300
"""Code points."""
_MOST_NODES = 1500
_MOST_STATES = 2000
_CHECKED_EVERY = 50
_MOST_STEPS = 200_000

_EDGE, _WORD, _OTHER = 0, 1, 2
_MATCH = 0

_REFUSED = {
    "GROUPREF": "back references are not supported",
    "GROUPREF_EXISTS": "conditions are not supported",
    "ASSERT": "look-ahead and look-behind are not supported",
    "ASSERT_NOT": "look-ahead and look-behind are not supported",
    "POSSESSIVE_REPEAT": "possessive repeats are not supported",
    "ATOMIC_GROUP": "atomic groups are not supported",
}
_CATEGORIES: dict[str, Callable[[str], bool]] = {
    "CATEGORY_DIGIT": str.isdecimal,
    "CATEGORY_SPACE": str.isspace,
    "CATEGORY_WORD": lambda char: char.isalnum() or char == "_",
}

Predicate = Callable[[str], bool]


class RegexError(ValueError):
    """A pattern that cannot be used; ``column`` counts from 0 within the pattern."""

    def __init__(self, message: str, column: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.column = column


def _kind(char: str) -> int:
    if char == "\n":
        return _EDGE
    return _WORD if char.isalnum() or char == "_" else _OTHER


def _assertion(name: str) -> Callable[[int, int], bool]:
    """Return the test that a position of this name makes on the kinds of code points beside it."""
    if name.startswith("AT_BEGINNING"):
        return lambda before, _: before == _EDGE
    if name.startswith("AT_END"):
        return lambda _, after: after == _EDGE
    if name == "AT_BOUNDARY":
        return lambda before, after: (before == _WORD) != (after == _WORD)
    return lambda before, after: (before == _WORD) == (after == _WORD)


def _class(items: list[Any]) -> Predicate:
    """Return the test of a ``[…]`` class."""
    negated = bool(items) and str(items[0][0]) == "NEGATE"
    tests = [_class_item(str(op), value) for op, value in items if str(op) != "NEGATE"]

    def matches(char: str) -> bool:
        return any(test(char) for test in tests) != negated

    return matches


def _class_item(op: str, value: Any) -> Predicate:  # noqa: ANN401 -- the shape depends on op
    if op == "LITERAL":
        wanted = fold(chr(value))
        return lambda char: char == wanted
    if op == "RANGE":
        low, high = value
        return lambda char: (
            low <= ord(char) <= high or (len(char.upper()) == 1 and low <= ord(char.upper()) <= high)
        )
    name = str(value)
    if name.startswith("CATEGORY_NOT_"):
        positive = _CATEGORIES["CATEGORY_" + name.removeprefix("CATEGORY_NOT_")]
        return lambda char: not positive(char)
    return _CATEGORIES[name]


class _Automaton:
    """A nondeterministic automaton. Node 0 is the match; nodes are built from the end of the pattern."""

    def __init__(self) -> None:
        self.split: list[tuple[int, ...]] = [()]
        self.check: list[Callable[[int, int], bool] | None] = [None]
        self.accept: list[Predicate | None] = [None]

    def node(
        self,
        following: tuple[int, ...],
        accept: Predicate | None = None,
        check: Callable[[int, int], bool] | None = None,
    ) -> int:
        if len(self.split) >= _MOST_NODES:
            raise RegexError("the expression is too large; use smaller repeat counts")
        self.split.append(following)
        self.accept.append(accept)
        self.check.append(check)
        return len(self.split) - 1

    def sequence(self, items: Any, following: int) -> int:  # noqa: ANN401 -- parsed patterns have no public type
        for op, value in reversed(list(items)):
            following = self.item(str(op), value, following)
        return following

    def item(self, op: str, value: Any, following: int) -> int:  # noqa: ANN401
        if op in _REFUSED:
            raise RegexError(_REFUSED[op])
        if op == "LITERAL":
            return self.literal(fold(chr(value)), following)
        if op == "NOT_LITERAL":
            unwanted = fold(chr(value))
            return self.node((following,), lambda char: char != unwanted)
        if op == "ANY":
            return self.node((following,), lambda _: True)
        if op == "IN":
            return self.any_of(value, following)
        if op == "AT":
            return self.node((following,), check=_assertion(str(value)))
        if op == "SUBPATTERN":
            return self.sequence(value[3], following)
        if op == "BRANCH":
            return self.node(tuple(self.sequence(branch, following) for branch in value[1]))
        if op in {"MAX_REPEAT", "MIN_REPEAT"}:
            return self.repeat(value, following)
        raise RegexError(f"{op.lower()} is not supported")

    def any_of(self, items: list[Any], following: int) -> int:
        """Return the node of a ``[…]`` class; what folds to several code points is a branch."""
        one = self.node((following,), _class(items))
        if str(items[0][0]) == "NEGATE":
            return one
        folded = [fold(chr(value)) for op, value in items if str(op) == "LITERAL"]
        longer = [text for text in folded if len(text) > 1]
        if not longer:
            return one
        return self.node((one, *(self.literal(text, following) for text in longer)))

    def literal(self, folded: str, following: int) -> int:
        for char in reversed(folded):
            following = self.node((following,), char.__eq__)
        return following

    def repeat(self, value: Any, following: int) -> int:  # noqa: ANN401
        least, most, body = int(value[0]), value[1], value[2]
        if max(least, 0 if str(most) == "MAXREPEAT" else int(most)) > _MOST_NODES:
            raise RegexError("the expression is too large; use smaller repeat counts")
        if str(most) == "MAXREPEAT":
            loop = self.node(())
            self.split[loop] = (self.sequence(body, loop), following)
            following = loop
        else:
            after = following
            for _ in range(int(most) - least):
                following = self.node((self.sequence(body, following), after))
        for _ in range(least):
            following = self.sequence(body, following)
        return following

    def closure(self, nodes: frozenset[int], before: int, after: int) -> set[int]:
        """Return what can be reached from ``nodes`` without reading, between code points of these kinds."""
        reached: set[int] = set()
        waiting = list(nodes)
        while waiting:
            node = waiting.pop()
            if node in reached:
                continue
            reached.add(node)
            check = self.check[node]
            if node != _MATCH and self.accept[node] is None and (check is None or check(before, after)):
                waiting.extend(self.split[node])
        return reached


class Pattern:
    """A pattern ready to match. Not to be shared between threads: it learns while it reads."""

    def __init__(self, pattern: str, check: Callable[[], None] = lambda: None) -> None:
        """Compile ``pattern``; raise RegexError if it cannot be used.

        ``check`` is called now and then while there is much to learn; it may raise to give up.
        """
        self._automaton = _Automaton()
        parsed = _parsed(pattern)
        self._start = self._automaton.sequence(parsed, _MATCH)
        self.needed = _needed(parsed)
        self._check = check
        self._numbers: dict[tuple[frozenset[int], int, bool], int] = {}
        self._states: list[tuple[frozenset[int], int, bool]] = []
        self._moves: list[dict[str, int]] = []

    def _number(self, nodes: frozenset[int], before: int, anchored: bool) -> int:
        """Return the number of a state. When it is new, all numbers given before may become void."""
        key = (nodes, before, anchored)
        number = self._numbers.get(key)
        if number is None:
            if len(self._states) >= _MOST_STATES:
                self._numbers.clear()
                self._states.clear()
                self._moves.clear()
            if len(self._states) % _CHECKED_EVERY == 0:
                self._check()
            number = self._numbers[key] = len(self._states)
            self._states.append(key)
            self._moves.append({})
        return number

    def _reach(self, state: int, after: int) -> set[int]:
        nodes, before, anchored = self._states[state]
        return self._automaton.closure(nodes if anchored else nodes | {self._start}, before, after)

    def _move(self, state: int, char: str) -> int:
        """Return the state after reading ``char``, or -1 if there is a match before it."""
        kind = _kind(char)
        reached = self._reach(state, kind)
        if _MATCH in reached and not self._states[state][2]:
            number = -1
        else:
            accept, split = self._automaton.accept, self._automaton.split
            nodes = frozenset(
                split[node][0]
                for node in reached
                if (test := accept[node]) is not None and kind != _EDGE and test(char)
            )
            known = len(self._states)
            number = self._number(nodes, kind, self._states[state][2])
            if len(self._states) < known:
                return number
        self._moves[state][char] = number
        return number

    def search(self, text: str) -> bool:
        """Return whether the pattern matches anywhere in folded ``text``."""
        for run in self.needed:
            if run not in text:
                return False
        state = self._number(frozenset(), _EDGE, False)
        moves = self._moves
        for char in text:
            following = moves[state].get(char)
            if following is None:
                following = self._move(state, char)
            if following < 0:
                return True
            state = following
        return _MATCH in self._reach(state, _EDGE)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the matches in folded ``text`` that are not empty: leftmost, then longest, none overlapping.

        Stops early in text that would take long; highlighting is all it serves.
        """
        at = steps = 0
        while at < len(text) and steps < _MOST_STEPS:
            before = _kind(text[at - 1]) if at else _EDGE
            state = self._number(frozenset({self._start}), before, True)
            end = None
            pos = at
            while True:
                after = _kind(text[pos]) if pos < len(text) else _EDGE
                if pos > at and _MATCH in self._reach(state, after):
                    end = pos
                if pos == len(text) or not self._states[state][0]:
                    break
                known = self._moves[state].get(text[pos])
                state = self._move(state, text[pos]) if known is None else known
                pos += 1
                steps += 1
            steps += 1
            if end is not None:
                yield at, end
            at = at + 1 if end is None else end


def _needed(parsed: Any) -> tuple[str, ...]:  # noqa: ANN401
    """Return the runs that every match holds, longest first; looking for them saves most of the work."""
    runs = [""]
    for op, value in parsed:
        if str(op) == "LITERAL":
            runs[-1] += fold(chr(value))
        else:
            runs.append("")
    return tuple(sorted(filter(None, dict.fromkeys(runs)), key=len, reverse=True))


def _parsed(pattern: str) -> Any:  # noqa: ANN401 -- re's parse tree has no public type
    if len(pattern) > LONGEST_PATTERN:
        raise RegexError(f"a regular expression has at most {LONGEST_PATTERN} characters", LONGEST_PATTERN)
    # The parser behind ``re``; private, but the same since Python 2. Any change shows in the tests.
    parser = importlib.import_module("re._parser")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return parser.parse(pattern)
    except re.error as error:
        raise RegexError(error.msg, error.pos or 0) from error
    except (OverflowError, RecursionError, ValueError) as error:
        raise RegexError("the expression is too large") from error
