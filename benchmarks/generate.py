"""Make a timeline of any size, always the same one: skewed as news is, so that figures mean something.

Words, participants, places, tags and sources follow Zipf's law; dates cover 28 years with bursts; most are
days, some instants, months, years, intervals or unknown; some events have a statement, some a rival date.
Events come in random order unless ``--sorted``. The same records are written as a timeline (``.jsonl``,
``.toml``), as a log in order of time for log viewers (``.log``) or as a table (``.csv``).

Usage: ``python benchmarks/generate.py EVENTS OUT [--sorted] [--seed SEED]``; the suffix of OUT says the form.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
import time
from array import array
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import vocabulary

SEED = 20_261_122
TITLE = "Wirelog"
"""First word of the title: what a screen holds once the timeline is shown."""

NEEDLE = "Quillfeather"
"""A word in every 9,973rd event: 100 of a million."""

NEEDLE_PHRASE = "quiet harbour accord"
"""A phrase in every 1,009th event."""

FIRST_DAY, LAST_DAY = date(1996, 1, 1).toordinal(), date(2023, 12, 31).toordinal()
BURSTS = 80
RARE_NAMES = 24_000
RARE_SHARE = 0.12
"""Of all words, how many are rare names."""
BATCH = 2_000

# What is known of when, and how often per thousand events.
PRECISION = {"day": 800, "minute": 90, "month": 40, "about": 12, "year": 15, "interval": 30, "undated": 13}
# Statements and rival dates per thousand events.
STATEMENTS, CLAIMS = 90, 25


class Made(NamedTuple):
    """One generated event. ``people`` and ``source`` are numbers; ``said`` is (verb, words) or None."""

    number: int
    minute: int
    when: str | None
    title: str
    place: str | None
    tags: Sequence[str]
    salience: int
    accepted: bool
    people: Sequence[int]
    role: str | None
    source: int
    quote: str
    said: tuple[str, str] | None
    rival: str | None


def how_many(events: int) -> int:
    """Return how many participants, and as many sources, a timeline of this size has: 1,000 to 10,000."""
    return max(20, int(10 * events**0.5))


def zipf(count: int, exponent: float = 1.0, shift: float = 2.7) -> list[float]:
    """Return cumulative weights of ``count`` ranks."""
    return list(accumulate(1 / (rank + shift) ** exponent for rank in range(count)))


def word_weights() -> list[float]:
    """Return cumulative weights of the common words and, after them, of the rare names."""
    common, rare = zipf(len(vocabulary.COMMON)), zipf(RARE_NAMES, 0.8)
    factor = common[-1] * RARE_SHARE / (1 - RARE_SHARE) / rare[-1]
    return common + [common[-1] + weight * factor for weight in rare]


def minutes(events: int, rng: random.Random) -> array[int]:
    """Return when each event happens, in minutes since the first day: half evenly, half in bursts."""
    span = (LAST_DAY - FIRST_DAY) * 1440
    centres = [rng.randrange(span) for _ in range(BURSTS)]
    in_burst = rng.choices(centres, cum_weights=zipf(BURSTS), k=events)
    found = array("q")
    for centre in in_burst:
        if rng.random() < 0.45:
            found.append(min(span - 1, centre + int(rng.expovariate(1 / (9 * 1440)))))
        else:
            found.append(int(span * rng.random() ** 0.8))
    return found


def made(events: int, *, in_order: bool = False, seed: int = SEED) -> Iterator[Made]:
    """Make the events of a timeline, in random order or in that of time."""
    rng = random.Random(seed)
    at = minutes(events, rng)
    if in_order:
        at = array("q", sorted(at))
    words = vocabulary.COMMON + vocabulary.rare_names(RARE_NAMES)
    places = [place + part for part in vocabulary.PARTS for place in vocabulary.PLACES]
    people = how_many(events)
    days = [date.fromordinal(day).isoformat() for day in range(FIRST_DAY, LAST_DAY + 400)]
    of_words, of_places, of_people = word_weights(), zipf(len(places)), zipf(people, 0.9)
    of_tags = zipf(len(vocabulary.TAGS))
    kinds, of_kinds = list(PRECISION), list(accumulate(PRECISION.values()))
    random_ = rng.random
    for first in range(0, events, BATCH):
        size = min(BATCH, events - first)
        pool = iter(rng.choices(words, cum_weights=of_words, k=size * 24))
        who = iter(rng.choices(range(people), cum_weights=of_people, k=size * 5))
        tag = iter(rng.choices(vocabulary.TAGS, cum_weights=of_tags, k=size * 2))
        where = iter(rng.choices(places, cum_weights=of_places, k=size))
        known = iter(rng.choices(kinds, cum_weights=of_kinds, k=size))
        for number in range(first, first + size):
            minute = at[number]
            luck = int(random_() * 1_000_000)
            title = " ".join([next(pool) for _ in range(4 + luck % 4)])
            if number % 9_973 == 17:
                title += f" {NEEDLE}"
            if number % 1_009 == 5:
                title += f" {NEEDLE_PHRASE}"
            quote = " ".join([next(pool) for _ in range(4 + luck % 5)])
            place = next(where)
            said = None
            if luck % 1000 < STATEMENTS:
                verb = vocabulary.VERBS[luck % len(vocabulary.VERBS)]
                said = (verb, " ".join([next(pool) for _ in range(6)]).capitalize())
            yield Made(
                number=number,
                minute=minute,
                when=when_of(next(known), minute, days),
                title=title[0].upper() + title[1:],
                place=place if luck % 10 < 5 else None,
                tags=(next(tag), next(tag)) if luck % 7 == 0 else (next(tag),) if luck % 3 else (),
                salience=luck // 1000 % 100,
                accepted=luck % 11 == 0,
                people=(next(who), next(who), next(who))[: 1 + luck % 3],
                role=vocabulary.ROLES[luck % 6] if luck % 9 == 0 else None,
                source=next(who),
                quote=quote,
                said=said,
                rival=days[minute // 1440 + 1] if luck // 1000 % 1000 < CLAIMS else None,
            )


def when_of(precision: str, minute: int, days: Sequence[str]) -> str | None:
    """Return a date of the timeline format, as exactly as ``precision`` says; None for unknown."""
    day = days[minute // 1440]
    match precision:
        case "day":
            return day
        case "minute":
            return f"{day}T{minute // 60 % 24:02}:{minute % 60:02}+00:00"
        case "month":
            return day[:7]
        case "about":
            return f"{day[:7]}~"
        case "year":
            return day[:4]
        case "interval":
            return f"{day}/{days[minute // 1440 + 1 + minute % 9]}"
    return None


def person(number: int) -> str:
    """Return the name of a participant."""
    return f"{vocabulary.FIRST[number % len(vocabulary.FIRST)]} {vocabulary.name(number * 3 + 40)}"


def as_json(event: Made) -> str:
    """Return the event as a line of a ``.jsonl`` timeline; nothing that is generated needs escaping."""
    parts = [f'{{"id":"e-{event.number:x}"']
    if event.when is not None:
        parts.append(f'"when":"{event.when}"')
    parts.append(f'"title":"{event.title}"')
    if event.place is not None:
        parts.append(f'"place":"{event.place}"')
    if event.tags:
        tags = '","'.join(event.tags)
        parts.append(f'"tags":["{tags}"]')
    if event.salience % 4 == 0:
        parts.append(f'"salience":{event.salience / 100}')
    if event.accepted:
        parts.append('"review":"accepted"')
    role = f',"role":"{event.role}"' if event.role else ""
    who = ",".join(f'{{"who":"p{one}"{role}}}' for one in dict.fromkeys(event.people))
    evidence = f'"evidence":[{{"source":"s{event.source}","quote":"{event.quote}"}}]'
    parts.append(f'"participants":[{who}]')
    parts.append(evidence)
    if event.said is not None:
        verb, words = event.said
        parts.append(
            f'"statements":[{{"speaker":"p{event.people[0]}","verb":"{verb}","mode":"direct",'
            f'"text":"{words}",{evidence}}}]'
        )
    if event.rival is not None:
        parts.append(f'"claims":[{{"field":"when","value":"{event.rival}",{evidence}}}]')
    return ",".join(parts) + "}"


def text_of(event: Made) -> str:
    """Return what a line of a log holds: every word that a search of the timeline looks through."""
    parts = [event.title]
    if event.place is not None:
        parts.append(event.place)
    parts += [*event.tags, *(person(one) for one in dict.fromkeys(event.people)), event.quote]
    if event.said is not None:
        parts += [person(event.people[0]), *event.said]
    return "; ".join(parts)


def as_log(event: Made) -> str:
    """Return the event as a line of a log; what has no exact date gets the time it was made with."""
    day = date.fromordinal(FIRST_DAY + event.minute // 1440).isoformat()
    return f"{day}T{event.minute // 60 % 24:02}:{event.minute % 60:02}:00 {text_of(event)}"


def heading(events: int) -> str:
    """Return the head line of a ``.jsonl`` timeline."""
    title = f"{TITLE} of {events} generated events"
    return json.dumps({"format": "timeline/1", "title": title, "timezone": "Europe/London"})


def entries(events: int) -> Iterator[str]:
    """Return the lines of sources and participants."""
    publishers = vocabulary.PUBLISHERS
    for number in range(how_many(events)):
        day = date.fromordinal(FIRST_DAY + number * 9973 % (LAST_DAY - FIRST_DAY)).isoformat()
        publisher = f"The {publishers[number * number % len(publishers)]}"
        source = {"id": f"s{number}", "publisher": publisher, "title": f"Dispatch {number}", "published": day}
        yield json.dumps({"source": source})
    for number in range(how_many(events)):
        full = person(number)
        entry: dict[str, object] = {"id": f"p{number}", "name": full}
        if number % 5 == 0:
            entry["kind"] = ("organisation", "state", "group")[number % 3]
        if number % 2:
            entry["aliases"] = [f"{full[0]}. {full.split()[1]}"]
        yield json.dumps({"participant": entry}, ensure_ascii=False)


def lines(events: int, suffix: str, *, in_order: bool = False, seed: int = SEED) -> Iterator[str]:
    """Return the lines of a file of this size and form: ``.jsonl`` or ``.log``."""
    if suffix == ".log":
        yield from map(as_log, made(events, in_order=True, seed=seed))
        return
    yield heading(events)
    yield from entries(events)
    yield from map(as_json, made(events, in_order=in_order, seed=seed))


def toml_text(events: int, *, in_order: bool = False, seed: int = SEED) -> str:
    """Return the timeline as TOML, as the program itself writes it."""
    from timeline_tui.files.toml_writer import write_timeline
    from timeline_tui.model.timeline import Timeline

    head, *records = map(json.loads, lines(events, ".jsonl", in_order=in_order, seed=seed))
    lists = {
        "sources": [one["source"] for one in records if "source" in one],
        "participants": [one["participant"] for one in records if "participant" in one],
        "events": [one for one in records if "id" in one],
    }
    return write_timeline(Timeline.model_validate(head | lists))


def generate(events: int, out: Path, *, in_order: bool = False, seed: int = SEED) -> None:
    """Write a file of ``events`` events; its suffix says the form."""
    with out.open("w", encoding="utf-8", newline="\n") as file:
        if out.suffix == ".toml":
            file.write(toml_text(events, in_order=in_order, seed=seed))
        elif out.suffix == ".csv":
            table = csv.writer(file)
            table.writerow(("when", "text"))
            for event in made(events, in_order=in_order, seed=seed):
                table.writerow((event.when, text_of(event)))
        else:
            file.writelines(f"{line}\n" for line in lines(events, out.suffix, in_order=in_order, seed=seed))


def size_of(text: str) -> int:
    """Return the number that ``10k``, ``1M`` or ``2500`` stands for."""
    factor = {"k": 1_000, "m": 1_000_000}.get(text[-1:].lower(), 1)
    return int(float(text.rstrip("kKmM")) * factor)


def main() -> None:
    """Write the file that the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("events", type=size_of, help="how many: 10k, 1M, 2500")
    parser.add_argument("out", type=Path, help="FILE.jsonl, .toml, .log or .csv")
    parser.add_argument("--sorted", action="store_true", help="in the order of time")
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    start = time.perf_counter()
    generate(asked.events, asked.out, in_order=asked.sorted, seed=asked.seed)
    seconds = time.perf_counter() - start
    size = asked.out.stat().st_size
    print(
        f"{asked.events} events, {size / 1e6:.1f} MB, {size / asked.events:.0f} bytes an event, "
        f"{asked.events / seconds:.0f} events/s",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
