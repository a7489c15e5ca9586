//! Who comes to an event and who goes: `SignIn`, `CheckIn`, `SignOut`, and their lists. It hangs on
//! one date of a series; where all of it is named, the date under way is meant, or else the next.

use openrooms_core::calendar::{EventState, Occurrence};
use openrooms_core::id::{EventId, UnionId};
use openrooms_core::time::EpochMillis;
use openrooms_protocol::calendar::{EventPath, SignListQuery};
use openrooms_store::{ListedSigning, Signed, Signing, Sought, SoughtEvent, Writing};

use super::list_attendees::{after, token};
use super::place::ListOf;
use super::problem::CalendarProblem;
use super::{check_calendar, event_id, found, people, wish};
use crate::ask::{Asker, Question};
use crate::change::Asked;
use crate::problem::Problem;

/// People on a page.
const MOST: i32 = 200;

/// Somebody, and an event.
pub(super) struct Wish {
    person: UnionId,
    id: EventId,
}

pub(super) fn read(path: EventPath) -> Result<(UnionId, Wish), Problem> {
    let person = UnionId::new(path.user_id);
    check_calendar(&path.calendar_id)?;
    let id = event_id(path.event_id)?;
    Ok((person.clone(), Wish { person, id }))
}

/// Keeps that somebody came or went, and gives when; the first time counts.
pub(super) async fn sign(
    asked: &Asked,
    wish: Wish,
    signing: Signing,
) -> Result<(Writing, EpochMillis), Problem> {
    let (mut writing, operator) = asked.begin().await?;
    operator.ok_or(Problem::OperatorUnknown)?;
    let mut found = in_it(&mut writing, &wish.id, &wish.person).await?;
    people::check_on(&found)?;
    let dates = match found.occurrence.take() {
        Some(one) => vec![one],
        None => writing.occurrences(&found.event.id).await?,
    };
    let date = meant(dates, asked.now).ok_or(CalendarProblem::InstanceNotFound)?;
    let event = &found.event.id;
    if found.event.recurrence.is_some() {
        // Invited to the series, and perhaps not to this date.
        in_it(&mut writing, &Occurrence::id(event, date), &wish.person).await?;
    }
    let at = writing.sign((event, date), &wish.person, signing, asked.now).await?;
    Ok((writing, at))
}

/// An event that somebody is in. Whether there is another one, or none, is not told apart.
async fn in_it(
    writing: &mut Writing,
    id: &EventId,
    person: &UnionId,
) -> Result<SoughtEvent, Problem> {
    match writing.sought_event(id, person).await? {
        Sought::Nothing => Err(CalendarProblem::NotInEvent.into()),
        sought => found(sought),
    }
}

/// The date that is meant where several are: the one under way, else the next, else the last.
fn meant(mut dates: Vec<Occurrence>, now: EpochMillis) -> Option<EpochMillis> {
    dates.retain(|one| one.state == EventState::Confirmed);
    dates.sort_by_key(|one| one.slot);
    let coming = dates.iter().find(|one| now < one.slot.end());
    coming.or(dates.last()).map(|one| one.origin)
}

/// Who is listed.
pub(super) struct ListWish {
    id: EventId,
    signed: Signed,
    next: Option<String>,
    most: usize,
}

/// Reads it; `words` are those of who has, and of who has not.
pub(super) fn read_list(
    path: EventPath,
    query: SignListQuery,
    words: [&str; 2],
) -> Result<ListWish, Problem> {
    check_calendar(&path.calendar_id)?;
    let id = event_id(path.event_id)?;
    let [has, has_not] = words;
    let signed = match query.kind.as_deref() {
        Some(word) if word == has => Signed::Yes,
        Some(word) if word == has_not => Signed::NotYet,
        _ => return wish::wrong(format!("type must be {has} or {has_not}")),
    };
    let most = query.max_results.filter(|most| (1..=MOST).contains(most));
    let Some(most) = most else {
        return wish::wrong(format!("maxResults must be from 1 to {MOST}"));
    };
    let most = usize::try_from(most).unwrap_or(1);
    Ok(ListWish { id, signed, next: query.next_token, most })
}

/// A page of who came or went, or did not; and where the next begins.
pub(super) async fn list(
    question: &Question,
    asker: &Asker,
    wish: ListWish,
    signing: Signing,
) -> Result<(Vec<ListedSigning>, Option<String>), Problem> {
    let (store, corp) = (question.store(), &question.corp);
    let name = match (signing, wish.signed) {
        (Signing::In, Signed::Yes) => "GetSignInList check_in",
        (Signing::In, Signed::NotYet) => "GetSignInList not_yet_check_in",
        (Signing::Out, Signed::Yes) => "GetSignOutList check_out",
        (Signing::Out, Signed::NotYet) => "GetSignOutList not_yet_check_out",
    };
    let list = ListOf::calendar(name, question, asker).of(wish.id.as_str());
    let after = after(list, wish.next.as_deref())?;
    let sought = store.sought_event(corp, &wish.id, &asker.operator);
    let found = found(question.patiently(sought).await?)?;
    let event = &found.event.id;
    let dates = match found.occurrence {
        Some(one) => vec![one],
        None => question.patiently(store.occurrences(corp, event)).await?,
    };
    // Of what was cancelled, whoever came before is still shown.
    let last = dates.last().map(|one| one.origin);
    let date = meant(dates, question.now()).or(last);
    let date = date.ok_or(CalendarProblem::InstanceNotFound)?;
    let most = i64::try_from(wish.most).unwrap_or(i64::MAX - 1) + 1;
    let listing = store.signings_after(corp, (event, date), (signing, wish.signed), &after, most);
    let mut listed = question.patiently(listing).await?;
    let has_more = listed.len() > wish.most;
    listed.truncate(wish.most);
    let next = listed.last().filter(|_| has_more).map(|one| token(list, &one.place));
    Ok((listed, next))
}

#[cfg(test)]
mod tests {
    use openrooms_core::slot::Slot;

    use super::*;

    fn date(start: i64, state: EventState) -> Occurrence {
        let slot = Slot::new(EpochMillis(start), EpochMillis(start + 10)).unwrap();
        let event = EventId::new("e");
        Occurrence { event, origin: slot.start(), slot, state, beyond: None }
    }

    #[test]
    fn of_a_series_the_date_under_way_is_meant_or_the_next_or_the_last() {
        use EventState::{Cancelled, Confirmed};
        let dates = || vec![date(300, Confirmed), date(100, Confirmed), date(200, Cancelled)];
        for (now, wanted) in
            [(0, 100), (100, 100), (109, 100), (110, 300), (250, 300), (309, 300), (999, 300)]
        {
            assert_eq!(meant(dates(), EpochMillis(now)), Some(EpochMillis(wanted)), "{now}");
        }
        assert_eq!(meant(vec![date(1, Cancelled)], EpochMillis(0)), None);
    }
}
