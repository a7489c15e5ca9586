//! How an event repeats, between the wire's words and core's.

use openrooms_core::calendar::When;
use openrooms_core::calendar::moment::written;
use openrooms_core::calendar::recurrence::{
    Asked, Pattern, Range, Recurrence, WrongRecurrence, day_word, days_words,
};
use openrooms_protocol::calendar::{EventRecurrence, RecurrencePattern, RecurrenceRange};

use super::problem::CalendarProblem;
use crate::problem::Problem;

/// Whether anything is said of how an event repeats.
pub(super) fn is_given(given: &EventRecurrence) -> bool {
    given.pattern.as_ref().is_some_and(|pattern| *pattern != RecurrencePattern::default())
        || given.range.as_ref().is_some_and(|range| *range != RecurrenceRange::default())
}

/// Reads how an event repeats that begins as `when` does. Without a pattern and a range it does not.
pub(crate) fn read(given: &EventRecurrence, when: &When) -> Result<Option<Recurrence>, Problem> {
    parsed(given, when).map_err(refused)
}

/// The same, with core's word for what is wrong.
pub(crate) fn parsed(
    given: &EventRecurrence,
    when: &When,
) -> Result<Option<Recurrence>, WrongRecurrence> {
    if !is_given(given) {
        return Ok(None);
    }
    let none = (RecurrencePattern::default(), RecurrenceRange::default());
    let pattern = given.pattern.as_ref().unwrap_or(&none.0);
    let range = given.range.as_ref().unwrap_or(&none.1);
    let asked = Asked {
        pattern: pattern.kind.as_deref(),
        interval: pattern.interval.map(i64::from),
        days_of_week: pattern.days_of_week.as_deref(),
        first_day_of_week: pattern.first_day_of_week.as_deref(),
        day_of_month: pattern.day_of_month.map(i64::from),
        index: pattern.index.as_deref(),
        range: range.kind.as_deref(),
        end_date: range.end_date.as_deref(),
        count: range.number_of_occurrences.map(i64::from),
    };
    Recurrence::parse(asked, when).map(Some)
}

/// What is said where it cannot repeat so.
pub(super) fn refused(wrong: WrongRecurrence) -> Problem {
    let text = wrong.to_string().into();
    if wrong.is_of_a_timestamp() {
        CalendarProblem::TimeUnreadable(text).into()
    } else {
        CalendarProblem::Parameter(text).into()
    }
}

/// How it repeats, in the wire's words.
pub(crate) fn wire(recurrence: &Recurrence, when: &When) -> EventRecurrence {
    let mut pattern = RecurrencePattern {
        kind: Some(recurrence.pattern.word().to_owned()),
        interval: Some(recurrence.interval.into()),
        ..RecurrencePattern::default()
    };
    match &recurrence.pattern {
        Pattern::Daily | Pattern::AbsoluteYearly => {}
        Pattern::Weekly { days, first_day } => {
            pattern.days_of_week = Some(days_words(days));
            pattern.first_day_of_week = Some(day_word(*first_day).to_owned());
        }
        Pattern::AbsoluteMonthly { day } => pattern.day_of_month = Some((*day).into()),
        Pattern::RelativeMonthly { days, index } => {
            pattern.days_of_week = Some(days_words(days));
            pattern.index = Some(index.word().to_owned());
        }
    }
    let mut range = RecurrenceRange {
        kind: Some(recurrence.range.word().to_owned()),
        ..RecurrenceRange::default()
    };
    match recurrence.range {
        Range::NoEnd => {}
        // The last day at the hour at which the event begins, as it is given.
        Range::Until(day) => {
            let hour = when.meant().0.time();
            let last = when.zone.instant(day.to_datetime(hour));
            range.end_date = Some(written(last, &when.zone));
        }
        Range::Count(count) => range.number_of_occurrences = Some(count.into()),
    }
    EventRecurrence { pattern: Some(pattern), range: Some(range) }
}
