"""A line made from known parts reads to exactly these parts; a spoilt line gets an answer."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tandem.formats.one_line import LineError, read_line
from tandem.formats.tokens import TextError
from tests.formats.households import problems, with_line
from tests.formats.lines import HORIZON_START, context, document

DAYS = (
    ("ma", "maandag"),
    ("di", "dinsdag"),
    ("wo", "woensdag"),
    ("do", "donderdag"),
    ("vr", "vrijdag"),
    ("za", "zaterdag"),
    ("zo", "zondag"),
)
MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
          "oktober", "november", "december")  # fmt: skip
NAMES = {"Karin": "karin", "Kevin": "kevin", "Lotte": "lotte"}
PLACES = ("bij de boerderij", "op het mbo", "in de garage", "aan de Kade", "bij Bram Post")


@dataclass(frozen=True)
class Parts:
    """What a line is made from."""

    who: tuple[str, ...]
    days: tuple[int, ...]
    start: int
    end: int
    every: int
    place: str | None
    travel: int | None
    first: date | None
    last: date | None
    seed: int

    def line(self) -> str:
        """Write the parts as a line, in one of many ways."""
        rng = random.Random(self.seed)
        names = list(self.who)
        who = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"
        days = [rng.choice(DAYS[day]) for day in self.days]
        joined = rng.choice([" ", ", ", " en "]).join(days)
        begin, end = _clock(self.start, rng), _clock(self.end, rng)
        hours = rng.choice([f"{begin}-{end}", f"van {begin} tot {end} uur", f"{begin} - {end}"])
        pieces = [who, f"{joined} {hours}"]
        if self.every > 1:
            often = [f"1x per {self.every} weken"] if len(self.days) == 1 else []
            pieces.append(
                rng.choice([*often, f"elke {self.every} weken", f"om de {self.every} weken"])
            )
        if self.place:
            pieces.append(self.place)
        if self.travel is not None:
            pieces.append(rng.choice([f"{self.travel} min reizen", f"reistijd {self.travel} min"]))
        if self.first:
            pieces.append(f"vanaf {_date(self.first, rng)}")
        if self.last:
            pieces.append(f"t/m {_date(self.last, rng)}")
        rng.shuffle(pieces)
        between = rng.choice([", ", " ", " , "])
        return f"therapie{rng.choice([': ', ' '])}{between.join(pieces)}"

    def document(self) -> dict[str, object]:
        """Write the parts as an agreement in the file."""
        names = " ".join(DAYS[day][0] for day in self.days)
        if len(self.days) > 2 and self.days == tuple(range(self.days[0], self.days[-1] + 1)):
            names = f"{DAYS[self.days[0]][0]}-{DAYS[self.days[-1]][0]}"
        session: dict[str, object] = {
            "times": len(self.days),
            "minutes": self.end - self.start,
            "windows": [f"{names} {_hhmm(self.start)}-{_hhmm(self.end)}"],
        }
        extra = {"place": self.place, "travel": self.travel}
        session |= {key: value for key, value in extra.items() if value is not None}
        session |= {"every_weeks": self.every} if self.every > 1 else {}
        dates = {"from": self.first, "until": self.last}
        return {
            "kind": "therapy",
            "title": "Therapie",
            "members": [NAMES[name] for name in self.who],
            **{key: day.isoformat() for key, day in dates.items() if day is not None},
            "sessions": [session],
        }


def _hhmm(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _clock(minutes: int, rng: random.Random) -> str:
    hour, rest = divmod(minutes, 60)
    whole = [str(hour)] if rest == 0 else []
    return rng.choice([*whole, f"{hour}:{rest:02d}", f"{hour:02d}.{rest:02d}"])


def _date(day: date, rng: random.Random) -> str:
    month = MONTHS[day.month - 1]
    return rng.choice([
        f"{day.day} {month} {day.year}",
        f"{day.day} {month[:3] if month != 'maart' else 'mrt'} {day.year}",
        f"{day.day}-{day.month}-{day.year}",
        day.isoformat(),
    ])  # fmt: skip


@st.composite
def parts(draw: st.DrawFn) -> Parts:
    """Parts that a line can say."""
    start = draw(st.integers(0, 22 * 60))
    first = draw(st.none() | st.integers(0, 300).map(lambda n: HORIZON_START + timedelta(days=n)))
    after = first or HORIZON_START
    last = draw(st.none() | st.integers(0, 300).map(lambda n: after + timedelta(days=n)))
    days = draw(st.sets(st.integers(0, 6), min_size=1, max_size=5))
    return Parts(
        who=tuple(draw(st.lists(st.sampled_from(sorted(NAMES)), min_size=1, unique=True))),
        days=tuple(sorted(days)),
        start=start,
        end=draw(st.integers(start + 1, 1440)),
        every=draw(st.sampled_from([1, 1, 2, 3])),
        place=draw(st.none() | st.sampled_from(PLACES)),
        travel=draw(st.none() | st.integers(0, 120)),
        first=first,
        last=last,
        seed=draw(st.integers(0, 10_000)),
    )


@settings(max_examples=settings().max_examples // 2)
@given(parts())
def test_a_line_made_from_parts_reads_to_these_parts(made: Parts) -> None:
    assert document(made.line()) == made.document()


GOOD = (
    "therapie: Kevin, di do 10-12 bij de boerderij, 40 min reizen, vanaf 11 jan",
    "aflossen: Kevin, € 120,50 per maand vanaf 1 maart",
    "gesprek: Karin met Bram Post, 1x per 2 weken ma 10:00-11:00, telefonisch",
    "thuis: Karin of Kevin bij Lotte, ma di do 14:15-17:00",
    "begeleiding thuis: Kevin, 2x per week, 60 min, tussen 9 en 17 uur op werkdagen",
    "formulier “Huurtoeslag”: Karin, uiterlijk 28 februari 2027",
)
PIECES = (
    *("di", "10-12", "40 min", "€", "vanaf", "t/m", "“", '"', "bij", "en", "of", "per", "2x"),
    *("99999999999999999999", "\u200b", "🚲", "é", "-", ".", ",", ":", "tot", "1/2", "\t"),
)


def spoilt(seed: int) -> str:
    """Return a good line with a few things done to it."""
    rng = random.Random(seed)
    line = rng.choice(GOOD)
    for _ in range(rng.randint(1, 4)):
        at, to = sorted(rng.randrange(len(line) + 1) for _ in range(2))
        match rng.randrange(6):
            case 0:
                line = line[:at] + line[to:]
            case 1:
                line = line[:at] + rng.choice(PIECES) + line[at:]
            case 2:
                line = (
                    line[:at] + chr(rng.choice([rng.randrange(33, 127), 233, 0x2028])) + line[at:]
                )
            case 3:
                line = line[:to] + line[at:]
            case 4:
                words = line.split(" ")
                rng.shuffle(words)
                line = " ".join(words)
            case _:
                line = line[:at] + line[at:to].upper() + line[to:]
        line = line or "x"
    return line[:490]


def wrong(line: str) -> tuple[TextError, ...]:
    """Return what is wrong with a line; nothing when it can be read."""
    try:
        read_line(line, context())
    except LineError as error:
        return error.errors or pytest.fail("refused without a reason")
    return ()


@pytest.mark.parametrize("seed", range(200))
def test_a_spoilt_line_is_read_or_refused_with_a_reason(seed: int) -> None:
    line = spoilt(seed)
    start = time.process_time()
    for one in wrong(line):
        assert 0 <= one.start <= one.end <= len(line)
    assert time.process_time() - start < 2
    for problem in problems(with_line(line)):
        assert problem.line == 10 or problem.code == "control-character"
        assert problem.what()
        assert problem.right()


@given(st.text(max_size=120))
@settings(max_examples=settings().max_examples // 2)
def test_any_text_is_read_or_refused(text: str) -> None:
    for line in (text, f"therapie: {text}", f"aflossen € {text} per maand"):
        wrong(line)
