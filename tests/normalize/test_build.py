from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest

from timeline_tui.coverage.check import check_evidence
from timeline_tui.coverage.document import Document
from timeline_tui.coverage.reading import read_documents
from timeline_tui.files.toml_writer import write_timeline
from timeline_tui.model.timeline import Event, Evidence, Participation, Statement, Timeline
from timeline_tui.model.zones import zone
from timeline_tui.normalize.build import build, event_id
from timeline_tui.normalize.language import load
from timeline_tui.normalize.merging import day_of, merged

GAZETTE = (
    "Mayor Ana Silva closed the harbour bridge in Lisbon on Tuesday."
    " “Nobody will cross until we know,” Silva said."
)
WIRE = "On Tuesday Ana Silva, the mayor, closed the harbour bridge. Costa visited the port on Monday."


def document(id_, text, published="2024-03-06", **more):
    return Document(id=id_, text=text, published=published, **more)


@pytest.fixture(scope="module")
def language():
    found = load()
    if found is None:
        pytest.skip("the language model is not installed")
    return found


def closing(timeline):
    return next(event for event in timeline.events if "closed" in event.title.casefold() and event.when)


def test_one_document(language):
    timeline = build([document("gazette", GAZETTE, publisher="The Gazette")], language=language).timeline
    event = closing(timeline)
    assert event.when == "2024-03-05"
    assert event.when_text == "Tuesday"
    assert event.review == "pending"
    assert event.evidence[0].source == "gazette"
    start, end = event.evidence[0].at
    assert GAZETTE[start:end] == event.evidence[0].quote
    assert timeline.sources[0].publisher == "The Gazette"
    ids = {p.id for p in timeline.participants}
    assert {part.who for e in timeline.events for part in e.participants} <= ids
    said = [s for e in timeline.events for s in e.statements]
    assert [(s.speaker, s.mode) for s in said] == [("silva", "direct")]
    assert GAZETTE[slice(*said[0].evidence[0].at)] == said[0].evidence[0].quote


def test_two_tellings_of_one_happening_are_one_event(language):
    timeline = build([document("gazette", GAZETTE), document("wire", WIRE)], language=language).timeline
    event = closing(timeline)
    assert {evidence.source for evidence in event.evidence} == {"gazette", "wire"}
    assert sum("closed" in e.title for e in timeline.events) == 1


def test_happenings_of_one_document_are_never_merged(language):
    text = "Ana Silva closed the bridge on Tuesday. Later on Tuesday Ana Silva closed the bridge."
    timeline = build([document("a", text)], language=language).timeline
    assert sum("closed" in event.title for event in timeline.events) == 2


@pytest.mark.parametrize(
    "other",
    [
        "Ana Silva closed the harbour bridge on Monday.",
        "Rui Costa opened the harbour museum on Tuesday.",
        "Ana Silva opened the museum of modern art on Tuesday.",
    ],
)
def test_other_happenings_are_kept_apart(language, other):
    timeline = build([document("gazette", GAZETTE), document("wire", other)], language=language).timeline
    assert all(len({e.source for e in event.evidence}) == 1 for event in timeline.events)


def test_building_again_changes_nothing(language):
    documents = [document("gazette", GAZETTE), document("wire", WIRE)]
    first = build(documents, language=language).timeline
    again = build(documents, language=language, previous=first)
    assert write_timeline(again.timeline) == write_timeline(first)
    assert "documents built before and unchanged: 2" in again.notes
    assert write_timeline(build(documents, language=language).timeline) == write_timeline(first)


def test_an_executor_gives_the_same(language):
    documents = [document(f"d{n}", GAZETTE.replace("Lisbon", f"Town {n}")) for n in range(12)]
    with ThreadPoolExecutor(1) as executor:
        there = build(documents, language=language, executor=executor).timeline
    assert write_timeline(there) == write_timeline(build(documents, language=language).timeline)


@pytest.mark.parametrize("review", ["accepted", "rejected", "pending"])
def test_what_a_person_decided_stays(language, review):
    first = build([document("gazette", GAZETTE)], language=language).timeline
    event = closing(first)
    edited = event.model_copy(update={"title": "My title", "when": "2024-03-05T18:40", "review": review})
    edited_timeline = first.model_copy(
        update={"events": tuple(edited if e.id == event.id else e for e in first.events)}
    )
    both = [document("gazette", GAZETTE), document("wire", WIRE)]
    event_now = next(
        e
        for e in build(both, language=language, previous=edited_timeline).timeline.events
        if e.id == event.id
    )
    assert (event_now.title, event_now.when, event_now.review) == ("My title", "2024-03-05T18:40", review)


def test_a_removed_event_does_not_come_back(language):
    first = build([document("gazette", GAZETTE)], language=language).timeline
    emptied = first.model_copy(update={"events": ()})
    assert build([document("gazette", GAZETTE)], language=language, previous=emptied).timeline.events == ()


def test_new_coverage_is_added_in_its_place(language):
    first = build([document("gazette", GAZETTE)], language=language).timeline
    both = build(
        [document("gazette", GAZETTE), document("wire", WIRE)], language=language, previous=first
    ).timeline
    whens = [event.when for event in both.events if event.when]
    assert whens == sorted(whens)
    assert "2024-03-04" in whens
    assert {source.id for source in both.sources} == {"gazette", "wire"}


def test_a_changed_document_keeps_its_events_and_moves_their_quotes(language):
    first = build([document("gazette", GAZETTE)], language=language).timeline
    changed = document("gazette", f"Corrected on Thursday.\n{GAZETTE}")
    again = build([changed], language=language, previous=first).timeline
    event = next(e for e in again.events if e.id == closing(first).id)
    start, end = event.evidence[0].at
    assert changed.text[start:end] == event.evidence[0].quote
    assert again.sources[0].sha256 == changed.sha256
    assert sum("closed" in e.title for e in again.events) == 1


def test_a_reprint_is_marked(language):
    timeline = build([document("a", GAZETTE), document("b", GAZETTE)], language=language).timeline
    assert [source.derived_from for source in timeline.sources] == [None, "a"]


def test_documents_are_named_relative_to_the_output(tmp_path, language):
    folder = tmp_path / "coverage"
    folder.mkdir()
    (folder / "note.md").write_text(
        f"---\nid: gazette\npublished: 2024-03-06\n---\n\n{GAZETTE}\n", encoding="utf-8"
    )
    output = tmp_path / "out" / "timeline.toml"
    timeline = build(read_documents([folder]), output=output, language=language).timeline
    assert timeline.sources[0].document == "../coverage/note.md"
    output.parent.mkdir()

    @dataclass
    class Opened:
        timeline: Timeline
        path: object
        text: str

    assert check_evidence(Opened(timeline, output, "")) == ()


def test_title_zone_and_notes(language):
    chosen = build(
        [document("a", GAZETTE)], language=language, title="Mine", timezone="Europe/Lisbon"
    ).timeline
    assert (chosen.title, chosen.timezone) == ("Mine", "Europe/Lisbon")
    guessed = build([document("a", GAZETTE, title="Bridge shut")], language=language)
    assert (guessed.timeline.title, guessed.timeline.timezone) == ("Bridge shut", "Europe/Lisbon")
    assert any("Europe/Lisbon" in note for note in guessed.notes)
    assert build([], language=language).timeline.timezone == "UTC"


def test_progress_is_told_after_each_document(language):
    told = []
    build(
        [document("a", GAZETTE), document("b", WIRE)],
        language=language,
        advance=lambda what, done, total: told.append((what, done, total)),
    )
    assert told == [("a", 1, 0), ("b", 2, 0)]


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Talks on 15 August 2025 end", "talks-on-15-end"),
        ("2025", "event"),
        ("Friday", "event"),
        ("…", "event"),
        ("Bridge closed", "bridge-closed-2"),
    ],
)
def test_ids_of_events_hold_no_dates(title, wanted):
    assert event_id(title, {"bridge-closed"}) == wanted


def event(when, quote="q", source="a", **more):
    return Event(
        id="e",
        when=when,
        title="T",
        evidence=(Evidence(source=source, quote=quote, at=(0, len(quote))),),
        participants=(Participation(who="silva"),),
        **more,
    )


@pytest.mark.parametrize(
    ("there", "new", "when", "claims"),
    [
        ("2024-03-05", "2024-03-05", "2024-03-05", []),
        ("2024-03-05", "2024-03-05T18:40", "2024-03-05T18:40", []),
        ("2024-03-05T18:40", "2024-03-05", "2024-03-05T18:40", []),
        ("2024-03-05T18:40", "2024-03-05T19:30", "2024-03-05T18:40", ["2024-03-05T19:30"]),
        ("2024-03-05~", "2024-03-05", "2024-03-05", []),
        ("2024-03-05T18:40", "2024-03-05T18:40+00:00", "2024-03-05T18:40+00:00", []),
        ("2024-03-05T18:40-08:00", "2024-03-05T18:40", "2024-03-05T18:40-08:00", []),
        (None, "2024-03-05", "2024-03-05", []),
        ("2024-03-05", None, "2024-03-05", []),
    ],
)
def test_differing_dates_become_claims_with_their_evidence(there, new, when, claims):
    made = merged(event(there), event(new, quote="other", source="b"), zone("UTC"), written=False)
    assert made.when == when
    assert [(claim.field, claim.value) for claim in made.claims] == [("when", value) for value in claims]
    assert all(claim.evidence[0].source == "b" for claim in made.claims)


def test_an_earlier_timeline_gets_a_finer_date_as_a_claim_only():
    made = merged(event("2024-03-05"), event("2024-03-05T18:40", "other", "b"), zone("UTC"), written=True)
    assert (made.when, made.claims[0].value) == ("2024-03-05", "2024-03-05T18:40")


def test_a_rejected_event_gets_evidence_only():
    said = (Statement(text="no", speaker="silva"),)
    made = merged(
        event("2024-03-05", review="rejected"),
        event("2024", "x", "b", statements=said),
        zone("UTC"),
        written=True,
    )
    assert (made.statements, made.claims, len(made.evidence)) == ((), (), 2)


def test_rival_durations_are_claims_side_by_side(language):
    told = [
        document(
            "a", "The talks between Ana Silva and Rui Costa ended on Tuesday. The talks lasted three hours."
        ),
        document(
            "b", "The talks between Ana Silva and Rui Costa ended on Tuesday. The talks lasted two hours."
        ),
    ]
    (ended,) = build(told, language=language).timeline.events
    assert [(c.field, c.value, c.evidence[0].source) for c in ended.claims] == [
        ("duration", "three hours", "a"),
        ("duration", "two hours", "b"),
    ]


def test_the_same_words_of_one_speaker_are_one_statement():
    one = Statement(
        text="Nobody will cross until we know.", speaker="silva", evidence=(Evidence(source="a", quote="x"),)
    )
    two = one.model_copy(update={"evidence": (Evidence(source="b", quote="y"),)})
    made = merged(
        event("2024", statements=(one,)),
        event("2024", "z", "b", statements=(two,)),
        zone("UTC"),
        written=False,
    )
    assert len(made.statements) == 1
    assert [e.source for e in made.statements[0].evidence] == ["a", "b"]


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("2024-03-05", (2024, 3, 5)),
        ("2024-03-05T01:00Z", (2024, 3, 4)),
        ("2024-03", None),
        ("2024-03-05/..", None),
        (None, None),
    ],
)
def test_the_local_day_of_a_date(when, day):
    assert day_of(when, zone("America/Anchorage")) == day


def test_a_time_of_unknown_zone_claims_no_instant(language):
    text = "The mayor Ana Silva closed the old bridge at 15:50 on Tuesday."
    built = build([document("a", text)], language=language)
    assert [event.when for event in built.timeline.events] == ["2024-03-05"]
    assert any("no known zone" in note for note in built.notes)
    placed = build([document("a", text)], language=language, timezone="Europe/Lisbon").timeline
    assert [event.when for event in placed.events] == ["2024-03-05T15:50"]


@pytest.mark.parametrize(
    "text",
    [
        "BOSTON (Reuters) - Mayor Ana Silva closed the bridge on Tuesday.",
        "Mayor Ana Silva wrote a letter to Reuters at the White House on Tuesday.",
    ],
)
def test_a_credit_or_a_seat_that_says_where_takes_no_part(language, text):
    (event,) = build([document("a", text)], language=language).timeline.events
    who = {part.who for part in event.participants}
    assert "silva" in who
    assert not who & {"white-house"}
    assert ("reuters" in who) == ("to Reuters" in text)
