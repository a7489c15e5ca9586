//! What people do about events that they are invited to: answer, come, go.

use openrooms_core::calendar::Response;
use openrooms_core::id::{EventId, UnionId};
use openrooms_core::time::EpochMillis;
use serde_json::json;

use super::Writing;
use crate::calendar::Signing;
use crate::db::args;
use crate::error::StoreError;

impl Writing {
    /// Keeps somebody's answer to all of an event, also for the dates to which they answered before.
    pub async fn answer_event(
        &mut self,
        event: &EventId,
        person: &UnionId,
        response: Response,
    ) -> Result<(), StoreError> {
        let number = self.numbers_of_calendar(1).await?;
        let (corp, word) = (self.corp.as_str(), response.word());
        let sql = "UPDATE attendees SET response = $4, changed_seq = $5 \
                   WHERE corp_id = $1 AND event_id = $2 AND union_id = $3 AND NOT is_removed";
        let args = args![corp, event.as_str(), person.as_str(), word, number];
        self.tx.execute(sql, &args).await?;
        let sql = "UPDATE occurrence_attendees SET response = $4 \
                   WHERE corp_id = $1 AND event_id = $2 AND union_id = $3 AND NOT is_removed";
        self.tx.execute(sql, &args![corp, event.as_str(), person.as_str(), word]).await?;
        Ok(())
    }

    /// Keeps that somebody came to one date of an event, or went: the first time counts. Gives it.
    pub async fn sign(
        &mut self,
        (event, origin): (&EventId, EpochMillis),
        person: &UnionId,
        signing: Signing,
        now: EpochMillis,
    ) -> Result<EpochMillis, StoreError> {
        let column = signing.column();
        let sql = format!(
            "INSERT INTO sign_ins (corp_id, event_id, origin, union_id, {column}) \
             VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (corp_id, event_id, origin, union_id) DO UPDATE SET \
               {column} = coalesce(sign_ins.{column}, excluded.{column}) \
             RETURNING {column} AS signed_at"
        );
        let args = args![self.corp.as_str(), event.as_str(), origin.0, person.as_str(), now.0];
        let rows = self.tx.rows(&sql, &args).await?;
        rows.first().map_or(Ok(now), |row| row.int("signed_at").map(EpochMillis))
    }

    /// Lets who came to some dates of an event have come to the same dates of another.
    pub async fn move_sign_ins(
        &mut self,
        from: &EventId,
        to: &EventId,
        origins: &[EpochMillis],
    ) -> Result<(), StoreError> {
        let sql = format!(
            "UPDATE sign_ins SET event_id = $3 WHERE corp_id = $1 AND event_id = $2 \
             AND origin IN (SELECT CAST(n.value AS BIGINT) FROM {})",
            self.tx.db().values_of("$4")
        );
        let origins = json!(origins.iter().map(|origin| origin.0).collect::<Vec<_>>()).to_string();
        let args = args![self.corp.as_str(), from.as_str(), to.as_str(), origins];
        self.tx.execute(&sql, &args).await?;
        Ok(())
    }

    /// How many are invited to an event, or were to some of its dates alone; without the organiser.
    pub async fn invited_count(&mut self, event: &EventId) -> Result<i64, StoreError> {
        let sql = "SELECT CAST(count(*) AS BIGINT) AS n FROM ( \
                     SELECT a.union_id FROM attendees a WHERE a.corp_id = $1 AND a.event_id = $2 \
                       AND NOT a.is_removed AND NOT a.is_organiser \
                     UNION \
                     SELECT x.union_id FROM occurrence_attendees x \
                       WHERE x.corp_id = $1 AND x.event_id = $2 AND NOT x.is_removed) m";
        let rows = self.tx.rows(sql, &args![self.corp.as_str(), event.as_str()]).await?;
        rows.first().map_or(Ok(0), |row| row.int("n"))
    }
}
