//! `openrooms verify`: that no two bookings of a room overlap, now or ever.

use anyhow::bail;
use openrooms_core::calendar::Booking;
use openrooms_core::id::CorpId;
use openrooms_core::time::EpochMillis;
use openrooms_store::UnreadableBooking;
use serde_json::{Value, json};

use super::shown;
use crate::cli::VerifyArgs;
use crate::output;

pub(super) async fn run(args: VerifyArgs) -> anyhow::Result<()> {
    let store = args.database.decide()?.open().await?;
    let mut snapshot = store.snapshot().await?;
    let all = snapshot.organisations_that_book().await?.into_iter();
    let corps: Vec<_> = match &args.corp {
        Some(corp) => all.filter(|id| id.as_str() == corp).collect(),
        None => all.collect(),
    };
    if let (Some(corp), []) = (&args.corp, corps.as_slice()) {
        bail!("there is no organisation {corp:?}");
    }
    let (mut bookings, mut overlaps, mut unreadable) = (0, 0, 0);
    for corp in corps {
        let found = snapshot.verify_bookings(&corp).await?;
        bookings += found.bookings;
        overlaps += found.overlaps.len();
        unreadable += found.unreadable.len();
        for one in &found.unreadable {
            let UnreadableBooking { room, event, cause } = one;
            output::line(if args.json {
                json!({
                    "corpId": corp.as_str(), "roomId": room, "eventId": event, "unreadable": cause,
                })
                .to_string()
            } else {
                format!("{corp}: room {room}: a booking of event {event} cannot be read: {cause}")
            })?;
        }
        for (one, other) in &found.overlaps {
            if args.json {
                output::line(pair(&corp, one, other).to_string())?;
            } else {
                output::line(format!(
                    "{corp}: room {} is held twice: {} and {}",
                    one.room,
                    told(one),
                    told(other)
                ))?;
            }
        }
        if args.json {
            let (rooms, bookings) = (found.rooms, found.bookings);
            let (overlaps, unreadable) = (found.overlaps.len(), found.unreadable.len());
            output::line(
                json!({
                    "corpId": corp.as_str(), "rooms": rooms, "bookings": bookings,
                    "overlaps": overlaps, "unreadable": unreadable,
                })
                .to_string(),
            )?;
        }
    }
    drop(snapshot);
    store.close().await;
    let mut wrong = Vec::new();
    match overlaps {
        0 => {}
        1 => wrong.push("1 pair of bookings overlaps".to_owned()),
        many => wrong.push(format!("{many} pairs of bookings overlap")),
    }
    match unreadable {
        0 => {}
        1 => wrong.push("1 booking cannot be read".to_owned()),
        many => wrong.push(format!("{many} bookings cannot be read")),
    }
    if !wrong.is_empty() {
        let all = bookings + unreadable as u64;
        bail!("{}, of {all} bookings", wrong.join(", and "));
    }
    if args.json {
        return Ok(());
    }
    output::line(format!("No two of {bookings} bookings overlap."))
}

fn told(booking: &Booking) -> String {
    let (from, until) = (shown(booking.held.start()), shown(booking.held.end()));
    format!("event {} from {from} to {until}", booking.event)
}

fn pair(corp: &CorpId, one: &Booking, other: &Booking) -> Value {
    let told = |booking: &Booking| {
        let time = |at: EpochMillis| at.0;
        json!({
            "eventId": booking.event.as_str(),
            "origin": time(booking.origin),
            "heldFrom": time(booking.held.start()),
            "heldUntil": time(booking.held.end()),
        })
    };
    json!({ "corpId": corp.as_str(), "roomId": one.room.as_str(), "pair": [told(one), told(other)] })
}
