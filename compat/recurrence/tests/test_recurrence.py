"""Series by chance, walked by core and by python-dateutil.

TEST_ROUNDS says how many there are, TEST_SEED which; the same ones each time where it is not set.
"""

import os
import random
import subprocess
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from walk import DAYS, INDEXES, Wish, has_day, moment, walk, wall

ROUNDS = int(os.environ.get("TEST_ROUNDS", "2000"))
SEED = int(os.environ.get("TEST_SEED", random.randrange(2**32) if "TEST_ROUNDS" in os.environ else 1))

BINARY = Path(os.environ["OPENROOMS_BIN"]).parent / "examples" / "series"

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR

#: Zones, and days on or about which their clocks were changed, or a day was left out.
ODD_DAYS = {
    "Europe/Berlin": [date(2026, 3, 29), date(2026, 10, 25)],
    "America/New_York": [date(2026, 3, 8), date(2026, 11, 1)],
    "Australia/Lord_Howe": [date(2026, 4, 5), date(2026, 10, 4)],
    "Asia/Shanghai": [date(2026, 1, 1)],
    "America/Sao_Paulo": [date(2018, 2, 18), date(2018, 11, 4)],
    "Pacific/Apia": [date(2011, 12, 30), date(2011, 9, 24), date(2026, 1, 1)],
}


def answers(wishes: list[Wish]) -> list[list[tuple[int, int]]]:
    """What core finds."""
    assert BINARY.exists(), f"no {BINARY}: cargo build -p openrooms-core --example series"
    lines = "".join(wish.line() + "\n" for wish in wishes)
    run = subprocess.run([BINARY], input=lines, capture_output=True, text=True, check=False, timeout=600)
    assert run.returncode == 0, run.stderr
    slot = lambda text: tuple(map(int, text.rsplit("-", 1)))  # noqa: E731
    return [[slot(text) for text in line.split()] for line in run.stdout.splitlines()]


def weekdays(dice: random.Random) -> str:
    return ",".join(dice.sample(DAYS, dice.randint(1, 4)))


def wish(dice: random.Random) -> Wish:
    name = dice.choice(list(ODD_DAYS))
    zone = ZoneInfo(name)
    while True:
        day = dice.choice(ODD_DAYS[name]) + timedelta(days=dice.randint(-400, 3))
        if has_day(day, zone):
            break
    written = None
    if dice.random() < 0.25:
        kind = "allDay"
        midnight = lambda date: moment(datetime(date.year, date.month, date.day), zone)  # noqa: E731
        start, end = midnight(day), midnight(day + timedelta(days=dice.randint(1, 3)))
    else:
        kind = "timed"
        # Mostly at night, when clocks are changed; and on either side of hours that come twice.
        hour, minute = dice.choice([0, 1, 2, 3, 9, 22, 23]), dice.choice([0, 15, 30, 45])
        from_ = datetime(day.year, day.month, day.day, hour, minute)
        until = from_ + timedelta(minutes=dice.choice([dice.randint(1, 180), dice.randint(1, 30) * 60]))
        start, end = moment(from_, zone), moment(until, zone)
        if dice.random() < 0.5 and start < end and has_day(until.date(), zone):
            written = (from_, until)
        else:
            start += dice.choice([0, 0, 0, HOUR, 2 * HOUR])
            end = start + dice.choice([dice.randint(1, 180) * MINUTE, dice.randint(1, 30) * HOUR])
    first = wall(start, zone).date()
    range_ = dice.choice(["noEnd", "endDate", "numbered"])
    since = start + dice.randint(-100, 2000) * DAY
    return Wish(
        zone=name,
        kind=kind,
        start=start,
        end=end,
        pattern=dice.choice(["daily", "weekly", "absoluteMonthly", "relativeMonthly", "absoluteYearly"]),
        interval=dice.choice([1, 1, 1, 2, 3, 5, dice.randint(1, 365)]),
        days_of_week=dice.choice([None, weekdays(dice)]),
        first_day_of_week=dice.choice([None, dice.choice(DAYS)]),
        day_of_month=dice.choice([None, dice.randint(1, 31)]),
        index=dice.choice([None, *INDEXES]),
        range=range_,
        end_date=first + timedelta(days=dice.randint(0, 900)) if range_ == "endDate" else None,
        count=dice.randint(1, 99) if range_ == "numbered" else None,
        since=since,
        until=since + dice.randint(1, 900) * DAY,
        written=written,
    )


def test_series_by_chance_are_walked_alike():
    dice = random.Random(SEED)
    wishes = [wish(dice) for _ in range(ROUNDS)]
    found = answers(wishes)
    assert len(found) == len(wishes)
    for place, (each, slots) in enumerate(zip(wishes, found)):
        assert slots == walk(each), f"TEST_SEED={SEED}, round {place}: {each}"
    assert sum(map(len, found)) > ROUNDS


@pytest.mark.parametrize("name", ODD_DAYS)
@pytest.mark.parametrize("hour", range(24))
def test_every_hour_of_odd_days_begins_a_series(name, hour):
    zone = ZoneInfo(name)
    wishes = []
    for day in ODD_DAYS[name]:
        for minute in range(0, 60, 15):
            from_ = datetime(day.year, day.month, day.day, hour, minute)
            for minutes in [15, 45, 90, 600, 1440, 2000]:
                until = from_ + timedelta(minutes=minutes)
                start, end = moment(from_, zone), moment(until, zone)
                if start < end and has_day(day, zone):
                    wishes.append(
                        Wish(
                            name, "timed", start, end, "daily", 1, None, None, None, None,
                            "noEnd", None, None, start, start + 14 * DAY, (from_, until),
                        )
                    )
    for each, slots in zip(wishes, answers(wishes)):
        assert slots == walk(each), each
        # From the second day on, at the hour that was given.
        assert {wall(begins, zone).time() for begins, _ in slots[1:]} == {each.written[0].time()}, each


@pytest.mark.parametrize("name", ODD_DAYS)
@pytest.mark.parametrize("hour", range(24))
def test_every_hour_of_odd_days_is_walked_alike(name, hour):
    zone = ZoneInfo(name)
    wishes = []
    for day in ODD_DAYS[name]:
        before = day - timedelta(days=7)
        for minute in range(0, 60, 15):
            start = moment(datetime(before.year, before.month, before.day, hour, minute), zone)
            for minutes in [15, 45, 90, 600, 1440, 2000]:
                wishes.append(
                    Wish(
                        name, "timed", start, start + minutes * MINUTE, "daily", 1, None, None, None, None,
                        "noEnd", None, None, start, start + 14 * DAY,
                    )
                )
    for each, slots in zip(wishes, answers(wishes)):
        assert slots == walk(each), each
        assert len(slots) >= 13
