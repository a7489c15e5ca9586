//! What is wrong in rooms: reported, found, closed.

use openrooms_core::id::{DeviceUnionId, GroupId, RoomId, UnionId};
use openrooms_core::room_problem::{ProblemKind, RoomProblem};

use super::Writing;
use crate::db::args;
use crate::error::StoreError;
use crate::room_problems;

impl Writing {
    /// A problem, and the group of its room with those above.
    pub async fn problem(
        &mut self,
        id: &str,
    ) -> Result<Option<(RoomProblem, Vec<GroupId>)>, StoreError> {
        let sql = format!(
            "SELECT {} FROM room_problems WHERE corp_id = $1 AND problem_id = $2",
            room_problems::COLUMNS
        );
        let rows = self.tx.rows(&sql, &args![self.corp.as_str(), id]).await?;
        let Some(problem) = rows.first().map(room_problems::problem).transpose()? else {
            return Ok(None);
        };
        // One that an import kept of a room that is not there is nobody's.
        let placed = self.room(&problem.room).await?;
        Ok(placed.map(|placed| (problem, placed.groups)))
    }

    /// How many problems of a room are open, and how many of these somebody has reported.
    pub async fn open_problems(
        &mut self,
        room: &RoomId,
        by: &UnionId,
    ) -> Result<(usize, usize), StoreError> {
        let sql = "SELECT CAST(count(*) AS BIGINT) AS problems, \
                     CAST(count(CASE WHEN reported_by = $3 THEN 1 END) AS BIGINT) AS theirs \
                   FROM room_problems \
                   WHERE corp_id = $1 AND room_id = $2 AND closed_at IS NULL";
        let args = args![self.corp.as_str(), room.as_str(), by.as_str()];
        let rows = self.tx.rows(sql, &args).await?;
        let count = |column| {
            let count = rows.first().map_or(Ok(0), |row| row.int(column))?;
            Ok::<_, StoreError>(usize::try_from(count).unwrap_or(usize::MAX))
        };
        Ok((count("problems")?, count("theirs")?))
    }

    /// Whether a device has reported a problem of a kind in a room, which is open still.
    pub async fn is_reported_at(
        &mut self,
        room: &RoomId,
        device: &DeviceUnionId,
        kind: ProblemKind,
    ) -> Result<bool, StoreError> {
        let sql = "SELECT problem_id FROM room_problems \
                   WHERE corp_id = $1 AND room_id = $2 AND closed_at IS NULL \
                     AND device_union_id = $3 AND kind = $4 LIMIT 1";
        let corp = self.corp.as_str();
        let args = args![corp, room.as_str(), device.as_str(), kind.word()];
        Ok(!self.tx.rows(sql, &args).await?.is_empty())
    }

    /// Notes a problem.
    pub async fn insert_problem(&mut self, problem: &RoomProblem) -> Result<(), StoreError> {
        let values = room_problems::values_of(self.corp.as_str(), problem);
        let insert = format!("INSERT INTO room_problems ({})", room_problems::COLUMNS);
        self.tx.insert_rows(&insert, &[values]).await
    }

    /// Writes the end of a problem.
    pub async fn close_problem(&mut self, problem: &RoomProblem) -> Result<(), StoreError> {
        let closing = problem.closing.as_ref();
        let by = closing.and_then(|closing| closing.by.as_ref()).map(UnionId::as_str);
        let note = closing.and_then(|closing| closing.note.as_deref());
        let at = closing.map(|closing| closing.at.0);
        let sql = "UPDATE room_problems SET closed_at = $3, closed_by = $4, close_note = $5 \
                   WHERE corp_id = $1 AND problem_id = $2";
        self.tx.execute(sql, &args![self.corp.as_str(), &problem.id, at, by, note]).await?;
        Ok(())
    }
}
