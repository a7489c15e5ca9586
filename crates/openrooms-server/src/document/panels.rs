//! Control panels of a document.

use std::collections::HashMap;

use openrooms_core::id::RoomId;
use openrooms_core::panel::{Button, Panel};
use openrooms_protocol::organisation as wire;
use openrooms_protocol::organisation::DocumentError;

use super::import::unique;

/// The panels of the organisation at `path`.
pub(super) fn read(from: Vec<wire::Panel>, path: &str) -> Result<Vec<Panel>, DocumentError> {
    let mut seen = HashMap::new();
    let each = from.into_iter().enumerate().map(|(index, panel)| {
        let place = format!("{path}.controlPanels[{index}].roomId");
        unique(&mut seen, panel.room_id.clone(), &place)?;
        let buttons = panel.room_config.into_iter().map(|button| Button {
            name: button.name,
            english_name: button.en_name,
            icon: button.icon,
            url: button.url,
            show_time: button.show_time,
            sort: button.sort,
        });
        Ok(Panel {
            room: RoomId::new(panel.room_id),
            status: panel.status,
            buttons: buttons.collect(),
            extra: panel.extra.map(|extra| extra.into_iter().collect()),
        })
    });
    each.collect()
}

/// The same in the words of the document.
pub(super) fn write(panels: Vec<Panel>) -> Vec<wire::Panel> {
    let each = panels.into_iter().map(|panel| wire::Panel {
        room_id: panel.room.into_string(),
        status: panel.status,
        extra: panel.extra.map(|extra| extra.into_iter().collect()),
        room_config: panel
            .buttons
            .into_iter()
            .map(|button| wire::Button {
                name: button.name,
                en_name: button.english_name,
                icon: button.icon,
                url: button.url,
                show_time: button.show_time,
                sort: button.sort,
            })
            .collect(),
    });
    each.collect()
}
