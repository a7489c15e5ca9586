"""The walk of python-dateutil and zoneinfo, by the rules of docs/WIRE.md ("Recurrence and clocks")."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil import rrule

DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
INDEXES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}


@dataclass(frozen=True)
class Wish:
    """A series as a caller gives it, and what of it is looked at. Moments are epoch milliseconds."""

    zone: str
    kind: str
    start: int
    end: int
    pattern: str
    interval: int
    days_of_week: str | None
    first_day_of_week: str | None
    day_of_month: int | None
    index: str | None
    range: str
    end_date: date | None
    count: int | None
    since: int
    until: int
    #: Both ends on the wall, where they were given so: the clocks may leave them out.
    written: tuple[datetime, datetime] | None = None

    def line(self) -> str:
        """For the walk under test."""
        ends = [end.isoformat() for end in self.written] if self.written else [self.start, self.end]
        words = [self.zone, self.kind, *ends, self.pattern, self.interval]
        words += [self.days_of_week, self.first_day_of_week, self.day_of_month, self.index]
        words += [self.range, self.end_date, self.count, self.since, self.until]
        return " ".join("-" if word is None else str(word) for word in words)


def moment(wall: datetime, zone: ZoneInfo) -> int:
    """When the clocks of a zone show something: of two the first, and forward of what is left out."""
    return round(wall.replace(tzinfo=zone, fold=0).timestamp() * 1000)


def wall(millis: int, zone: ZoneInfo) -> datetime:
    """What the clocks of a zone show."""
    shown = datetime.fromtimestamp(millis / 1000, timezone.utc).astimezone(zone)
    return shown.replace(tzinfo=None, fold=0)


def has_day(day: date, zone: ZoneInfo) -> bool:
    """Whether a zone ever had a day."""
    first = moment(datetime.combine(day, time()), zone)
    return wall(first, zone).date() == day


def rule(wish: Wish, start: datetime, end: datetime) -> rrule.rrule:
    """The days of a pattern, without those that the zone lacks taken out."""
    weekdays = [DAYS.index(day) for day in (wish.days_of_week or "").split(",") if day]
    weekdays = weekdays or [start.weekday()]
    parts = {"dtstart": start, "interval": wish.interval, "until": end}
    match wish.pattern:
        case "daily":
            return rrule.rrule(rrule.DAILY, **parts)
        case "weekly":
            first = DAYS.index(wish.first_day_of_week or "sunday")
            return rrule.rrule(rrule.WEEKLY, byweekday=weekdays, wkst=first, **parts)
        case "absoluteMonthly":
            return rrule.rrule(rrule.MONTHLY, bymonthday=wish.day_of_month or start.day, **parts)
        case "relativeMonthly":
            place = INDEXES[wish.index or "first"]
            return rrule.rrule(rrule.MONTHLY, byweekday=weekdays, bysetpos=place, **parts)
        case "absoluteYearly":
            return rrule.rrule(rrule.YEARLY, **parts)
    raise ValueError(wish.pattern)


def walk(wish: Wish) -> list[tuple[int, int]]:
    """The occurrences that share a moment with the span that is looked at."""
    zone = ZoneInfo(wish.zone)
    start, end = wish.written or (wall(wish.start, zone), wall(wish.end, zone))
    length = end - start
    first = start
    if wish.kind == "allDay":
        nights = (end.date() - start.date()).days
        if nights > 1 and not has_day(end.date() - timedelta(days=1), zone):
            nights -= 1
        first, length = datetime.combine(start.date(), time()), timedelta(days=nights)

    limit = wall(wish.until, zone) + timedelta(days=2)
    if wish.end_date is not None:
        limit = min(limit, datetime.combine(wish.end_date, time.max))
    days = (day for day in rule(wish, first, limit) if has_day(day.date(), zone))

    found = []
    for day in islice(days, wish.count):
        if day == first:
            # The first occurrence is when it was said to be.
            begins, ends = wish.start, wish.end
        else:
            begins, ends = moment(day, zone), moment(day + length, zone)
            if ends <= begins:
                millis = round(length.total_seconds() * 1000)
                ends = begins + (millis if millis > 0 else wish.end - wish.start)
        if begins < wish.until and ends > wish.since:
            found.append((begins, ends))
    return found
