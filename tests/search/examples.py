"""A small timeline that the tables of queries ask."""

from __future__ import annotations

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

SUMMIT = Timeline(
    title="Summit",
    timezone="America/Anchorage",
    sources=(
        Source(id="tass-1", publisher="TASS", title="Putin arrives in Alaska", url="https://tass.example/1"),
        Source(id="cnn-1", publisher="CNN", title="Talks begin"),
    ),
    participants=(
        Participant(id="putin", name="Vladimir Putin", aliases=("the Russian president",)),
        Participant(id="trump", name="Donald Trump"),
        Participant(id="lavrov", name="Sergey Lavrov"),
        Participant(id="zelensky", name="Volodymyr Zelenskyy", aliases=("Zelensky", "Зеленський")),
        Participant(id="us", name="United States", kind="state", aliases=("USA",)),
        Participant(id="russia", name="Russia", kind="state"),
    ),
    events=(
        Event(
            id="sale",
            when="1867-03-30",
            title="Alaska sold",
            place="Washington",
            tags=("history",),
            participants=(Participation(who="russia", role="seller"), Participation(who="us", role="buyer")),
            review="accepted",
        ),
        Event(
            id="treaty",
            when="2010-04",
            title="“New START” signed in Prague",
            summary="An arms treaty.",
            participants=(Participation(who="us"), Participation(who="russia")),
        ),
        Event(
            id="sweatshirt",
            when="2025-08-14",
            title="A sweatshirt is noticed",
            participants=(Participation(who="lavrov"),),
            evidence=(Evidence(source="cnn-1", quote="wore a CCCP sweatshirt at 10:30"),),
        ),
        Event(
            id="talks",
            when="2025-08-15T11:26-08:00",
            when_text="shortly before half past eleven",
            title="Three-on-three talks begin",
            place="Joint Base Elmendorf–Richardson, Anchorage",
            participants=(
                Participation(who="putin"),
                Participation(who="trump"),
                Participation(who="lavrov", role="Foreign minister"),
            ),
            evidence=(Evidence(source="tass-1", quote="talks started"),),
            claims=(Claim(field="when", value="2025-08-15T11:20-08:00"),),
        ),
        Event(
            id="press",
            when="2025-08-15T15:00-08:00",
            title="Both presidents speak to the press",
            statements=(
                Statement(
                    speaker="trump",
                    verb="said",
                    mode="direct",
                    text="There's no deal until there's a deal.",
                    to=("press",),
                    evidence=(Evidence(source="cnn-1", quote="There's no deal until there's a deal."),),
                ),
                Statement(
                    speaker="putin", verb="warned", text="Kyiv should not torpedo the progress", to=("us",)
                ),
            ),
            participants=(Participation(who="putin"), Participation(who="trump")),
        ),
        Event(id="call", when="2025-08", title="Calls to Zelenskyy", review="rejected"),
        Event(id="aftermath", when="2025-08-16/..", title="Aftermath in Łódź and ＫＹＩＶ"),
        Event(id="rumour", title="An undated rumour", tags=("tariff",)),
    ),
)
"""In timeline order: sale, treaty, call, sweatshirt, talks, press, aftermath, rumour."""
