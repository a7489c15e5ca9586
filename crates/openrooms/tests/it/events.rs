//! `openrooms event` and `booking`, asked of a running server.

use serde_json::{Value, json};

use crate::home::Home;
use crate::server::Server;

/// Commands on a server, as the sample's app, on behalf of a person.
pub(crate) struct Caller<'a> {
    pub(crate) home: &'a Home,
    pub(crate) address: &'a str,
    pub(crate) person: &'a str,
}

impl Caller<'_> {
    pub(crate) fn args<'a>(&'a self, command: &[&'a str]) -> Vec<&'a str> {
        let app = ["--app-key", "dingdemo", "--app-secret", "demo-secret"];
        [command, &["--address", self.address, "--union-id", self.person], &app].concat()
    }

    pub(crate) fn done(&self, command: &[&str]) -> String {
        self.home.done(&self.args(command))
    }

    pub(crate) fn json(&self, command: &[&str]) -> Value {
        serde_json::from_str(&self.done(&[command, &["--json"]].concat())).unwrap()
    }

    fn failed(&self, command: &[&str]) -> String {
        self.home.failed(&self.args(command))
    }
}

/// The sample, whose app may read and write events.
pub(crate) fn planned() -> Home {
    let home = Home::with_sample();
    let scopes = json!([
        "qyapi_base",
        "VideoConference.Conference.Read",
        "VideoConference.Conference.Write",
        "Calendar.Event.Read",
        "Calendar.Event.Write",
        "Calendar.EventSchedule.Read",
    ]);
    let app = json!({ "appKey": "dingdemo", "appSecret": "demo-secret", "scopes": scopes });
    home.import(&json!({ "organisations": [
        { "corpId": "ding994axxxxx", "corpName": "xxx Company", "apps": [app] }
    ] }));
    home
}

pub(crate) const BOSS: &str = "2iPOLxxxxx";
pub(crate) const OTHER: &str = "lPHhSZDLXXXXXXpBlC9lxLwiEiE";
pub(crate) const ROOM: &str = "0ffb7184xxxxx";

#[test]
fn an_event_is_made_shown_changed_and_removed() {
    let home = planned();
    let server = Server::start(&home, &[]);
    let address = format!("http://{}", server.address);
    let boss = Caller { home: &home, address: &address, person: BOSS };
    let times = ["--start", "2031-01-14T10:00", "--end", "2031-01-14T11:00"];
    let create = [&["event", "create", "Weekly"], &times[..], &["--optional", OTHER]].concat();
    let made = boss.done(&create);
    let id = made.trim_end();
    let event = boss.json(&["event", "show", id]);
    assert_eq!(event["start"]["dateTime"], "2031-01-14T10:00:00+08:00");
    assert_eq!(
        (&event["attendees"][0]["id"], &event["attendees"][0]["isOptional"]),
        (&json!(OTHER), &json!(true))
    );
    let table = boss.done(&["event", "show", id]);
    for line in ["summary", "Weekly", "Asia/Shanghai", "(needsAction, optional)"] {
        assert!(table.contains(line), "{line}: {table}");
    }
    let list = boss.done(&["event", "list", "--from", "2031-01-14T00:00:00+08:00"]);
    assert!(list.contains(id) && list.contains("confirmed"), "{list}");

    let first = boss.json(&["event", "changes"]);
    let since = first["syncToken"].as_str().unwrap();
    let said =
        boss.done(&["event", "change", id, "--summary", "Monthly", "--location", "upstairs"]);
    assert_eq!(said, format!("{id} has been changed.\n"));
    let changes = boss.json(&["event", "changes", "--since", since]);
    assert_eq!(changes["events"][0]["summary"], "Monthly");
    assert!(boss.done(&["event", "changes", "--since", since]).contains("--since s"));

    for (change, why) in
        [(&["--zone", "Europe/Berlin"][..], "--zone says whose clock"), (&[], "nothing is given")]
    {
        let refused = home.misused(&boss.args(&[&["event", "change", id], change].concat()));
        assert!(refused.contains(why), "{refused}");
    }

    let said = boss.done(&["event", "transfer", id, OTHER]);
    assert_eq!(said, format!("{OTHER} organises {id}.\n"));
    assert!(boss.failed(&["event", "delete", id]).contains("permissionDeny"));
    let other = Caller { person: OTHER, ..boss };
    assert_eq!(other.done(&["event", "cancel", id]), format!("{id} has been cancelled.\n"));
    assert_eq!(other.json(&["event", "show", id])["status"], "cancelled");
    assert_eq!(other.json(&["event", "delete", id]), json!({ "id": id }));
    assert!(other.failed(&["event", "show", id]).contains("itemNotFound"));
}

#[test]
fn days_and_series_are_made() {
    let home = planned();
    let server = Server::start(&home, &[]);
    let address = format!("http://{}", server.address);
    let boss = Caller { home: &home, address: &address, person: BOSS };
    let off =
        ["event", "create", "Off", "--all-day", "--start", "2031-01-01", "--end", "2031-01-03"];
    let off = boss.json(&off);
    assert_eq!((&off["start"], &off["isAllDay"]), (&json!({ "date": "2031-01-01" }), &json!(true)));
    let times = ["--start", "2031-01-06T09:00", "--end", "2031-01-06T09:15"];
    let repeat = ["--repeat", "weekly", "--on", "monday,thursday", "--times", "4"];
    let zone = ["--zone", "Europe/Berlin"];
    let create = [&["event", "create", "Standup"], &times[..], &repeat[..], &zone[..]].concat();
    let series = boss.json(&create);
    assert_eq!(series["recurrence"]["range"]["numberOfOccurrences"], 4);
    let id = series["id"].as_str().unwrap();
    let dates = boss.json(&["event", "dates", id]);
    let starts: Vec<_> =
        dates.as_array().unwrap().iter().map(|date| date["start"]["dateTime"].clone()).collect();
    let wanted = ["06", "09", "13", "16"].map(|day| format!("2031-01-{day}T09:00:00+01:00"));
    assert_eq!(starts, wanted.map(Value::from));
    // A date that is named is meant alone.
    let second = dates[1]["id"].as_str().unwrap();
    boss.done(&["event", "cancel", second]);
    let dates = boss.json(&["event", "dates", id]);
    let states: Vec<_> =
        dates.as_array().unwrap().iter().map(|date| date["status"].clone()).collect();
    assert_eq!(states, ["confirmed", "cancelled", "confirmed", "confirmed"]);
    let shown = boss.done(&["event", "show", id]);
    assert!(shown.contains("weekly; monday, thursday; 4 times"), "{shown}");
    for (repeat, why) in [
        (&["--on", "monday"][..], "--repeat"),
        (&["--repeat", "daily", "--on", "monday"], "--on goes with weekly"),
        (&["--repeat", "weekly", "--which", "last"], "--which goes with monthly-by-weekday"),
        (&["--start", "2031-01-06", "--end", "2031-01-07"], "days alone go with --all-day"),
    ] {
        let times = if repeat[0] == "--start" { &[] } else { &times[..] };
        let create = [&["event", "create", "x"], times, repeat].concat();
        let refused = boss.home.misused(&boss.args(&create));
        assert!(refused.contains(why), "{refused}");
    }
}

#[test]
fn as_much_of_a_series_changes_and_goes_as_is_meant() {
    let home = planned();
    let server = Server::start(&home, &[]);
    let address = format!("http://{}", server.address);
    let boss = Caller { home: &home, address: &address, person: BOSS };
    let times = ["--start", "2031-01-06T09:00", "--end", "2031-01-06T10:00"];
    let repeat = ["--repeat", "daily", "--times", "6", "--room", ROOM];
    let create = [&["event", "create", "Standup"], &times[..], &repeat[..]].concat();
    let series = boss.json(&create)["id"].as_str().unwrap().to_owned();
    // Day, hour and state of each date, and its rooms.
    let shown = |id: &str| -> Vec<String> {
        let dates = boss.json(&["event", "dates", id]);
        let each = dates.as_array().unwrap().iter().map(|date| {
            let start = date["start"]["dateTime"].as_str().unwrap();
            let summary = date["summary"].as_str().unwrap();
            let rooms = date["meetingRooms"].as_array().map_or(0, Vec::len);
            format!("{} {summary} {} {rooms}", &start[8..13], date["status"].as_str().unwrap())
        });
        each.collect()
    };
    let dates = boss.json(&["event", "dates", &series]);
    let date = |at: usize| dates[at]["id"].as_str().unwrap().to_owned();
    // One date alone, which is meant where nothing is said.
    let said = boss.done(&["event", "change", &date(1), "--summary", "One"]);
    assert_eq!(said, format!("{} has been changed.\n", date(1)));
    boss.done(&["event", "delete", &date(2)]);
    // All, named by a date.
    let noon = ["--start", "2031-01-06T12:00", "--end", "2031-01-06T13:00"];
    boss.done(&[&["event", "change", &date(0), "--scope", "all"], &noon[..]].concat());
    let wanted = ["06T12", "07T12", "09T12", "10T12", "11T12"];
    let wanted = wanted.map(|start| {
        let summary = if start == "07T12" { "One" } else { "Standup" };
        format!("{start} {summary} confirmed 1")
    });
    assert_eq!(shown(&series), wanted);
    // A date and those that follow: they are known by another id, which is told.
    let change = ["event", "change", &date(3), "--scope", "following", "--summary", "Later"];
    let said = boss.done(&change);
    let new = said.trim_end().strip_suffix(" now.").unwrap().rsplit(' ').next().unwrap();
    assert_eq!(said, format!("{} and what follows it are {new} now.\n", date(3)));
    assert_eq!(shown(&series), wanted[..2]);
    assert_eq!(shown(new), ["09", "10", "11"].map(|day| format!("{day}T12 Later confirmed 1")));
    assert!(boss.failed(&["event", "show", &date(3)]).contains("instanceNotExist"));
    let later = boss.json(&["event", "dates", new]);
    let last = later[1]["id"].as_str().unwrap();
    boss.done(&["event", "cancel", last, "--scope", "following"]);
    let shown_now = shown(new);
    assert_eq!(shown_now[0], "09T12 Later confirmed 1");
    assert!(shown_now[1..].iter().all(|date| date.ends_with("cancelled 0")), "{shown_now:?}");
    boss.done(&["event", "delete", &date(1), "--scope", "following"]);
    assert_eq!(shown(&series), wanted[..1]);
    boss.done(&["event", "delete", &date(0), "--scope", "all"]);
    assert!(boss.failed(&["event", "show", &series]).contains("itemNotFound"));
    // Of a series which date is meant has to be said.
    let refused = boss.failed(&["event", "cancel", new, "--scope", "this"]);
    assert!(refused.contains("eventId must be one's"), "{refused}");
}

#[test]
fn rooms_are_booked_refused_and_given_back() {
    let home = planned();
    let server = Server::start(&home, &[]);
    let address = format!("http://{}", server.address);
    let boss = Caller { home: &home, address: &address, person: BOSS };
    let other = Caller { person: OTHER, ..boss };
    let times = ["--start", "2031-01-14T10:00", "--end", "2031-01-14T11:00"];
    let create = [&["event", "create", "Weekly"], &times[..], &["--room", ROOM]].concat();
    let made = boss.json(&create);
    let id = made["id"].as_str().unwrap();
    assert_eq!(made["meetingRooms"][0]["responseStatus"], "accepted");
    let span = ["--from", "2031-01-14T00:00:00Z", "--until", "2031-01-15T00:00:00Z"];
    let schedule = [&["booking", "schedule", ROOM], &span[..]].concat();
    let taken = boss.done(&schedule);
    assert!(taken.contains("BUSY") && taken.contains(id), "{taken}");

    // The event is made all the same, and its id told.
    let outcome = home.run(&other.args(&create));
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert!(outcome.err.contains("meetingRoomNotAvailable"), "{outcome:?}");
    let theirs = outcome.out.trim_end();
    assert_eq!(other.json(&["event", "show", theirs])["meetingRooms"], json!([]));

    let said = boss.done(&["booking", "remove", id, ROOM]);
    assert_eq!(said, format!("{id} has given back {ROOM}.\n"));
    assert_eq!(boss.json(&schedule)[0]["scheduleItems"], json!([]));
    let added = boss.json(&["booking", "add", id, ROOM]);
    assert_eq!(added, json!({ "id": id, "roomIds": [ROOM] }));
    let refused = boss.failed(&["booking", "accept", "none", ROOM]);
    assert!(refused.contains("itemNotFound"), "{refused}");
    boss.done(&["event", "delete", id]);
    assert_eq!(boss.json(&schedule)[0]["scheduleItems"], json!([]));
}

#[test]
fn rooms_are_sought_for_series_and_whole_days() {
    let home = planned();
    let server = Server::start(&home, &[]);
    let address = format!("http://{}", server.address);
    let boss = Caller { home: &home, address: &address, person: BOSS };
    let taken = ["--start", "2031-01-15T10:00", "--end", "2031-01-15T11:00", "--room", ROOM];
    boss.done(&[&["event", "create", "Once"], &taken[..]].concat());
    let times = ["--start", "2031-01-14T10:00", "--end", "2031-01-14T11:00"];
    let found = |more: &[&str]| {
        let found = boss.json(&[&["room", "find"], &times[..], more].concat());
        found["rooms"].as_array().unwrap().len()
    };
    assert_eq!(found(&[]), 1);
    assert_eq!(found(&["--repeat", "weekly", "--times", "3"]), 1);
    assert_eq!(found(&["--repeat", "daily", "--times", "3"]), 0);
    let days = ["--all-day", "--start", "2031-01-15", "--end", "2031-01-16"];
    let told = boss.json(&[&["room", "explain", ROOM], &days[..]].concat());
    assert_eq!(told["nearestTime"]["startTime"], "2031-01-16T00:00:00+08:00");
}

#[test]
fn people_are_invited_answer_and_come() {
    let home = planned();
    let server = Server::start(&home, &[]);
    let address = format!("http://{}", server.address);
    let boss = Caller { home: &home, address: &address, person: BOSS };
    let other = Caller { home: &home, address: &address, person: OTHER };
    let hour = ["--start", "2031-01-01T10:00:00+08:00", "--end", "2031-01-01T11:00:00+08:00"];
    let event = boss.done(&[&["event", "create", "Weekly"], &hour[..]].concat());
    let event = event.trim();
    let said = boss.done(&["event", "attendee", "add", event, OTHER, "--optional"]);
    assert_eq!(said, format!("{event} has 1 invited.\n"));
    let said = other.done(&["event", "respond", event, "tentative"]);
    assert_eq!(said, format!("{event} has been answered: tentative.\n"));
    let listed = boss.json(&["event", "attendee", "list", event]);
    assert_eq!((&listed[0]["id"], &listed[0]["isOptional"]), (&json!(OTHER), &json!(true)));
    assert_eq!(listed[0]["responseStatus"], "tentative");
    let span = ["--from", "2031-01-01T00:00:00+08:00", "--until", "2031-01-02T00:00:00+08:00"];
    let busy = boss.json(&[&["event", "busy", BOSS, OTHER], &span[..]].concat());
    let items = |at: usize| &busy["scheduleInformation"][at]["scheduleItems"][0]["status"];
    assert_eq!((items(0), items(1)), (&json!("BUSY"), &json!("TENTATIVE")));
    let table = boss.done(&[&["event", "busy", OTHER], &span[..]].concat());
    assert!(table.contains("TENTATIVE") && table.contains("2031-01-01T10:00:00+08:00"), "{table}");

    let at = &other.json(&["event", "sign-in", event])["checkInTime"];
    assert!(at.as_i64().is_some_and(|at| at > 1_700_000_000_000), "{at}");
    let came = boss.json(&["event", "sign-ins", event]);
    assert_eq!((&came[0]["userId"], &came[0]["checkInTime"]), (&json!(OTHER), at));
    let missing = boss.json(&["event", "sign-ins", event, "--missing"]);
    assert_eq!((missing.as_array().unwrap().len(), &missing[0]["userId"]), (1, &json!(BOSS)));
    other.done(&["event", "sign-out", event]);
    assert_eq!(boss.json(&["event", "sign-outs", event])[0]["userId"], OTHER);
    let link = boss.done(&["event", "sign-in-link", event]);
    assert!(link.starts_with(&format!("{address}/sign-in?eventId=")), "{link}");
    assert!(other.failed(&["event", "sign-out-link", event]).contains("permissionDenied"));

    let said = boss.done(&["event", "attendee", "remove", event, OTHER]);
    assert_eq!(said, format!("{event} has 1 invited no more.\n"));
    assert!(other.failed(&["event", "sign-in", event]).contains("notInEvent"));
}
