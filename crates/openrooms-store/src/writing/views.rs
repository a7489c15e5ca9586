//! Events as somebody looks at them, inside the change that they are judged or shown by.

use openrooms_core::id::{EventId, UnionId};

use super::Writing;
use crate::calendar::{self, EventKey, EventView, Sought};
use crate::error::StoreError;

impl Writing {
    /// Events and occurrences as they are by now, in the order of their keys.
    pub async fn event_views(
        &mut self,
        keys: &[EventKey],
        most: i64,
    ) -> Result<Vec<EventView>, StoreError> {
        calendar::views(&mut self.tx, self.corp.as_str(), keys, most).await
    }

    /// Looks for what an id names in somebody's calendar. What was deleted is not there.
    pub async fn sought_event(
        &mut self,
        id: &EventId,
        person: &UnionId,
    ) -> Result<Sought, StoreError> {
        calendar::sought(&mut self.tx, self.corp.as_str(), id, person).await
    }
}
