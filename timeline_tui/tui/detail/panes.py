"""The five panes of the detail."""

from __future__ import annotations

from timeline_tui.search.parts import people
from timeline_tui.search.versions import versions
from timeline_tui.tui.detail.event import event_page
from timeline_tui.tui.detail.page import Inks, Page, Subject
from timeline_tui.tui.detail.pane import Head, Pane
from timeline_tui.tui.detail.people import curve_words, people_page
from timeline_tui.tui.detail.said import modes_words, said_page
from timeline_tui.tui.detail.sources import head_words as sources_words
from timeline_tui.tui.detail.sources import sources_page
from timeline_tui.tui.detail.versions import head_words as versions_words
from timeline_tui.tui.detail.versions import versions_page


class EventPane(Pane):
    """What happened, when and where."""

    def head(self, subject: Subject) -> Head | None:  # noqa: ARG002
        """Return none: the event's title is the head."""
        return None

    def page(self, subject: Subject, inks: Inks, cells: int) -> Page:
        """Return title, times, place, summary, tags and review state."""
        return event_page(subject, inks, cells)


class VersionsPane(Pane):
    """Where sources disagree."""

    def head(self, subject: Subject) -> Head | None:
        """Return how many versions each field has."""
        disputed = any(versions(subject.event))
        title = f"{subject.glyphs.dispute} Versions" if disputed else "Also reported"
        return Head(title, versions_words(subject))

    def page(self, subject: Subject, inks: Inks, cells: int) -> Page:
        """Return the versions of each field."""
        return versions_page(subject, inks, cells, named=not self.roomy)


class ParticipantsPane(Pane):
    """Who took part or spoke."""

    def head(self, subject: Subject) -> Head | None:
        """Return how many they are, and over which time their curves reach."""
        right = curve_words(subject, self.text_width)
        return Head("Participants", str(len(people(subject.event))), right)

    def page(self, subject: Subject, inks: Inks, cells: int) -> Page:
        """Return a line a participant."""
        return people_page(subject, inks, cells)


class StatementsPane(Pane):
    """What was said."""

    def head(self, subject: Subject) -> Head | None:
        """Return how many statements there are of which mode."""
        return Head("Statements", f"{len(subject.event.statements)} · {modes_words(subject)}")

    def page(self, subject: Subject, inks: Inks, cells: int) -> Page:
        """Return the statements."""
        return said_page(subject, inks, cells)


class SourcesPane(Pane):
    """Where it is known from."""

    def head(self, subject: Subject) -> Head | None:
        """Return how many sources there are, and how many of them reprint no other."""
        return Head("Sources", sources_words(subject))

    def page(self, subject: Subject, inks: Inks, cells: int) -> Page:
        """Return the sources."""
        return sources_page(subject, inks, cells, roomy=self.roomy)
