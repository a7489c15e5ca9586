//! Walks series that are read from standard input, one a line, for whoever compares them with a walk
//! of another make: `compat/recurrence` does.
//!
//! A line is words between spaces, `-` where one is not given: zone, kind (`timed` or `allDay`), start
//! and end in epoch milliseconds, or on the wall (`2026-03-29T02:30:00`), pattern, interval, daysOfWeek, firstDayOfWeek, dayOfMonth, index,
//! range, endDate, numberOfOccurrences; then from when until when to walk. The answer is a line with
//! the occurrences that share a moment with that: `start-end`, between spaces.

use std::io::{BufRead as _, Write as _};

use openrooms_core::calendar::recurrence::{Asked, Recurrence};
use openrooms_core::calendar::series::Series;
use openrooms_core::calendar::when::Given;
use openrooms_core::calendar::{When, WhenKind};
use openrooms_core::slot::Slot;
use openrooms_core::time::{EpochMillis, Zone};

type Answer = Result<String, Box<dyn std::error::Error>>;

fn answer(line: &str) -> Answer {
    let words: Vec<Option<&str>> =
        line.split(' ').map(|word| Some(word).filter(|word| *word != "-")).collect();
    let words: [Option<&str>; 15] = words.try_into().map_err(|_| "fifteen words are wanted")?;
    let number = |place: usize| words[place].map(str::parse::<i64>).transpose();
    let slot = |start: usize, end: usize| -> Result<Slot, Box<dyn std::error::Error>> {
        let start = number(start)?.ok_or("a moment is missing")?;
        let end = number(end)?.ok_or("a moment is missing")?;
        Ok(Slot::new(EpochMillis(start), EpochMillis(end))?)
    };
    let zone = Zone::parse(words[0].ok_or("the zone is missing")?)?;
    let when = if words[2].is_some_and(|start| start.contains('T')) {
        let on_the_wall = |place: usize| Given { date_time: words[place], ..Given::default() };
        When::parse(on_the_wall(2), on_the_wall(3), None, &zone)?
    } else {
        let kind = if words[1] == Some("allDay") { WhenKind::AllDay } else { WhenKind::Timed };
        When { slot: slot(2, 3)?, zone, kind, hours: None }
    };
    let asked = Asked {
        pattern: words[4],
        interval: number(5)?,
        days_of_week: words[6],
        first_day_of_week: words[7],
        day_of_month: number(8)?,
        index: words[9],
        range: words[10],
        end_date: words[11],
        count: number(12)?,
    };
    let Some(series) = Series::new(&when, &Recurrence::parse(asked, &when)?) else {
        return Ok(String::new());
    };
    let told = |slot: Slot| format!("{}-{}", slot.start().0, slot.end().0);
    Ok(series.between(slot(13, 14)?).map(told).collect::<Vec<_>>().join(" "))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut output = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        writeln!(output, "{}", answer(&line?)?)?;
    }
    Ok(())
}
