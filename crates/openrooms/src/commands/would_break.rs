//! What a change of a room or a group would break, as it is shown.

use openrooms_protocol::rooms::UpdateExplained;

use crate::output;
use crate::remote::RemoteOptions;

/// Shows it: an event a row, and what was not looked at.
pub(super) fn told(remote: &RemoteOptions, found: &UpdateExplained) -> anyhow::Result<()> {
    if remote.json {
        return output::json(found);
    }
    let rows = found.events.iter().map(|event| {
        let name = event.organizer_name.as_ref().unwrap_or(&event.organizer_union_id);
        let texts: Vec<_> = event.refusals.iter().map(|refusal| refusal.text.clone()).collect();
        vec![
            event.room_name.clone(),
            event.start_time.clone(),
            event.broken_dates.to_string(),
            name.clone(),
            texts.join("\n"),
        ]
    });
    if !found.events.is_empty() {
        output::table(&["room", "from", "dates", "by", "refused by"], rows)?;
    }
    let (broken, judged) = (found.broken_bookings, found.judged_bookings);
    let rest = if found.complete { "" } else { "; there are more, which were not looked at" };
    output::line(format!("It would break {broken} of {judged} bookings to come{rest}."))
}
