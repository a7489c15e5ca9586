//! The dates of a series: as they are kept, as core plans them, and how many are made.

use std::collections::HashSet;

use openrooms_core::calendar::plan::{Follows, Plan, Planned, Reach};
use openrooms_core::calendar::recurrence::{Range, WrongRecurrence};
use openrooms_core::calendar::series::{Series, horizon};
use openrooms_core::calendar::{Event, Occurrence};
use openrooms_core::slot::Slot;
use openrooms_core::time::EpochMillis;
use openrooms_store::Writing;

use super::beyond::Different;
use super::repeats;
use crate::problem::Problem;

/// The most dates of a series that are made: more than five years of days.
pub(crate) const MOST_DATES: usize = 2_000;

/// An event as the series that it is; `None` where it does not repeat.
pub(super) fn series(event: &Event) -> Option<Series> {
    Series::new(&event.when, event.recurrence.as_ref()?)
}

/// The dates that a new event has: one, or those of its series as far as they are made, and how far
/// that is where it goes on. A series begins with its first date.
pub(super) fn first(
    event: &mut Event,
    now: EpochMillis,
) -> Result<(Vec<Occurrence>, Option<EpochMillis>), Problem> {
    let Some(recurrence) = &event.recurrence else {
        let one = Planned::new(event.id.clone(), event.when.slot.start(), event.when.slot);
        return Ok((vec![one.occurrence], None));
    };
    let series = Series::new(&event.when, recurrence)
        .ok_or_else(|| repeats::refused(WrongRecurrence::Never))?;
    event.when = series.when();
    let until = until(&series, now);
    let slots = series.slots().take_while(|slot| slot.start() < until).take(MOST_DATES + 1);
    let dates: Vec<_> =
        slots.map(|slot| Planned::new(event.id.clone(), slot.start(), slot).occurrence).collect();
    check(dates.len())?;
    Ok((dates, goes_on(&series, until)))
}

/// The dates that a series has which is told without them, and how far they are made where it goes on:
/// all, or where it has no end two years of them, whenever it is told. `None` where they are too many.
pub(crate) fn untold(series: &Series) -> Option<(Vec<Slot>, Option<EpochMillis>)> {
    let goes_on = series.recurrence().range == Range::NoEnd;
    let until = goes_on
        .then(|| horizon(series.first().start(), &series.when().zone).max(series.first().end()));
    let slots = series.slots().take_while(|slot| until.is_none_or(|until| slot.start() < until));
    let slots: Vec<_> = slots.take(MOST_DATES + 1).collect();
    (slots.len() <= MOST_DATES).then_some((slots, until))
}

/// Up to when the dates of a series are made: all of one that ends and has no more than
/// [`MOST_DATES`], of others those of the next two years, and always the first.
pub(super) fn until(series: &Series, now: EpochMillis) -> EpochMillis {
    let until = horizon(now, &series.when().zone).max(series.first().end());
    let has_few = || series.slots().take(MOST_DATES + 1).count() <= MOST_DATES;
    match series.recurrence().range {
        Range::Count(_) | Range::Until(_) if has_few() => {
            series.last().map_or(until, |last| until.max(last.end()))
        }
        _ => until,
    }
}

/// The same, with how many dates there may be.
pub(super) fn reach(series: &Series, now: EpochMillis) -> Reach {
    Reach { until: until(series, now), most: MOST_DATES }
}

/// Refuses a series of too many dates.
pub(super) fn check(dates: usize) -> Result<(), Problem> {
    if dates > MOST_DATES {
        return super::wish::wrong(format!(
            "Recurrence has more than {MOST_DATES} occurrences that are over or in the next two years"
        ));
    }
    Ok(())
}

/// Up to when the dates of a series are made, where there are later ones.
pub(super) fn goes_on(series: &Series, until: EpochMillis) -> Option<EpochMillis> {
    series.last().is_none_or(|last| until <= last.start()).then_some(until)
}

/// A date that is kept, as core plans it.
pub(super) fn planned(occurrence: Occurrence) -> Planned {
    let different = Different::of(occurrence.beyond.as_deref());
    let meant = different.meant.map_or(occurrence.slot.start(), EpochMillis);
    let follows = match (different.is_dropped, different.meant) {
        (true, _) => Follows::Nothing,
        (false, Some(_)) => Follows::Itself,
        (false, None) => Follows::Series,
    };
    Planned { occurrence, meant, follows }
}

/// A date that core planned, as it is kept.
pub(super) fn kept(planned: Planned) -> Occurrence {
    let Planned { mut occurrence, meant, follows } = planned;
    let mut different = Different::of(occurrence.beyond.as_deref());
    // It was moved by itself, or told as if it were.
    if follows != Follows::Itself {
        different.was_apart |= different.meant.is_some();
    }
    different.is_dropped = follows == Follows::Nothing;
    different.meant = match follows {
        Follows::Series => None,
        Follows::Itself => Some(meant.0),
        // It is known again by when it was meant to begin.
        Follows::Nothing => (meant != occurrence.slot.start()).then_some(meant.0),
    };
    occurrence.beyond = different.kept();
    occurrence
}

/// All dates of an event, as core plans them.
pub(super) async fn all(writing: &mut Writing, event: &Event) -> Result<Vec<Planned>, Problem> {
    let kept = writing.occurrences(&event.id).await?;
    Ok(kept.into_iter().map(planned).collect())
}

/// The origins of those dates that their series has no more.
pub(super) fn dropped(dates: &[Planned]) -> HashSet<EpochMillis> {
    let dropped = dates.iter().filter(|one| one.follows == Follows::Nothing);
    dropped.map(|one| one.occurrence.origin).collect()
}

/// Writes what became of the dates of a series; gives them back, changed ones and new ones.
pub(super) async fn write(
    writing: &mut Writing,
    event: &Event,
    series: &Series,
    plan: Plan,
) -> Result<(Vec<Occurrence>, Vec<Occurrence>), Problem> {
    let changed: Vec<_> = plan.changed.into_iter().map(kept).collect();
    let new: Vec<_> = plan.new.into_iter().map(kept).collect();
    writing.put_occurrences(&changed).await?;
    writing.put_occurrences(&new).await?;
    writing.set_made_until(&event.id, goes_on(series, plan.until)).await?;
    Ok((changed, new))
}

#[cfg(test)]
mod tests {
    use openrooms_core::id::EventId;

    use super::*;

    #[test]
    fn a_date_is_planned_as_it_was_kept() {
        let slot = Slot::new(EpochMillis(10), EpochMillis(20)).unwrap();
        let plain = Planned::new(EventId::new("e"), EpochMillis(5), slot);
        assert_eq!(kept(plain.clone()).beyond, None);
        for follows in [Follows::Series, Follows::Itself, Follows::Nothing] {
            for meant in [10, 7] {
                if follows == Follows::Series && meant != 10 {
                    continue;
                }
                for beyond in [None, Some(r#"{"summary":"s","extra":{"a":"b"}}"#.to_owned())] {
                    let mut one = Planned { meant: EpochMillis(meant), follows, ..plain.clone() };
                    one.occurrence.beyond.clone_from(&beyond);
                    let back = planned(kept(one.clone()));
                    assert_eq!((back.meant, back.follows), (one.meant, one.follows));
                    let different = Different::of(back.occurrence.beyond.as_deref());
                    assert_eq!(different.summary.is_some(), beyond.is_some());
                }
            }
        }
    }
}
