//! What is wrong in rooms, as it is kept and read.

use openrooms_core::id::{CorpId, DeviceUnionId, RoomId, UnionId};
use openrooms_core::room_problem::{Closing, ProblemKind, RoomProblem};
use openrooms_core::time::EpochMillis;

use crate::administered::Administered;
use crate::db::{Row, Tx, Value, args, values};
use crate::error::StoreError;
use crate::open::Store;
use crate::row::corrupt;

pub(crate) const COLUMNS: &str = "corp_id, problem_id, room_id, kind, description, reported_by, \
    device_union_id, reported_at, closed_at, closed_by, close_note";

/// The values of [`COLUMNS`].
pub(crate) fn values_of(corp: &str, problem: &RoomProblem) -> Vec<Value> {
    let closing = problem.closing.as_ref();
    values![
        corp,
        &problem.id,
        problem.room.as_str(),
        problem.kind.word(),
        &problem.text,
        problem.reported_by.as_ref().map(UnionId::as_str),
        problem.device.as_ref().map(DeviceUnionId::as_str),
        problem.reported_at.0,
        closing.map(|closing| closing.at.0),
        closing.and_then(|closing| closing.by.as_ref()).map(UnionId::as_str),
        closing.and_then(|closing| closing.note.as_deref()),
    ]
}

pub(crate) fn problem(row: &Row) -> Result<RoomProblem, StoreError> {
    let id = row.text("problem_id")?;
    let person = |column| Ok::<_, StoreError>(row.get::<Option<String>>(column)?.map(UnionId::new));
    let closing = row.get::<Option<i64>>("closed_at")?.map(|at| {
        let (at, by) = (EpochMillis(at), person("closed_by")?);
        Ok::<_, StoreError>(Closing { at, by, note: row.get("close_note")? })
    });
    Ok(RoomProblem {
        room: RoomId::new(row.text("room_id")?),
        kind: ProblemKind::parse(&row.text("kind")?).map_err(corrupt(
            "room_problems",
            "kind",
            &id,
        ))?,
        text: row.get("description")?,
        reported_by: person("reported_by")?,
        device: row.get::<Option<String>>("device_union_id")?.map(DeviceUnionId::new),
        reported_at: EpochMillis(row.int("reported_at")?),
        closing: closing.transpose()?,
        id,
    })
}

/// Which problems are listed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProblemsOf {
    /// Only those of this room.
    pub room: Option<RoomId>,
    /// Only those of rooms that somebody administers.
    pub administered: Option<Administered>,
    /// Only those that are open, or that are closed.
    pub is_open: Option<bool>,
}

/// Where a page begins: behind a problem of that time and id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemPlace {
    /// When it was reported.
    pub reported_at: EpochMillis,
    /// Its id.
    pub id: String,
}

/// A problem with the names that it is told by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedProblem {
    /// The problem.
    pub problem: RoomProblem,
    /// What people call its room.
    pub room_name: String,
    /// Who reported it, where the directory knows them.
    pub reporter_name: Option<String>,
    /// Who closed it, where the directory knows them.
    pub closer_name: Option<String>,
}

impl Store {
    /// Forgets the problems, of all organisations, that were closed before that time.
    pub async fn forget_closed_problems(&self, before: EpochMillis) -> Result<(), StoreError> {
        let mut tx = self.db.begin().await?;
        tx.execute("DELETE FROM room_problems WHERE closed_at < $1", &args![before.0]).await?;
        tx.commit_upkeep().await
    }

    /// Up to `most` problems behind a place, those that were reported last first.
    pub async fn problems_after(
        &self,
        corp: &CorpId,
        of: &ProblemsOf,
        after: Option<&ProblemPlace>,
        most: i64,
    ) -> Result<Vec<ListedProblem>, StoreError> {
        let room = of.room.as_ref().map(RoomId::as_str);
        let is_open = of.is_open.map(i64::from);
        let (at, id) = after.map(|place| (place.reported_at.0, place.id.as_str())).unzip();
        let mut args = args![corp.as_str(), room, is_open, at, id, most].to_vec();
        let theirs = of.administered.as_ref();
        let theirs = theirs.map(|theirs| theirs.condition(&self.db, &mut args));
        let by_id = self.db.bytewise("x.problem_id");
        let sql = format!(
            "SELECT x.*, r.name AS room_name, \
               (SELECT p.name FROM people p \
                WHERE p.corp_id = x.corp_id AND p.union_id = x.reported_by) AS reporter_name, \
               (SELECT p.name FROM people p \
                WHERE p.corp_id = x.corp_id AND p.union_id = x.closed_by) AS closer_name \
             FROM room_problems x JOIN rooms r ON r.corp_id = x.corp_id AND r.room_id = x.room_id \
             WHERE x.corp_id = $1 AND (x.room_id = $2 OR $2 IS NULL) \
               AND ($3 IS NULL OR ($3 = 1 AND x.closed_at IS NULL) \
                 OR ($3 = 0 AND x.closed_at IS NOT NULL)) \
               AND ($4 IS NULL OR x.reported_at < $4 OR (x.reported_at = $4 AND {by_id} < $5)) {} \
             ORDER BY x.reported_at DESC, {by_id} DESC LIMIT $6",
            theirs.unwrap_or_default()
        );
        let rows = self.db.rows(&sql, &args).await?;
        let listed = rows.iter().map(|row| {
            Ok(ListedProblem {
                problem: problem(row)?,
                room_name: row.text("room_name")?,
                reporter_name: row.get("reporter_name")?,
                closer_name: row.get("closer_name")?,
            })
        });
        listed.collect()
    }
}

impl Tx {
    /// The problems of an organisation, in the order of their ids.
    pub(crate) async fn problems(&mut self, corp: &str) -> Result<Vec<RoomProblem>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM room_problems WHERE corp_id = $1");
        let rows = self.rows(&sql, &args![corp]).await?;
        let mut problems = rows.iter().map(problem).collect::<Result<Vec<_>, _>>()?;
        problems.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(problems)
    }
}
