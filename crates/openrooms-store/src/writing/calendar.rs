//! Events, their occurrences and who is invited: found, made, changed.

use openrooms_core::calendar::rooms::Coming;
use openrooms_core::calendar::{Attendee, Event, Occurrence};
use openrooms_core::id::{EventId, UnionId};
use openrooms_core::time::EpochMillis;
use serde_json::json;

use super::Writing;
use crate::calendar::{self, Notice};
use crate::db::{args, values};
use crate::error::StoreError;
use crate::feed::Change;

/// Somebody of `occurrence_attendees` is invited to the whole event.
const OF_ALL: &str = "EXISTS (SELECT 1 FROM attendees a WHERE a.corp_id = $1 AND a.event_id = $2 \
     AND a.union_id = occurrence_attendees.union_id AND NOT a.is_removed)";

fn ids<'a>(people: impl IntoIterator<Item = &'a UnionId>) -> String {
    json!(people.into_iter().map(UnionId::as_str).collect::<Vec<_>>()).to_string()
}

impl Writing {
    /// Ends a change of a calendar, which leaves no entry in the record: what is to be told of it
    /// is in the outbox, by [`Writing::tell`].
    pub async fn commit_calendar(
        self,
        changes: impl IntoIterator<Item = Change>,
        now: EpochMillis,
    ) -> Result<(), StoreError> {
        self.tx.commit_calendar(changes, now).await
    }

    /// Takes so many numbers of the organisation's calendar, and gives the first.
    pub(super) async fn numbers_of_calendar(&mut self, count: usize) -> Result<i64, StoreError> {
        let count = i64::try_from(count).expect("what is written fits into memory");
        let sql = "UPDATE organisations SET calendar_head = calendar_head + $2 WHERE corp_id = $1 \
                   RETURNING calendar_head";
        let rows = self.tx.rows(sql, &args![self.corp.as_str(), count]).await?;
        let last = rows.first().map_or(Ok(count), |row| row.int("calendar_head"))?;
        Ok(last - count + 1)
    }

    /// Puts what is to be told into the outbox.
    pub async fn tell(&mut self, notices: &[Notice], now: EpochMillis) -> Result<(), StoreError> {
        if notices.is_empty() {
            return Ok(());
        }
        let first = self.numbers_of_calendar(notices.len()).await?;
        let corp = self.corp.as_str();
        let rows = (first..).zip(notices).map(|(seq, notice)| {
            values![corp, seq, notice.kind.word(), &notice.event, notice.body.to_string(), now.0]
        });
        let insert = "INSERT INTO outbox (corp_id, seq, kind, object_id, body, at)";
        self.tx.insert_rows(insert, &rows.collect::<Vec<_>>()).await
    }

    /// An event, whatever its state.
    pub async fn event(&mut self, id: &EventId) -> Result<Option<Event>, StoreError> {
        calendar::event(&mut self.tx, self.corp.as_str(), id).await
    }

    /// How many events a person made after a moment, as [`Writing::count_as_made`] was told, whatever
    /// became of them; counted up to `most`.
    pub async fn events_made_since(
        &mut self,
        person: &UnionId,
        since: EpochMillis,
        most: i64,
    ) -> Result<i64, StoreError> {
        let sql = "SELECT CAST(count(*) AS BIGINT) AS made FROM (SELECT 1 FROM attendees \
                   WHERE corp_id = $1 AND union_id = $2 AND made_at IS NOT NULL AND made_at > $3 \
                   LIMIT $4) AS all_made";
        let args = args![self.corp.as_str(), person.as_str(), since.0, most];
        let rows = self.tx.rows(sql, &args).await?;
        rows.first().map_or(Ok(0), |row| row.int("made"))
    }

    /// Says that an event's organiser made it, when it was created. Whoever organises it later, and
    /// whatever it is split into, that stays.
    pub async fn count_as_made(&mut self, event: &Event) -> Result<(), StoreError> {
        let sql = "UPDATE attendees SET made_at = $4 \
                   WHERE corp_id = $1 AND event_id = $2 AND union_id = $3";
        let Event { id, organiser, created_at, .. } = event;
        let args = args![self.corp.as_str(), id.as_str(), organiser.as_str(), created_at.0];
        self.tx.execute(sql, &args).await?;
        Ok(())
    }

    /// Makes an event, or writes one anew that is there. Whoever syncs hears of it.
    pub async fn put_event(&mut self, event: &Event) -> Result<(), StoreError> {
        let number = self.numbers_of_calendar(1).await?;
        let mut values = calendar::event_values(self.corp.as_str(), event);
        values.push(number.into());
        let insert = format!("INSERT INTO events ({}, changed_seq)", calendar::EVENT_COLUMNS);
        let over = format!(
            "ON CONFLICT (corp_id, event_id) DO UPDATE SET {}, changed_seq = excluded.changed_seq",
            anew(calendar::EVENT_COLUMNS, 2)
        );
        self.tx.upsert_rows(&insert, &[values], &over).await?;
        Ok(())
    }

    /// Lets whoever syncs hear of an event of which only what hangs on it has changed.
    pub async fn touch_event(&mut self, id: &EventId, now: EpochMillis) -> Result<(), StoreError> {
        let number = self.numbers_of_calendar(1).await?;
        let sql = "UPDATE events SET updated_at = $3, changed_seq = $4 \
                   WHERE corp_id = $1 AND event_id = $2";
        let args = args![self.corp.as_str(), id.as_str(), now.0, number];
        self.tx.execute(sql, &args).await?;
        Ok(())
    }

    /// How far a series that goes on has occurrences; `None` where it has all.
    pub async fn made_until(&mut self, id: &EventId) -> Result<Option<EpochMillis>, StoreError> {
        let sql = "SELECT made_until FROM events WHERE corp_id = $1 AND event_id = $2";
        let rows = self.tx.rows(sql, &args![self.corp.as_str(), id.as_str()]).await?;
        let until = rows.first().map(|row| row.get::<Option<i64>>("made_until")).transpose()?;
        Ok(until.flatten().map(EpochMillis))
    }

    /// Says so.
    pub async fn set_made_until(
        &mut self,
        event: &EventId,
        until: Option<EpochMillis>,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE events SET made_until = $3 WHERE corp_id = $1 AND event_id = $2";
        let args = args![self.corp.as_str(), event.as_str(), until.map(|until| until.0)];
        self.tx.execute(sql, &args).await?;
        Ok(())
    }

    /// An event's occurrences, in the order of their origins.
    pub async fn occurrences(&mut self, event: &EventId) -> Result<Vec<Occurrence>, StoreError> {
        calendar::occurrences(&mut self.tx, self.corp.as_str(), event).await
    }

    /// One of them.
    pub async fn occurrence(
        &mut self,
        event: &EventId,
        origin: EpochMillis,
    ) -> Result<Option<Occurrence>, StoreError> {
        calendar::occurrence(&mut self.tx, self.corp.as_str(), event, origin).await
    }

    /// Makes occurrences, or writes them anew that are there.
    pub async fn put_occurrences(&mut self, occurrences: &[Occurrence]) -> Result<(), StoreError> {
        let corp = self.corp.as_str();
        let rows = occurrences.iter().map(|each| calendar::occurrence_values(corp, each));
        let insert = format!("INSERT INTO occurrences ({})", calendar::OCCURRENCE_COLUMNS);
        let over = format!(
            "ON CONFLICT (corp_id, event_id, origin) DO UPDATE SET {}",
            anew(calendar::OCCURRENCE_COLUMNS, 3)
        );
        self.tx.upsert_rows(&insert, &rows.collect::<Vec<_>>(), &over).await?;
        Ok(())
    }

    /// Who is invited, in the order of the invitations, the organiser among them.
    pub async fn attendees(&mut self, event: &EventId) -> Result<Vec<Attendee>, StoreError> {
        calendar::attendees(&mut self.tx, self.corp.as_str(), event).await
    }

    /// One of them; `None` where somebody is not invited.
    pub async fn attendee(
        &mut self,
        event: &EventId,
        person: &UnionId,
    ) -> Result<Option<Attendee>, StoreError> {
        calendar::attendee(&mut self.tx, self.corp.as_str(), event, person).await
    }

    /// Invites people to an event, or changes what is kept of them. Who is new, or was removed and is
    /// back, comes behind the others, in this order; who was of no date is of all.
    pub async fn put_attendees(
        &mut self,
        event: &Event,
        attendees: &[Attendee],
    ) -> Result<(), StoreError> {
        let place = "CASE WHEN attendees.is_removed THEN excluded.position \
                     ELSE attendees.position END";
        self.put_attendees_at(event, attendees, place).await
    }

    /// The same, but that all of them come behind the others, in this order.
    pub async fn put_attendees_in_order(
        &mut self,
        event: &Event,
        attendees: &[Attendee],
    ) -> Result<(), StoreError> {
        self.put_attendees_at(event, attendees, "excluded.position").await
    }

    /// `place` is that of those who are there.
    async fn put_attendees_at(
        &mut self,
        event: &Event,
        attendees: &[Attendee],
        place: &str,
    ) -> Result<(), StoreError> {
        if attendees.is_empty() {
            return Ok(());
        }
        let number = self.numbers_of_calendar(1).await?;
        let corp = self.corp.as_str();
        // Who was of no date is of all; until then they were told that these are gone.
        let mut back = Vec::new();
        if event.recurrence.is_some() {
            let people = ids(attendees.iter().map(|attendee| &attendee.person));
            let sql = format!(
                "SELECT DISTINCT union_id FROM occurrence_attendees WHERE corp_id = $1 \
                   AND event_id = $2 AND is_removed AND union_id IN (SELECT n.value FROM {}) \
                   AND NOT {OF_ALL}",
                self.tx.db().values_of("$3")
            );
            for row in &self.tx.rows(&sql, &args![corp, event.id.as_str(), &people]).await? {
                back.push(UnionId::new(row.text("union_id")?));
            }
        }
        let sql =
            "SELECT max(position) AS last FROM attendees WHERE corp_id = $1 AND event_id = $2";
        let rows = self.tx.rows(sql, &args![corp, event.id.as_str()]).await?;
        let last = rows.first().map(|row| row.get::<Option<i64>>("last")).transpose()?.flatten();
        let rows = (last.unwrap_or(-1) + 1..).zip(attendees).map(|(position, attendee)| {
            values![
                corp,
                event.id.as_str(),
                attendee.person.as_str(),
                position,
                attendee.person == event.organiser,
                attendee.is_optional,
                attendee.response.word(),
                false,
                number,
            ]
        });
        let insert = format!("INSERT INTO attendees ({})", calendar::ATTENDEE_COLUMNS);
        let over = format!(
            "ON CONFLICT (corp_id, event_id, union_id) DO UPDATE SET position = {place}, {}",
            anew(calendar::ATTENDEE_COLUMNS, 4)
        );
        self.tx.upsert_rows(&insert, &rows.collect::<Vec<_>>(), &over).await?;
        self.put_at_every_date(&event.id, &back).await
    }

    /// Takes people out of an event. Whoever syncs hears that it is gone for them.
    pub async fn remove_attendees(
        &mut self,
        event: &EventId,
        people: &[UnionId],
    ) -> Result<(), StoreError> {
        let number = self.numbers_of_calendar(1).await?;
        let ids = ids(people);
        let named = format!(
            "corp_id = $1 AND event_id = $2 AND union_id IN (SELECT n.value FROM {})",
            self.tx.db().values_of("$3")
        );
        let corp = self.corp.as_str();
        // What a date says of somebody stays, so that they hear of its end, too.
        let sql = format!("UPDATE occurrence_attendees SET is_removed = TRUE WHERE {named}");
        self.tx.execute(&sql, &args![corp, event.as_str(), &ids]).await?;
        let sql = format!(
            "UPDATE attendees SET is_removed = TRUE, changed_seq = $4 WHERE {named} AND NOT is_removed"
        );
        self.tx.execute(&sql, &args![corp, event.as_str(), &ids, number]).await?;
        Ok(())
    }

    /// Lets every date of an event have people as the event has them, also those at which something
    /// else was kept of them: that it was is told to whoever syncs.
    pub async fn put_at_every_date(
        &mut self,
        event: &EventId,
        people: &[UnionId],
    ) -> Result<(), StoreError> {
        if people.is_empty() {
            return Ok(());
        }
        let of_all = |column: &str| {
            format!(
                "(SELECT a.{column} FROM attendees a WHERE a.corp_id = $1 AND a.event_id = $2 \
                   AND a.union_id = occurrence_attendees.union_id)"
            )
        };
        let sql = format!(
            "UPDATE occurrence_attendees SET is_removed = FALSE, response = {}, is_optional = {} \
             WHERE corp_id = $1 AND event_id = $2 AND union_id IN (SELECT n.value FROM {}) \
               AND {OF_ALL}",
            of_all("response"),
            of_all("is_optional"),
            self.tx.db().values_of("$3")
        );
        self.tx.execute(&sql, &args![self.corp.as_str(), event.as_str(), &ids(people)]).await?;
        Ok(())
    }

    /// Where occurrences differ from the event in who is invited: `None` is one who is not.
    pub async fn attendee_exceptions(
        &mut self,
        event: &EventId,
    ) -> Result<Vec<(EpochMillis, UnionId, Option<Attendee>)>, StoreError> {
        calendar::exceptions(&mut self.tx, self.corp.as_str(), event).await
    }

    /// How many people come to an event.
    pub async fn coming(&mut self, event: &EventId) -> Result<Coming, StoreError> {
        let events = std::slice::from_ref(event);
        let found = calendar::coming(&mut self.tx, self.corp.as_str(), events).await?;
        Ok(found.into_values().next().unwrap_or_default())
    }

    /// Lets one occurrence differ from its event: what holds of somebody there, or `None` where
    /// they are not invited to it.
    pub async fn put_attendee_exception(
        &mut self,
        event: &EventId,
        origin: EpochMillis,
        person: &UnionId,
        there: Option<&Attendee>,
    ) -> Result<(), StoreError> {
        let response = there.map_or("needsAction", |attendee| attendee.response.word());
        let row = values![
            self.corp.as_str(),
            event.as_str(),
            origin.0,
            person.as_str(),
            there.is_some_and(|attendee| attendee.is_optional),
            response,
            there.is_none(),
        ];
        let columns = "corp_id, event_id, origin, union_id, is_optional, response, is_removed";
        let insert = format!("INSERT INTO occurrence_attendees ({columns})");
        let over = format!(
            "ON CONFLICT (corp_id, event_id, origin, union_id) DO UPDATE SET {}",
            anew(columns, 4)
        );
        self.tx.upsert_rows(&insert, &[row], &over).await?;
        Ok(())
    }
}

/// What an upsert sets: all columns behind the first `keys`.
pub(super) fn anew(columns: &str, keys: usize) -> String {
    let columns = columns.split(',').map(str::trim).skip(keys);
    columns.map(|column| format!("{column} = excluded.{column}")).collect::<Vec<_>>().join(", ")
}
