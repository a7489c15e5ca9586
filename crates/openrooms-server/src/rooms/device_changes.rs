//! How a device is written anew, and what nodes drop when one changes.

use openrooms_core::access::Viewer;
use openrooms_core::device::Device;
use openrooms_core::device_change::{self, asked_by_report, check_free, reported};
use openrooms_core::id::DeviceUnionId;
use openrooms_store::{Change, Writing};

use super::device_reply;
use crate::change::Asked;
use crate::problem::Problem;

/// Whether the operator may list devices with a room that so far listed `before`. A room's commands
/// go to what it lists, so who is no administrator of the organisation adds what they administer.
pub(super) async fn check_listed(
    writing: &mut Writing,
    operator: &Viewer,
    before: &[DeviceUnionId],
    after: &[DeviceUnionId],
) -> Result<(), Problem> {
    if operator.is_admin {
        return Ok(());
    }
    for id in after.iter().filter(|id| !before.contains(id)) {
        device_change::administered(Some(operator), writing.device(id).await?)?;
    }
    Ok(())
}

impl Asked {
    /// Ends a change of a device that is there. One that changes nothing leaves no entry.
    pub(super) async fn replace_device(
        &self,
        mut writing: Writing,
        old: &Device,
        new: Device,
    ) -> Result<(), Problem> {
        if *old == new {
            return Ok(());
        }
        writing.update_device(&new).await?;
        let (before, after) = (device_reply::recorded(old), device_reply::recorded(&new));
        let entry = self.entry("device", new.union_id.as_str(), Some(&before), Some(&after));
        let changes = self.changes_of_device(Some(old), Some(&new));
        self.commit(writing, entry, changes).await
    }

    /// What is to be dropped: the rooms whose reply lists the device; and its connection is told.
    pub(super) fn changes_of_device(
        &self,
        old: Option<&Device>,
        new: Option<&Device>,
    ) -> Vec<Change> {
        let room = |device: Option<&Device>| device.and_then(|device| device.room.clone());
        let (before, after) = (room(old), room(new));
        let mut changes = Vec::new();
        if before != after {
            let rooms = [before, after].into_iter().flatten();
            changes.extend(rooms.map(|room| Change::Room(self.corp.clone(), room)));
        }
        let device = old.or(new).map(|device| device.union_id.clone());
        changes.extend(device.map(|id| Change::Device(self.corp.clone(), id)));
        changes
    }
}

/// The device with what is reported of it, where no other has what is to be its own.
pub(crate) async fn with_report(
    writing: &mut Writing,
    old: &Device,
    report: Vec<(String, String)>,
) -> Result<Device, Problem> {
    let new = reported(old.clone(), report)?;
    if let Some(wish) = asked_by_report(old, &new) {
        check_free(&writing.around_device(&wish, &new.union_id, None).await?)?;
    }
    Ok(new)
}
