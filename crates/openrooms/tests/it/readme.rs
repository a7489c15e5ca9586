//! The README's stories in Rust, run as they stand there against the demo.

use openrooms_client::protocol::calendar::{
    EventTime, MeetingWish, NewEvent, RoomAnswer, RoomSearch,
};
use openrooms_client::protocol::rooms::{
    AuthorizedMember, NewBan, NewDevice, NewGroup, NewRoom, ReservationAuthority, RoomUpdate,
};
use openrooms_client::{Client, Credentials, Error};

use crate::home::Home;
use crate::server::Server;

const README: &str = include_str!("../../../../README.md");
const HERE: &str = include_str!("readme.rs");

/// A text without what only its form asks for: blanks, and commas before an end.
fn gist(text: &str) -> String {
    let text: String = text.split_whitespace().collect();
    text.replace(",}", "}").replace(",)", ")").replace(",]", "]")
}

#[test]
fn what_runs_here_is_what_the_readme_says() {
    let here = gist(HERE);
    let stories: Vec<_> = README.split("```rust\n").skip(1).collect();
    assert_eq!(stories.len(), 3);
    for story in stories {
        let story = story.split("```").next().unwrap_or_default();
        // The first names the demo's usual address.
        let story = story.replace("\"http://127.0.0.1:8080\"", "&address");
        assert!(here.contains(&gist(&story)), "{story}");
    }
}

/// On the server that `make run` starts.
fn run(story: impl AsyncFnOnce(String) -> Result<(), Error>) {
    let home = Home::new();
    let server = Server::start(&home, &["--demo-meetings"]);
    let address = format!("http://{}", server.address);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(story(address)).unwrap();
}

/// As the reader of the README chooses one: the demo's rooms are booked some days ahead.
#[expect(clippy::disallowed_methods, reason = "the server that is started has the real clock")]
fn in_three_days() -> String {
    let ahead = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(3 * 24);
    ahead.strftime("%Y-%m-%d").to_string()
}

#[test]
fn a_room_is_read_and_rooms_are_managed() {
    run(async |address| {
        let app = Credentials::internal_app("dingdemo", "demo-secret");
        let client = Client::builder().address(&address).credentials(app).build()?;
        let room = client.query_meeting_room("0ffb7184xxxxx", "2iPOLxxxxx").await?;
        assert_eq!(room.room_name, "Test meeting room");
        let me = || Some("2iPOLxxxxx".to_owned());
        let group = NewGroup {
            union_id: me(),
            group_name: Some("North campus".into()),
            parent_group_id: Some(0),
            ..NewGroup::default()
        };
        let group = client.create_meeting_room_group(&group).await?;
        let room = NewRoom {
            union_id: me(),
            room_name: Some("Oak".into()),
            room_status: Some(0),
            isv_room_id: Some("oak-1".into()),
            group_id: Some(group),
            ..NewRoom::default()
        };
        let room = client.create_meeting_room(&room).await?;
        let members = ReservationAuthority {
            authorized_members: Some(vec![AuthorizedMember {
                member_id: "2iPOLxxxxx".into(),
                member_type: "user".into(),
                member_name: None,
            }]),
        };
        let restricted = RoomUpdate {
            union_id: me(),
            room_id: Some(room.clone()),
            room_status: Some(2),
            reservation_authority: Some(members),
            ..RoomUpdate::default()
        };
        client.update_meeting_room(&restricted).await?;
        let device = NewDevice {
            union_id: me(),
            device_name: Some("Door panel".into()),
            open_room_id: Some(room.clone()),
            ..NewDevice::default()
        };
        let device = client.register_meeting_room_device(&device).await?.device_union_id;
        client.send_central_control(&room, "light on", "2iPOLxxxxx").await?;
        client.delete_meeting_room_device(&device, "2iPOLxxxxx").await?;
        let ban = NewBan {
            union_id: me(),
            blacklist_union_id: Some("lPHhSZDLXXXXXXpBlC9lxLwiEiE".into()),
            start_time: Some(1_780_000_000_000),
            ..NewBan::default()
        };
        client.create_booking_blacklist(&ban).await?;
        client.delete_booking_blacklist(&["lPHhSZDLXXXXXXpBlC9lxLwiEiE"], "2iPOLxxxxx").await?;
        client.delete_meeting_room(&room, "2iPOLxxxxx").await?;
        client.delete_meeting_room_group(group, "2iPOLxxxxx").await?;
        Ok(())
    });
}

#[test]
fn a_room_is_searched_booked_refused_moved_approved_and_cancelled() {
    run(async |address| {
        let app = Credentials::internal_app("dingdemo", "demo-secret");
        let client = Client::builder().address(&address).credentials(app).build()?;
        let day = in_three_days();
        let at =
            |time: &str| Some(EventTime::at(format!("{day}T{time}:00+08:00"), "Asia/Shanghai"));
        let hour = |summary: &str, start: &str, end: &str| NewEvent {
            summary: Some(summary.into()),
            start: at(start),
            end: at(end),
            ..NewEvent::default()
        };
        let (zhang, boss) = ("lPHhSZDLXXXXXXpBlC9lxLwiEiE", "2iPOLxxxxx");
        let (skylark, auditorium) =
            ("0cef5f6305d1c446e40e6be7d393ee65", "efbaba638ef34ef57c59a80c0598ff4a");
        let meeting =
            MeetingWish { start: at("10:00"), end: at("11:00"), ..MeetingWish::default() };
        let search =
            RoomSearch { event: Some(meeting), room_capacity: Some(4), ..RoomSearch::default() };
        println!("{:?}", client.find_meeting_rooms(zhang, &search).await?.rooms);
        let event = client.create_event(zhang, &hour("Weekly", "10:00", "11:00")).await?.id;
        client.add_meeting_rooms(zhang, &event, &[skylark]).await?;
        let other = client.create_event(boss, &hour("Rehearsal", "10:30", "11:30")).await?.id;
        let refused = client.add_meeting_rooms(boss, &other, &[skylark]).await.unwrap_err();
        println!("{refused}");
        let later = NewEvent { start: at("11:00"), end: at("12:00"), ..NewEvent::default() };
        client.patch_event(boss, &other, later, None).await?;
        client.add_meeting_rooms(boss, &other, &[skylark]).await?;
        client.add_meeting_rooms(zhang, &event, &[auditorium]).await?;
        let yes = RoomAnswer { response_status: Some("accepted".into()), ..RoomAnswer::default() };
        client.meeting_room_respond(boss, &event, auditorium, yes).await?;
        println!("{:?}", client.get_event(zhang, &event, None).await?.meeting_rooms);
        client.cancel_event(zhang, &event, None).await?;
        client.delete_event(boss, &other, None).await?;
        Ok(())
    });
}
