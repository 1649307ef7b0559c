"""Events from sentences whose dates, people and statements are given by hand or found without the model."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_tui.coverage.document import Document
from timeline_tui.coverage.sentences import sentences
from timeline_tui.normalize.anchors import about, after, before
from timeline_tui.normalize.dates import find_dates
from timeline_tui.normalize.event_places import place_of
from timeline_tui.normalize.event_words import event_group
from timeline_tui.normalize.events import find_events
from timeline_tui.normalize.language import load, parse
from timeline_tui.normalize.records import FoundParticipant, FoundStatement
from timeline_tui.normalize.wording import LONGEST, capitalised, is_broken, shortened, statement_title


def people(text, *names):
    found = []
    for name in names:
        spans = []
        at = text.find(name)
        while at >= 0:
            spans.append((at, at + len(name)))
            at = text.find(name, at + 1)
        found.append(FoundParticipant(id=name.lower(), name=name, kind="person", mentions=tuple(spans)))
    return tuple(found)


def events(text, *names, statements=(), published=None, model=True):
    document = Document(id="d", text=text, published=published)
    spans = sentences(text)
    language = load() if model else None
    if model and language is None:
        pytest.skip("the language model is not installed")
    parsed = parse(language, text, spans) if language is not None else None
    dates = find_dates(text, published=published, sentences=spans)
    return find_events(document, spans, dates, people(text, *names), statements, parsed)


def said(text, words, speaker, mode="indirect", verb="said"):
    at = text.index(words)
    cue = text.find(verb)
    return FoundStatement(
        mode,
        ((at, at + len(words)),),
        words,
        speaker,
        cue_span=(cue, cue + len(verb)),
        verb=verb,
        stage="clause",
    )


@pytest.mark.parametrize("model", [True, False])
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("On 3 May 2024 Silva opened the bridge.", [("2024-05-03", "Silva opened the bridge")]),
        ("Silva opened the bridge in May 2024.", [("2024-05", "Silva opened the bridge")]),
        ("The bridge was closed on March 5, 2024.", [("2024-03-05", "Bridge was closed")]),
        ("The bridge is closed and old.", []),
        ("The bridge has been old since 2010.", []),
        ("Silva discussed the renewal of the treaty before its 2026 expiry.", []),
        ("Silva likes the 2020 model.", []),
    ],
)
def test_dated_happenings(text, wanted, model):
    found, _ = events(text, "Silva", model=model)
    made = [(event.when, event.title.replace("was ", "")) for event in found]
    assert made == [(when, title.replace("was ", "")) for when, title in wanted]


def test_a_happening_told_in_passing_is_an_event_of_its_own():
    text = "It was the first visit since Putin’s full-scale invasion of Ukraine in 2022."
    (found,), _ = events(text, "Putin")
    assert (found.when, found.title, found.rule) == (
        "2022",
        "Putin’s full-scale invasion of Ukraine",
        "named",
    )
    assert found.participants == ("putin",)


def test_the_future_is_at_most_planned():
    text = "Silva opened the bridge on 3 May 2024. Costa will visit the bridge on 9 June 2024."
    (opened, visit), _ = events(text, "Silva", "Costa", published="2024-05-04")
    assert (opened.tags, visit.tags) == ((), ("planned",))
    assert visit.when == "2024-06-09"


def test_a_date_inside_a_quotation_dates_nothing():
    text = "“We met on 3 May 2024,” Silva said."
    statement = said(text, "We met on 3 May 2024,", "silva", mode="direct")
    (found,), _ = events(text, "Silva", statements=(statement,), published="2024-06-01")
    assert (found.when, found.rule) == ("2024-06-01~", "statement")


def test_statements_belong_to_the_occasion_of_their_passage():
    text = "On 3 May 2024 Silva addressed the press. She said that nobody would cross."
    statement = said(text, "that nobody would cross", "silva")
    (found,), _ = events(text, "Silva", statements=(statement,))
    assert found.statements == (0,)
    assert len(found.sentences) == 2


def test_a_statement_elsewhere_is_an_event_dated_about():
    text = "Costa closed the bridge on 3 May 2024. Silva said that nobody would cross."
    statement = said(text, "that nobody would cross", "silva")
    (closed, spoken), _ = events(text, "Silva", "Costa", statements=(statement,))
    assert closed.when == "2024-05-03"
    assert (spoken.when, spoken.title) == ("2024-05-03~", "Silva said that nobody would cross")
    assert spoken.participants == ("silva",)


@pytest.mark.parametrize(("model"), [True, False])
def test_without_any_date_a_statement_is_undated(model):
    text = "Silva said that nobody would cross."
    (found,), _ = events(
        text, "Silva", statements=(said(text, "that nobody would cross", "silva"),), model=model
    )
    assert found.when is None


def test_after_and_before_a_dated_happening():
    text = (
        "The summit was held on August 15, 2025.\nAfter the summit, Silva addressed the press.\n"
        "Before the summit, Costa visited the base."
    )
    found, _ = events(text, "Silva", "Costa")
    whens = {event.title: event.when for event in found}
    assert whens["Silva addressed the press"] == "2025-08-15/.."
    assert whens["Costa visited the base"] == "../2025-08-15"


def test_a_sentence_about_a_dated_event_adds_to_it():
    text = "The summit was held on August 15, 2025. The talks lasted three hours."
    (found,), _ = events(text)
    assert len(found.sentences) == 2
    assert [(claim.field, claim.value) for claim in found.claims] == [("duration", "three hours")]


def test_undated_happenings_that_cannot_be_placed_are_counted():
    text = "Silva opened the bridge."
    found, notes = events(text, "Silva")
    assert found == ()
    assert notes == ("happenings left out for want of a date: 1",)


def test_a_chronology_with_date_headings():
    text = "3 May 2024\n\nSilva opened the bridge.\n\n4 May 2024\n\nSilva visited the harbour.\n"
    found, _ = events(text, "Silva", model=False)
    assert all(event.when in {None, "2024-05-03~", "2024-05-04~"} for event in found)


def test_history_does_not_hang_on_its_day_of_publication():
    years = " ".join(f"In {year} Costa fought a battle." for year in range(1801, 1810))
    text = f"{years}\n\nNothing.\n\nNothing.\n\nNothing.\n\nSilva said that it was over."
    found, _ = events(
        text, "Costa", "Silva", statements=(said(text, "that it was over", "silva"),), published="2020-01-01"
    )
    assert len(found) == 9
    assert all(event.when and event.when.startswith("18") for event in found)


def test_salience_is_highest_for_what_the_document_is_about():
    text = (
        "The summit was held on August 15, 2025 by Silva and Costa.\n"
        + "Costa visited the base on 3 May 2024.\n" * 3
    )
    found, _ = events(text, "Silva", "Costa")
    assert max(found, key=lambda event: event.salience or 0) is found[0]
    assert all(0 <= (event.salience or 0) <= 1 for event in found)


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from(
            [
                "On 3 May 2024",
                "Silva",
                "said",
                "“no”",
                ".",
                "\n",
                "the summit",
                "after",
                ",",
                "was held",
                "in 1999",
                "🙂",
                "—",
            ]
        ),
        max_size=25,
    )
)
def test_any_text_gives_sound_events(pieces):
    text = " ".join(pieces)
    found, _ = events(text, "Silva", model=False)
    for event in found:
        assert 0 < len(event.title) <= LONGEST
        assert event.sentences
        assert all(0 <= start < end <= len(text) for start, end in event.sentences)


@pytest.mark.parametrize(
    ("edtf", "later", "earlier", "roughly"),
    [
        ("2025-08-15", "2025-08-15/..", "../2025-08-15", "2025-08-15~"),
        ("2025-08-15T11:26", "2025-08-15T11:26/..", "../2025-08-15T11:26", "2025-08-15~"),
        ("2025-08~", "2025-08/..", "../2025-08", "2025-08~"),
        ("2025-08-16/..", "2025-08-16/..", "../2025-08-16", "2025-08-16/.."),
        ("2025-08-15/2025-08-18", "2025-08-18/..", "../2025-08-15", "2025-08-15/2025-08-18"),
        ("nonsense", "nonsense", "nonsense", "nonsense"),
    ],
)
def test_dates_that_hang_on_others(edtf, later, earlier, roughly):
    assert (after(edtf), before(edtf), about(edtf)) == (later, earlier, roughly)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "The summit was held at Joint Base Elmendorf–Richardson in Anchorage.",
            "Joint Base Elmendorf–Richardson, Anchorage",
        ),
        ("They met in the White House.", "White House"),
        ("They met near Lisbon, Portugal, and left.", "Lisbon, Portugal"),
        ("In May it rained.", None),
        ("He believes in Silva.", None),
        ("They met at the end.", None),
    ],
)
def test_places(text, place):
    taken = [(text.index(word), text.index(word) + len(word)) for word in ("May", "Silva") if word in text]
    assert place_of(text, (0, len(text)), taken) == place


@pytest.mark.parametrize(
    ("speaker", "verb", "words", "quoted", "title"),
    [
        ("Silva", "said", "that nobody would cross.", False, "Silva said that nobody would cross"),
        ("Silva", "insisting", "that it was safe", False, "Silva insisted that it was safe"),
        ("Silva", "denying", "it", False, "Silva denied it"),
        ("Silva", "told", "that it was safe", False, "Silva said that it was safe"),
        ("Silva", "according to", "it was safe", False, "Silva: it was safe"),
        ("Silva", "said", "“No.”", True, "Silva: “No”"),
    ],
)
def test_titles_of_statements(speaker, verb, words, quoted, title):
    assert statement_title(speaker, verb, words, quoted=quoted) == title


@settings(max_examples=100)
@given(st.text(max_size=200))
def test_shortened_titles_fit(words):
    assert len(shortened(words)) <= LONGEST
    assert len(capitalised(words)) >= len(words)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("talks", "Summit", True), ("war", "summit", False), ("conference", "meeting", False)],
)
def test_nouns_for_one_happening(one, other, same):
    assert (event_group(one) == event_group(other)) is same
    assert event_group("table") is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "The meeting is expected to start at 11:30 a.m. local time on Friday.",
            "Meeting is expected to start",
        ),
        (
            "Putin boarded his Il-96 at 15:50 on Friday (02:50 on Saturday in Moscow) after a visit.",
            "Putin boarded his Il-96 after a visit",
        ),
    ],
)
def test_titles_lose_whole_phrases_with_their_dates(text, title):
    found, _ = events(text, "Putin", published="2025-08-16")
    assert found[0].title == title


@pytest.mark.parametrize(
    ("title", "broken"),
    [
        ("Press statements lasted a over 12 minutes", True),
        ("Meeting is expected to start at", True),
        ("Putin’s plane landed at the base", False),
        ("Storm moved over the Atlantic", False),
    ],
)
def test_titles_that_leaving_words_out_broke(title, broken):
    assert is_broken(title) is broken


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ('that "justice was done"', 'Kraus said that "justice was done"'),
        ("He now wanted peace", "Kraus said: He now wanted peace"),
    ],
)
def test_titles_of_statements_are_whole(words, title):
    assert statement_title("Kraus", "said", words, quoted=False) == title


@pytest.mark.parametrize(
    ("text", "title", "who"),
    [
        ("The Herald puts the landing of the plane at 10:50 on Friday.", "Landing of the plane", []),
        (
            "Silva's party won a majority in the election held on Friday.",
            "Silva's party won a majority in the election",
            ["silva"],
        ),
    ],
)
def test_what_happened_is_told_not_who_reports_it(text, title, who):
    found, _ = events(text, "Silva", "Herald", published="2025-08-16")
    assert [(event.title, list(event.participants), event.when) for event in found] == [
        (title, who, found[0].when)
    ]
    assert found[0].when.startswith("2025-08-15")


def test_the_infinitive_of_a_cue_makes_no_title():
    text = "Silva switched to English on Friday to propose the capital for the next meeting."
    statement = said(text, "the capital for the next meeting", "silva", verb="propose")
    found, _ = events(text, "Silva", statements=(statement,), published="2025-08-16")
    assert all("Silva propose" not in event.title for event in found)
    text = "Silva was there and will propose the capital for talks."
    statement = said(text, "the capital for talks", "silva", verb="propose")
    found, _ = events(text, "Silva", statements=(statement,), published="2025-08-16")
    assert [event.title for event in found] == ["Silva was there and will propose the capital for talks"]
