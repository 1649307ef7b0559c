from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_tui.coverage.document import Document
from timeline_tui.coverage.reading import read_document
from timeline_tui.normalize.analysis import analyse, as_object, as_report
from timeline_tui.normalize.language import load


@pytest.fixture(scope="module")
def language():
    found = load()
    if found is None:
        pytest.skip("the language model is not installed")
    return found


@pytest.fixture(scope="module")
def summit(shared, language):
    return analyse(read_document(shared / "coverage" / "ani-alaska-summit.txt"), language)


def event_with(analysis, words):
    found = [event for event in analysis.events if words in event.title]
    assert len(found) == 1, [event.title for event in analysis.events]
    return found[0]


def names_of(analysis, event):
    names = {p.id: p.name for p in analysis.participants}
    return {names[who] for who in event.participants}


def test_the_summit_is_dated_and_placed(summit):
    event = event_with(summit, "Summit")
    assert (event.when, event.place) == ("2025-08-15", "Joint Base Elmendorf–Richardson, Anchorage")
    assert {"Donald Trump", "Vladimir Putin"} <= names_of(summit, event)
    assert max(summit.events, key=lambda e: e.salience or 0) is event


def test_the_delegation_took_part(summit):
    delegation = {"Sergey Lavrov", "Andrey Belousov", "Anton Siluanov", "Kirill Dmitriev"}
    assert delegation <= names_of(summit, event_with(summit, "Summit"))


def test_the_format_is_announced_by_the_press_secretary(summit):
    event = event_with(summit, "Leavitt announced")
    (statement,) = (summit.statements[number] for number in event.statements)
    assert statement.mode == "indirect"
    assert names_of(summit, event) == {"Karoline Leavitt"}
    assert event.when == "2025-08-15~"


def test_the_leaders_speak_after_the_summit(summit):
    event = event_with(summit, "addressed the press")
    assert event.when == "2025-08-15/.."
    assert names_of(summit, event) == {"Donald Trump", "Vladimir Putin"}
    said = {
        (s.mode, s.speaker.rpartition("-")[2], s.text)
        for s in (summit.statements[n] for n in event.statements)
    }
    assert ("direct", "trump", "There’s no agreement until it’s finalised") in {
        (m, w, t.rstrip(",")) for m, w, t in said
    }
    assert any(m == "mixed" and w == "trump" and "extremely productive" in t for m, w, t in said)
    assert any(m == "indirect" and w == "putin" and "underlying causes" in t for m, w, t in said)
    assert all(w == "putin" for _, w, t in said if "commitment to ending the war" in t)


def test_the_calls_come_later_and_nobody_knows_until_when(summit):
    event = event_with(summit, "spoke on the phone")
    assert event.when in {"2025-08-15/..", "2025-08-16/.."}
    assert {"Donald Trump", "Volodymyr Zelenskyy"} <= names_of(summit, event)


def test_nothing_is_invented(summit):
    whens = {event.when for event in summit.events}
    assert whens <= {"2022", "2025-08-15", "2025-08-15~", "../2025-08-15", "2025-08-15/..", "2025-08-16/.."}
    text = summit.document.text
    for event in summit.events:
        for start, end in event.sentences:
            assert "ANI Report" not in text[start:end]
            assert (start, end) in summit.sentences
    assert not any("tariffs" in event.title or "media" in event.title.casefold() for event in summit.events)


def test_the_note_says_that_there_is_no_publication_date(summit):
    assert any("no publication date" in note for note in summit.notes)


def test_the_object_has_the_keys_and_offsets_of_the_design(summit):
    made = json.loads(json.dumps(as_object(summit)))
    assert list(made)[:7] == ["id", "published", "text", "dates", "participants", "statements", "events"]
    assert made["published"] is None
    text = made["text"]
    assert list(made["dates"][0]) == ["start", "end", "text", "type", "timex", "edtf", "rule"]
    for date in made["dates"]:
        assert text[date["start"] : date["end"]] == date["text"]
    assert list(made["participants"][0])[:4] == ["id", "name", "kind", "mentions"]
    assert list(made["statements"][0])[:6] == [
        "mode",
        "speaker",
        "speaker_span",
        "cue_span",
        "content_spans",
        "text",
    ]
    assert list(made["events"][0])[:4] == ["when", "title", "sentences", "participants"]
    for decided in (*made["participants"], *made["events"]):
        assert decided["rule"]
    assert all(statement["stage"] for statement in made["statements"])
    ids = {p["id"] for p in made["participants"]}
    assert {who for event in made["events"] for who in event["participants"]} <= ids
    assert {s["speaker"] for s in made["statements"]} <= ids | {None}


def test_the_text_comes_out_as_it_went_in(language):
    text = " Cafe\u0301\r\nOn 3 May 2024 Ana Silva opened it.\u2028\ud800 \t\n"
    assert as_object(analyse(Document(id="x", text=text), language))["text"] == text


def test_the_report_names_rules_and_is_safe_to_print(language):
    text = "On 3 May 2024 Ana Silva said \x1b[31mthat \u202ethe bridge was open."
    report = as_report(analyse(Document(id="x\x07", text=text, title="T\x1b"), language))
    assert not set(report) & {"\x1b", "\u202e", "\x07"}
    assert "2024-05-03" in report
    assert "[day-month-year]" in report or "[" in report
    assert report.endswith("\n")


def test_without_the_model_a_note_says_what_is_missing():
    analysis = analyse(Document(id="x", text="On 3 May 2024 Ana Silva opened the bridge."), None)
    assert any("language model" in note for note in analysis.notes)
    assert analysis.events[0].when == "2024-05-03"


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "“", "a" * 5000, "No comments:", "🙂" * 50])
def test_texts_without_anything_to_tell(language, text):
    analysis = analyse(Document(id="x", text=text), language)
    assert analysis.events == ()
    assert as_report(analysis)


WORDS = st.sampled_from(
    [
        "On Friday",
        "Ana Silva",
        "said",
        "“no”",
        ".",
        "\n",
        "Putin",
        "after the talks",
        ",",
        "were held",
        "1999",
        "🙂",
        "he",
        "\x00",
    ]
)


@settings(max_examples=25)
@given(st.lists(WORDS, max_size=20), st.sampled_from([None, "2024-05-04", "2024"]))
def test_any_text_is_analysed(pieces, published):
    text = " ".join(pieces)
    for model in (None, load()):
        made = as_object(analyse(Document(id="x", text=text, published=published), model))
        assert made["text"] == text
        spans = [tuple(span) for event in made["events"] for span in event["sentences"]]
        spans += [tuple(span) for p in made["participants"] for span in p["mentions"]]
        spans += [tuple(span) for s in made["statements"] for span in s["content_spans"]]
        assert all(0 <= start < end <= len(text) for start, end in spans)
