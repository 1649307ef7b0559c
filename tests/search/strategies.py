"""Small timelines and queries for property tests: few words, so that they meet."""

from __future__ import annotations

from datetime import UTC

from hypothesis import strategies as st

from timeline_tui.model.edtf import EdtfError, parse
from timeline_tui.model.timeline import (
    Claim,
    Event,
    Evidence,
    Participant,
    Participation,
    Source,
    Statement,
    Timeline,
)
from timeline_tui.search.expressions import (
    HAS,
    IS,
    And,
    Expression,
    Field,
    Not,
    Or,
    Phrase,
    Regex,
    State,
    Time,
    Word,
)

WORDS = (
    "Putin",
    "Zelenskyy",
    "Łódź",
    "new",
    "start",
    "arms",
    "été",
    "ＡＬＡＳＫＡ",
    "“deal”",
    "10:30",
    "a-b",
    "(sic)",
    "x",
)
PARTS = ("put", "zelensky", "lodz", "new", "tart", "ALASKA", "deal", "10:", "-b", "é", "x", "zz")
IDS = ("putin", "us", "russia", "trump", "nobody")
DATES = (
    "2024",
    "2024-03",
    "2024-03-05",
    "2024-03-05T18:40Z",
    "2024-03-05/2024-03-09",
    "2024-03/..",
    "../2024-03-07",
    "2024-03-01/",
    "/2024-02",
    "-0043-03-15",
    "201X",
    "2024-02~",
)

texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
optional_texts = st.none() | texts
ids = st.sampled_from(IDS)
evidence = st.builds(Evidence, source=st.sampled_from(("s1", "s2", "lost")), quote=texts)
evidences = st.lists(evidence, max_size=2).map(tuple)
statements = st.builds(
    Statement,
    speaker=st.none() | ids,
    verb=st.none() | st.sampled_from(("said", "warned")),
    mode=st.sampled_from(("direct", "mixed", "indirect")),
    text=texts,
    to=st.lists(ids | st.just("press"), max_size=2).map(tuple),
    via=st.none() | ids,
    evidence=evidences,
)
events = st.builds(
    Event,
    id=st.sampled_from([f"e{number}" for number in range(20)]),
    when=st.none() | st.sampled_from((*DATES, "not a date")),
    when_text=optional_texts,
    title=texts,
    summary=optional_texts,
    place=optional_texts,
    tags=st.lists(st.sampled_from(WORDS), max_size=2).map(tuple),
    review=st.sampled_from(("pending", "accepted", "rejected")),
    participants=st.lists(st.builds(Participation, who=ids, role=optional_texts), max_size=3).map(tuple),
    evidence=evidences,
    statements=st.lists(statements, max_size=2).map(tuple),
    claims=st.lists(st.builds(Claim, field=st.just("when"), value=texts, evidence=evidences), max_size=1).map(
        tuple
    ),
)
timelines = st.builds(
    Timeline,
    sources=st.just(
        (
            Source(id="s1", publisher="The Gazette", title="New Łódź", url="https://example.org/a"),
            Source(id="s2", publisher="TASS"),
        )
    ),
    participants=st.just(
        (
            Participant(id="putin", name="Vladimir Putin", aliases=("the president",)),
            Participant(id="us", name="United States", kind="state", aliases=("America",)),
            Participant(id="russia", name="Russia", kind="state"),
        )
    ),
    events=st.lists(events, max_size=12).map(tuple),
)


def _time(op: str, value: str, strict: bool) -> Time | None:
    try:
        when = parse(value, UTC)
    except EdtfError:
        return None
    if op == "when":
        return Time("when", value, when.earliest_start, when.latest_end, strict)
    if op == "before":
        return None if when.earliest_start is None else Time("before", value, None, when.earliest_start)
    return None if when.latest_end is None else Time("after", value, when.latest_end, None)


times = st.builds(
    _time, st.sampled_from(("when", "before", "after")), st.sampled_from(DATES), st.booleans()
).filter(lambda time: time is not None)
fields = st.builds(
    Field,
    st.sampled_from(("who", "speaker", "to", "place", "tag", "source", "publisher", "said")),
    st.sampled_from(
        (*IDS, *PARTS, "Vladimir Putin", 'a "b" \\ c', "=x", "tass", "press", "example.org", "/x/")
    ),
    st.booleans(),
) | st.builds(Field, st.just("mode"), st.sampled_from(("direct", "mixed", "indirect")))
states = st.builds(State, st.just("has"), st.sampled_from(HAS)) | st.builds(
    State, st.just("is"), st.sampled_from(IS)
)
leaves = (
    st.builds(Word, st.sampled_from(("put", "zelensky", "łódź", "10:30", "x", "ALASKA", "a-b", "and")))
    | st.builds(
        Phrase, st.sampled_from(("new start", "OR", "-b", 'a "b', "x\\", "/x/", "who:putin", "(sic)"))
    )
    | fields
    | times
    | states
    | st.builds(Regex, st.sampled_from((r"pu+t", r"^new", r"\bstart$", r"n.w|x", "a\\/b", "[A-Z]x*")))
)


def _combined(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.builds(Not, parts) | st.builds(And, several) | st.builds(Or, several)


expressions: st.SearchStrategy[Expression] = st.recursive(leaves, _combined, max_leaves=6)
