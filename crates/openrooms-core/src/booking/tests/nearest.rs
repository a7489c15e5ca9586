//! The nearest time and length that pass.

use super::*;

const WEEK: i64 = 7 * DAY;

#[test]
fn the_nearest_time_is_the_nearest_that_passes() {
    let asking = |from: i64, until: i64| wish(&[slot(from, until)]);
    let open = room();
    for (wish, busy, wanted) in [
        // It is 09:00; from 10:00 for an hour is asked for.
        (asking(0, 60), vec![slot(0, 30)], Some(slot(30, 90))),
        (asking(0, 60), vec![slot(30, 60)], Some(slot(-30, 30))),
        (asking(0, 60), vec![slot(-20, 40)], Some(slot(40, 100))),
        (asking(0, 60), vec![slot(-60, 600)], Some(slot(600, 660))),
        // Edges that lie on no quarter of an hour.
        (asking(0, 60), vec![slot(0, 37)], Some(slot(37, 97))),
        (asking(0, 60), vec![slot(53, 600)], Some(slot(-7, 53))),
        (asking(0, 60), vec![slot(0, 30), slot(80, 600)], Some(slot(-60, 0))),
        // Not in the past, and not beyond a week.
        (asking(-60, 0), vec![slot(-60, -30)], Some(slot(-30, 30))),
        (asking(0, 60), vec![slot(-60, 9 * 1440)], None),
        // A week is moved, and nothing longer: each day of it is judged at each time.
        (asking(0, 7 * 1440), vec![slot(0, 30)], Some(slot(30, 30 + 7 * 1440))),
        (asking(0, 7 * 1440 + 1), vec![slot(0, 30)], None),
    ] {
        assert_eq!(nearest_time(&wish, &open, &busy, WEEK), wanted, "{wish:?} {busy:?}");
    }
    let mut buffered = room();
    buffered.rules.buffer_before_minutes = Some(Set { value: 7, level: Level::Room });
    assert_eq!(nearest_time(&asking(0, 60), &buffered, &[slot(-9, 1)], WEEK), Some(slot(8, 68)));
    let office = with_house(HouseRules {
        hours: Some(hours(&[("friday", "14:00", "16:00")])),
        ..HouseRules::default()
    });
    let friday = 1440 + 4 * 60;
    let found = nearest_time(&asking(0, 60), &office, &[slot(friday, friday + 20)], WEEK);
    assert_eq!(found, Some(slot(friday + 20, friday + 80)));
    let closed = with(&Policy { is_open: Some(false), ..Policy::default() });
    assert_eq!(nearest_time(&asking(0, 60), &closed, &[], WEEK), None);
    let series = wish(&[slot(0, 60), slot(1440, 1500)]);
    assert_eq!(nearest_time(&series, &open, &[slot(0, 60)], WEEK), None);
}

/// It is 09:00; 09:30 to 10:30 is asked for.
#[test]
fn beside_a_ban_that_has_not_begun_something_passes() {
    let banned = |from: i64, until: Option<i64>| {
        let mut wish = wish(&[slot(-30, 30)]);
        let (starts_at, ends_at) = (at(from), until.map(at));
        let ban = Ban { person: UnionId::new("eve"), starts_at, ends_at, memo: None };
        wish.booker.bans.push(ban);
        wish
    };
    for (wish, time, length, passing) in [
        (
            banned(0, None),
            Some(slot(-60, 0)),
            Some(slot(-30, 0)),
            Some("what ends by 2026-11-26T10:00:00+08:00"),
        ),
        (
            banned(-15, Some(120)),
            Some(slot(120, 180)),
            Some(slot(-30, -15)),
            Some(
                "what ends by 2026-11-26T09:45:00+08:00 or starts at 2026-11-26T12:00:00+08:00 or \
                 later",
            ),
        ),
        (banned(-60, None), None, None, None),
        (
            banned(-60, Some(120)),
            None,
            None,
            Some("what starts at 2026-11-26T12:00:00+08:00 or later, asked for then"),
        ),
    ] {
        assert_eq!(nearest_time(&wish, &room(), &[], WEEK), time, "{wish:?}");
        assert_eq!(nearest_length(&wish, &room(), &[], HOUR), length, "{wish:?}");
        let [refusal] = &refusals(&wish, &room(), &[])[..] else { panic!("one rule: {wish:?}") };
        assert_eq!(refusal.passing().as_deref(), passing);
    }
}

#[test]
fn a_series_has_the_room_at_the_first_hours_that_pass_for_all_dates() {
    let busy = [slot(30, 60), slot(1440 + 120, 1440 + 180)];
    let dates = |by: i64| vec![slot(by, by + 60), slot(1440 + by, 1500 + by)];
    let series = |repeats| Wish { repeats, ..wish(&dates(0)) };
    let hours = [15, -15, 60, 90, 120, 180];
    let nearest = |wish: &Wish, room: &RoomFacts| {
        nearest_series(wish, room, &busy, hours.into_iter().map(dates))
    };
    let ends = series(Repeats::WithEnd);
    assert_eq!(nearest(&ends, &room()), Some(slot(60, 120)));
    let mut late = room();
    late.rules.closures.push(Set {
        value: Closure { starts_at: Some(at(60)), ends_at: Some(at(61)), ..Closure::default() },
        level: Level::Room,
    });
    assert_eq!(nearest(&ends, &late), Some(slot(180, 240)), "half past one meets the second date");
    assert_eq!(nearest(&series(Repeats::Once), &room()), None);
    // No hour changes that the room takes none.
    let mut none = room();
    none.room.allows_series = Some(false);
    assert_eq!(nearest(&ends, &none), None);
    let many = (0..201).map(|day| slot(day * 1440, day * 1440 + 60)).collect::<Vec<_>>();
    assert_eq!(nearest(&Wish { repeats: Repeats::WithEnd, ..wish(&many) }, &room()), None);
}

#[test]
fn a_series_that_overlaps_itself_learns_that_alone() {
    // It can be had nowhere, and dates that may be as long as they like would take long to judge.
    let closed = with(&Policy { is_open: Some(false), ..Policy::default() });
    let year = [slot(0, 366 * 1440), slot(1440, 367 * 1440), slot(2880, 368 * 1440)];
    let verdict = judge(&wish(&year), &closed, &[slot(0, 60)]);
    assert_eq!(refused(&verdict), [("overlapOfSeries", vec![1, 2])]);
}

#[test]
fn the_nearest_length_is_the_nearest_that_passes_and_rather_shorter() {
    let bounded = |least, most| {
        let (min_length_minutes, max_length_minutes) = (Some(least), Some(most));
        with(&Policy { max_length_minutes, min_length_minutes, ..Policy::default() })
    };
    for (room, minutes, busy, wanted) in [
        (room(), 60, vec![slot(30, 90)], Some(30)),
        (room(), 60, vec![slot(33, 90)], Some(30)),
        (room(), 60, vec![slot(0, 90)], None),
        (bounded(0, 47), 60, vec![], Some(47)),
        (bounded(0, 47), 60, vec![slot(40, 50)], Some(40)),
        (bounded(33, 0), 10, vec![], Some(33)),
        (bounded(33, 0), 10, vec![slot(20, 30)], None),
        (room(), 3 * 1440, vec![slot(30, 90)], None),
        // Of more than a day what the room itself sets.
        (bounded(0, 47), 3 * 1440, vec![], Some(47)),
        // Not further than is known of what is busy.
        (bounded(180, 0), 60, vec![], Some(180)),
        (bounded(181, 0), 60, vec![], None),
    ] {
        let found = nearest_length(&wish(&[slot(0, minutes)]), &room, &busy, 2 * HOUR);
        assert_eq!(found, wanted.map(|minutes| slot(0, minutes)), "{minutes} {busy:?}");
    }
}
