//! The day of a room, or of the rooms of a group, as a screen tells it.

use std::collections::HashSet;

use jiff::ToSpan as _;
use openrooms_core::booking::find::Candidate;
use openrooms_core::booking::{Attendees, Repeats, RoomFacts, Verdict, Wish, judge};
use openrooms_core::door::{self, OFFERED_MINUTES, holder, walk_up};
use openrooms_core::house::DoorShows;
use openrooms_core::id::{EventId, GroupId, RoomId, UnionId};
use openrooms_core::slot::Slot;
use openrooms_core::template::{Template, shown_on};
use openrooms_core::time::{EpochMillis, Zone};
use openrooms_store::{Booked, ScreenOfToken};

use super::{Closed, Day, Look, Meeting, OfFloor, Offer, Reason, RoomDay, nobody};
use crate::ask::Question;
use crate::calendar::booked::{self, Held, Looking, Rest};
pub(crate) use crate::calendar::query_meeting_rooms_busy::MOST_ROOMS;
use crate::calendar::query_meeting_rooms_busy::{event_id, title};
use crate::calendar::{refused, rooms, rooms_asked, version};
use crate::problem::Problem;

/// The most rooms of a floor that are shown at once.
pub(crate) const MOST_SHOWN: usize = 60;
/// How far a day reaches at least, so that who comes late sees what is next.
const AHEAD_SECONDS: i64 = 6 * 3600;
/// How long a picture is shown, where the template does not say.
const PICTURE_SECONDS: i32 = 20;
/// Where this server's own pictures are.
const PICTURES: &str = "/v1.0/rooms/pictures/";

/// What a screen shows now; of a floor of many rooms a page, counted from 0.
pub(crate) async fn day(
    question: &Question,
    screen: &ScreenOfToken,
    page: usize,
) -> Result<Day, Problem> {
    // First of all: what changes from here on has a later number.
    let looking = Looking::begin(question).await?;
    let now = question.now();
    let (store, corp) = (question.store(), &question.corp);
    let device = &screen.device;
    let (kind, ids, of_floor) = match (&device.room, device.group) {
        (Some(room), _) => ("room", vec![room.clone()], None),
        (None, Some(group)) => {
            let ids = booked::rooms_of(question, Some(group), MOST_ROOMS + 1).await?;
            let (ids, of_floor) = on_page(question, &ids, page).await?;
            ("floor", ids, Some(of_floor))
        }
        (None, None) => ("nowhere", Vec::new(), None),
    };
    let mut found = question.patiently(store.rooms_to_book(corp, &ids)).await?;
    let found: Vec<_> = ids.iter().filter_map(|id| found.remove(id)).collect();
    let kind = if found.is_empty() { "nowhere" } else { kind };
    let at_door = kind == "room";
    let facts: Vec<_> =
        found.iter().cloned().map(|room| rooms::facts(room, &screen.zone)).collect();
    let zone = facts.first().map_or(&screen.zone, |facts| &facts.zone).clone();
    let span = span(now, &zone);
    let ids: Vec<_> = facts.iter().map(|facts| facts.room.id.clone()).collect();
    let held = looking.held(&ids, span, Rest::Passing).await?;
    let templates = question.patiently(store.templates(corp)).await?;
    let groups = match (facts.first().filter(|_| at_door), device.group) {
        (Some(facts), _) => facts.groups.clone(),
        (None, Some(group)) => question.patiently(store.group_tree(corp)).await?.chain(group),
        (None, None) => Vec::new(),
    };
    let template = shown_on(&templates, &device.union_id, device.room.as_ref(), &groups);
    let telling = Telling::of(question, &facts, &held, template).await?;
    let mut told: Vec<_> = facts.iter().map(|facts| telling.room(facts, &held, span)).collect();
    told.sort_by(|one, other| (&one.name, &one.room_id).cmp(&(&other.name, &other.room_id)));
    if let (true, Some(first)) = (at_door, told.first_mut()) {
        let is_taken = first.meetings.iter().any(|one| is_under_way(one, now));
        if !is_taken {
            first.offers = offers(question, found, screen, now).await?;
        }
    }
    let name = match (at_door, device.group) {
        (true, _) => told.first().map(|room| room.name.clone()),
        (false, Some(group)) => group_name(question, group).await?,
        (false, None) => None,
    };
    Ok(Day {
        kind,
        device_union_id: device.union_id.as_str().to_owned(),
        name: name.or_else(|| screen.name.clone()).unwrap_or_default(),
        organisation: screen.organisation.clone(),
        zone: zone.name().to_owned(),
        now: now.0,
        start_time: span.start().0,
        end_time: span.end().0,
        version: version::of(looking.mark),
        look: template.map(look),
        of_floor,
        rooms: told,
    })
}

/// The rooms of a floor that a page shows, where they do not all go on one: by their names, which no
/// database puts in order as the other does.
async fn on_page(
    question: &Question,
    ids: &[RoomId],
    page: usize,
) -> Result<(Vec<RoomId>, OfFloor), Problem> {
    let pages = ids.len().div_ceil(MOST_SHOWN).max(1);
    let first = page.min(pages - 1) * MOST_SHOWN;
    let of_floor = OfFloor { first, rooms_in_all: ids.len() };
    if pages == 1 {
        return Ok((ids.to_vec(), of_floor));
    }
    let names = question.patiently(question.store().room_names(&question.corp, ids)).await?;
    let mut ids = ids.to_vec();
    ids.sort_by(|one, other| (names.get(one), one).cmp(&(names.get(other), other)));
    Ok((ids.into_iter().skip(first).take(MOST_SHOWN).collect(), of_floor))
}

async fn group_name(question: &Question, id: GroupId) -> Result<Option<String>, Problem> {
    let found = question.patiently(question.store().group(&question.corp, id)).await?;
    Ok(found.map(|group| group.name).filter(|name| !name.is_empty()))
}

fn is_under_way(meeting: &Meeting, now: EpochMillis) -> bool {
    meeting.start_time <= now.0 && now.0 < meeting.end_time
}

/// The day on the clocks of a zone, and some hours from now on in any case.
fn span(now: EpochMillis, zone: &Zone) -> Slot {
    let today = zone.wall(now).date();
    let next = today.checked_add(1.day()).unwrap_or(today);
    let midnight = |day: jiff::civil::Date| zone.instant(day.at(0, 0, 0, 0));
    let start = midnight(today).min(now);
    let end = midnight(next).max(now.plus_seconds(AHEAD_SECONDS));
    Slot::new(start, end).expect("it lasts some hours")
}

/// What is to be known to tell of meetings.
struct Telling {
    names: std::collections::HashMap<UnionId, crate::known::Name>,
    attended: HashSet<(EventId, EpochMillis)>,
    masks_names: bool,
    hides_titles: bool,
}

impl Telling {
    async fn of(
        question: &Question,
        facts: &[RoomFacts],
        held: &Held,
        template: Option<&Template>,
    ) -> Result<Self, Problem> {
        let all = || facts.iter().flat_map(|facts| held.of(&facts.room.id));
        let organisers: HashSet<_> = all().map(|one| one.event.organiser.clone()).collect();
        let names = booked::names(question, &organisers).await?;
        let events: HashSet<_> = all().map(|one| &one.event.id).collect();
        let events: Vec<_> = events.into_iter().collect();
        let attended = question.store().attended(&question.corp, &events);
        let attended = question.patiently(attended).await?;
        let masks_names = template.is_some_and(|template| template.look.hides_names);
        let hides_titles = template.is_some_and(|template| !template.look.has_titles);
        Ok(Self { names, attended, masks_names, hides_titles })
    }

    fn room(&self, facts: &RoomFacts, held: &Held, span: Slot) -> RoomDay {
        let RoomFacts { room, rules, zone, .. } = facts;
        let shows = rules.door.map(|set| set.value).unwrap_or_default();
        let meetings = held.of(&room.id).map(|one| self.meeting(one, &room.id, shows));
        let closures = rules.closures.iter().map(|set| &set.value);
        let closures = closures.filter(|closure| closure.closes(span)).map(|closure| Closed {
            start_time: closure.starts_at.map(|at| at.0),
            end_time: closure.ends_at.map(|at| at.0),
            reason: closure.reason.clone(),
        });
        let today = zone.wall(span.start()).date();
        let days = rules.closed_days.iter().flat_map(|set| &set.value);
        let days = days.filter(|days| days.first() <= today && today <= days.last());
        let days = days.map(|days| {
            let midnight = |day: jiff::civil::Date| zone.instant(day.at(0, 0, 0, 0)).0;
            let next = days.last().checked_add(1.day()).unwrap_or(days.last());
            Closed {
                start_time: Some(midnight(days.first())),
                end_time: Some(midnight(next)),
                reason: days.name().map(str::to_owned),
            }
        });
        let place = room.location.as_ref();
        RoomDay {
            room_id: room.id.as_str().to_owned(),
            name: room.name.clone(),
            location: place.and_then(|place| place.title.clone()).filter(|title| !title.is_empty()),
            capacity: room.capacity.filter(|seats| *seats > 0),
            meetings: meetings.collect(),
            closed: closures.chain(days).collect(),
            cannot_be_booked: rules.is_open.is_some_and(|set| !set.value),
            offers: Vec::new(),
        }
    }

    fn meeting(&self, one: &Booked, room: &RoomId, shows: DoorShows) -> Meeting {
        let is_walk_up = one.event.organiser == holder(room);
        let name = self.names.get(&one.event.organiser).cloned().flatten();
        let name =
            name.map(|name| if self.masks_names { door::masked(&name) } else { name.to_string() });
        let tells_title = shows == DoorShows::Title && !self.hides_titles && !is_walk_up;
        Meeting {
            event_id: event_id(one).into_string(),
            start_time: one.slot.start().0,
            end_time: one.slot.end().0,
            waits: one.waits,
            checked_in: self.attended.contains(&(one.event.id.clone(), one.origin)),
            is_walk_up,
            title: tells_title.then(|| title(one)),
            organizer: name.filter(|_| shows != DoorShows::Busy),
        }
    }
}

/// What somebody could have now at the door.
async fn offers(
    question: &Question,
    found: Vec<openrooms_store::RoomToBook>,
    screen: &ScreenOfToken,
    now: EpochMillis,
) -> Result<Vec<Offer>, Problem> {
    let Some(room) = found.first().map(|found| found.room.id.clone()) else {
        return Ok(Vec::new());
    };
    let least = rooms::facts(found[0].clone(), &screen.zone).rules.min_length_minutes;
    let least = least.map(|set| set.value);
    let slots = OFFERED_MINUTES.map(|minutes| walk_up(now, minutes, least));
    let mut wish = Wish {
        booker: nobody(&room),
        slots: slots.to_vec(),
        repeats: Repeats::Once,
        attendees: Attendees::All(1),
        used: Vec::new(),
        now: slots[0].start(),
    };
    let meeting = rooms_asked::Meeting::once(slots.to_vec(), screen.zone.clone());
    let found = rooms_asked::candidates(question, found, &meeting, &wish, 0).await?;
    let Some(Candidate { facts, busy, used }) = found.into_iter().next() else {
        return Ok(Vec::new());
    };
    wish.used = used;
    let offers = OFFERED_MINUTES.into_iter().zip(slots).map(|(minutes, slot)| {
        let wish = Wish { slots: vec![slot], ..wish.clone() };
        let (available, needs_approval, refusals) = match judge(&wish, &facts, &busy) {
            Verdict::Accepted(_) => (true, false, Vec::new()),
            Verdict::Waiting(_) => (true, true, Vec::new()),
            Verdict::Refused(refusals) => (false, false, refusals),
        };
        let refusals = refusals.iter();
        let refusals = refusals
            .map(|refusal| Reason { text: refusal.to_string(), rule: refused::rule(refusal) })
            .collect();
        Offer { minutes, end_time: slot.end().0, available, needs_approval, refusals }
    });
    Ok(offers.collect())
}

fn look(template: &Template) -> Look {
    let look = &template.look;
    let background = look.background_address.iter();
    let pictures = background.chain(&look.pictures).filter_map(|address| own_picture(address));
    Look {
        pictures: pictures.collect(),
        picture_seconds: look.picture_seconds.filter(|some| *some > 0).unwrap_or(PICTURE_SECONDS),
        logo: look.logo.as_deref().and_then(own_picture),
        organisation: look.organisation.clone().filter(|name| !name.is_empty()),
        text: look.text.clone().filter(|text| !text.is_empty()),
        has_calendar: look.has_calendar,
        has_instruction: look.has_instruction,
    }
}

/// The path of a picture of this server's. The screen's page loads nothing from elsewhere.
fn own_picture(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let path = &rest[rest.find('/')?..];
    let name = path.strip_prefix(PICTURES)?;
    let of_path = |byte: u8| byte.is_ascii_alphanumeric() || b"-_%/".contains(&byte);
    (!name.contains("//") && name.bytes().all(of_path)).then(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_of_other_servers_are_not_shown() {
        let path = "/v1.0/rooms/pictures/dingcorp/0123";
        for (address, wanted) in [
            ("https://rooms.example.org/v1.0/rooms/pictures/dingcorp/0123", Some(path)),
            ("http://127.0.0.1:8080/v1.0/rooms/pictures/dingcorp/0123", Some(path)),
            ("https://rooms.example.org/v1.0/rooms/pictures/../../../signin", None),
            ("https://rooms.example.org/a.png", None),
            ("https://rooms.example.org", None),
            ("", None),
        ] {
            assert_eq!(own_picture(address).as_deref(), wanted, "{address}");
        }
    }

    #[test]
    fn a_day_reaches_from_midnight_to_midnight_and_some_hours_ahead() {
        let zone = Zone::parse("Asia/Shanghai").unwrap();
        let hour = 3_600_000;
        // 2026-06-01T00:00+08:00
        let midnight = 1_780_243_200_000;
        for (now, end) in [(9 * hour, 24 * hour), (18 * hour, 24 * hour), (23 * hour, 29 * hour)] {
            let span = span(EpochMillis(midnight + now), &zone);
            assert_eq!((span.start().0, span.end().0), (midnight, midnight + end), "{now}");
        }
    }
}
