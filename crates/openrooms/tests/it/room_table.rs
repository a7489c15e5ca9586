//! `openrooms room import` and `room export`, asked of a running server.

use serde_json::json;

use crate::home::Home;
use crate::server::Server;

struct Caller {
    home: Home,
    _server: Server,
    address: String,
}

impl Caller {
    fn new() -> Self {
        let home = Home::with_sample();
        let server = Server::start(&home, &[]);
        let address = format!("http://{}", server.address);
        Self { home, _server: server, address }
    }

    fn args<'a>(&'a self, command: &[&'a str]) -> Vec<&'a str> {
        let app =
            ["--app-key", "dingdemo", "--app-secret", "demo-secret", "--union-id", "2iPOLxxxxx"];
        [&["room"], command, &["--address", &self.address], &app].concat()
    }

    /// Imports a table, and gives what was said.
    fn import(&self, table: &str, more: &[&str]) -> String {
        self.home.write("rooms.csv", table);
        let file = self.home.path("rooms.csv");
        let command = [&["import", file.to_str().unwrap()], more].concat();
        self.home.done(&self.args(&command))
    }

    fn refused(&self, table: &str) -> String {
        self.home.write("rooms.csv", table);
        let file = self.home.path("rooms.csv");
        let outcome = self.home.run(&self.args(&["import", file.to_str().unwrap()]));
        assert_eq!(outcome.code, 1, "{table}");
        outcome.out + &outcome.err
    }

    fn export(&self) -> String {
        self.home.done(&self.args(&["export"]))
    }
}

#[test]
fn a_table_makes_and_changes_rooms_and_comes_back() {
    let caller = Caller::new();
    // A mark of byte order, CRLF, quotes, and what looks like a formula.
    let table = "\u{feff}isvRoomId,roomName,roomStatus,roomCapacity,roomGroup,authorizedMembers,\
                 openReservation,roomDescription\r\n\
                 oak,\"Oak, \"\"big\"\"\",0,8,Berlin/Third floor,,TRUE,'=1+1\r\n\
                 elm,Elm,2,,,user:2iPOLxxxxx;dept:1,,\r\n";
    let before = caller.export();
    let would = caller.import(table, &["--dry-run", "--make-groups"]);
    assert!(would.starts_with("line 2: create\n"), "{would}");
    assert!(would.contains("  roomDescription: \"\" -> \"=1+1\"\n"), "{would}");
    assert_eq!(caller.export(), before, "a dry run changes nothing");

    let done = caller.import(table, &["--make-groups"]);
    assert_eq!(done.matches(": create ").count(), 2, "{done}");
    let exported = caller.export();
    assert!(exported.contains(",oak,\"Oak, \"\"big\"\"\",0,8,Berlin/Third floor,"), "{exported}");
    assert!(exported.contains(",'=1+1,"), "{exported}");
    // What it gives, it takes: nothing changes, in either form.
    let again = caller.import(&exported, &[]);
    assert!(again.lines().all(|line| line.contains(": unchanged ")), "{again}");
    let again = caller.import(table, &[]);
    assert!(again.lines().all(|line| line.contains(": unchanged ")), "{again}");
    assert_eq!(caller.export(), exported);

    let change = "isvRoomId,roomCapacity\noak,9\nelm,\n";
    let told = caller.import(change, &["--dry-run", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!((&told[0]["line"], &told[0]["action"]), (&json!(2), &json!("update")));
    let wanted = json!([{ "field": "roomCapacity", "from": "8", "to": "9" }]);
    assert_eq!(told[0]["changes"], wanted);
    assert_eq!(told[1]["action"], "unchanged");
}

#[test]
fn windows_closures_and_devices_are_columns_and_a_dash_takes_away() {
    let caller = Caller::new();
    let table = "isvRoomId,roomName,roomStatus,advanceReservationTime,advanceReservationTimeUnit,\
                 advanceBookTimeFormat,taskStartTime,taskEndTime,closeReason,deviceUnionIds,roomLabelIds\n\
                 oak,Oak,0,2,weeks,09:00,2026-11-23,2026-11-24T00:00:00Z,'-,panel-1;panel-2,1;5\n";
    caller.import(table, &[]);
    let exported = caller.export();
    let shown = ",2,weeks,09:00,2026-11-23T00:00:00Z,2026-11-24T00:00:00Z,'-,,,panel-1;panel-2";
    assert!(exported.contains(shown), "{exported}");
    let again = caller.import(&exported, &[]);
    assert!(again.lines().all(|line| line.contains(": unchanged ")), "{again}");

    // What is not named of a window or a closure stays.
    let change = "isvRoomId,advanceReservationTime,taskEndTime,deviceUnionIds,roomLabelIds\n\
                  oak,3,-,-,-\n";
    let told = caller.import(change, &["--dry-run"]);
    assert!(told.contains("deviceUnionIds: \"panel-1;panel-2\" -> \"\""), "{told}");
    caller.import(change, &[]);
    let exported = caller.export();
    assert!(exported.contains(",3,weeks,09:00,2026-11-23T00:00:00Z,,'-,,,\n"), "{exported}");
    assert!(caller.import(change, &[]).contains(": unchanged "));
    let closure = "isvRoomId,taskStartTime,closeReason,roomGroup\noak,-,-,-\n";
    caller.import(closure, &[]);
    let rooms = caller.home.done(&caller.args(&["export", "--json"]));
    let rooms: serde_json::Value = serde_json::from_str(&rooms).unwrap();
    let oak = rooms.as_array().unwrap().iter().find(|room| room["isvRoomId"] == "oak").unwrap();
    assert_eq!((oak.get("taskStartTime"), oak.get("closeReason")), (None, None));
    assert_eq!(oak["advanceReservationTimeUnit"], "weeks");
    let refused = caller.refused("isvRoomId,roomCapacity\noak,-\n");
    assert!(refused.contains("line 2: error: roomCapacity: it cannot be taken away"), "{refused}");
}

#[test]
fn house_rules_are_columns_and_a_dash_takes_each_away() {
    let caller = Caller::new();
    let rules = "weeklyHours,bufferBefore,bufferAfter,capacityCheck,bookingQuota,leastCancelNotice,\
                 closedDays,accessible,attributes,doorDisplay";
    let cells = "monday 08:00-18:00,5,10,true,open=5;week=10,60,\
                 2026-12-24..2027-01-01=Yule\\; and after;2027-05-01,true,floor=2;view=river,busy";
    let table = format!("isvRoomId,roomName,roomStatus,{rules}\noak,Oak,0,{cells}\n");
    caller.import(&table, &[]);
    let exported = |caller: &Caller| -> serde_json::Value {
        let rooms = caller.home.done(&caller.args(&["export", "--json"]));
        let rooms: serde_json::Value = serde_json::from_str(&rooms).unwrap();
        let found = rooms.as_array().unwrap().iter().find(|room| room["isvRoomId"] == "oak");
        found.unwrap().clone()
    };
    let oak = exported(&caller);
    for (rule, cell) in rules.split(',').zip(cells.split(',')) {
        assert_eq!(oak[rule], cell, "{rule}");
    }
    let again = caller.import(&caller.export(), &[]);
    assert!(again.lines().all(|line| line.contains(": unchanged ")), "{again}");
    for rule in rules.split(',') {
        let told = caller.import(&format!("isvRoomId,{rule}\noak,-\n"), &[]);
        assert!(told.contains("line 2: update "), "{rule}: {told}");
        assert_eq!(exported(&caller).get(rule), None, "{rule}");
        let told = caller.import(&format!("isvRoomId,{rule}\noak,-\n"), &[]);
        assert!(told.contains(": unchanged "), "{rule}: {told}");
    }
    for (column, cell, wanted) in [
        ("bookingQuota", "year=1", "is not a bound such as open=5"),
        ("closedDays", "2026-02-30", "is not closed days such as 2026-12-25"),
        ("attributes", "view", "is not an attribute such as view=river"),
    ] {
        let said = caller.refused(&format!("isvRoomId,{column}\noak,{cell}\n"));
        assert!(said.contains(wanted), "{said}");
    }
}

#[test]
fn a_dry_run_tells_what_the_server_would_refuse() {
    let caller = Caller::new();
    let table = "isvRoomId,roomName,roomStatus,authorizedMembers\n\
                 xxxIsvRoomId,Oak,0,\n\
                 free,Test meeting room,0,\n\
                 twice,Oak,0,\n\
                 status,Elm,9,\n\
                 lines,\"a\nb\",0,\n\
                 nobody,Ash,2,\n\
                 somebody,Fir,2,dept:1\n";
    let wrong = [
        "line 4: error: roomName: another room has this name",
        "line 5: error: roomStatus: it is 0, 1 or 2",
        "line 6: error: roomName: it is 1 to 100 characters",
        "line 8: error: authorizedMembers: a room of status 2 needs some",
    ];
    caller.home.write("rooms.csv", table);
    let file = caller.home.path("rooms.csv");
    let before = caller.export();
    let command = ["import", file.to_str().unwrap(), "--dry-run"];
    let dry = caller.home.run(&caller.args(&command));
    assert_eq!(dry.code, 1, "{dry:?}");
    for wanted in wrong {
        assert!(dry.out.contains(wanted), "{wanted}: {dry:?}");
    }
    assert_eq!(caller.export(), before);
    // The import itself finds the same lines good and the same lines bad.
    let done = caller.home.run(&caller.args(&command[..2]));
    let bad = |said: &str| -> Vec<String> {
        let lines = said.lines().filter(|line| line.contains(": error: "));
        lines.map(|line| line.split(':').next().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(bad(&done.out), bad(&dry.out), "{done:?}");
    assert_eq!(bad(&dry.out), ["line 4", "line 5", "line 6", "line 8"]);
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_column() {
    let caller = Caller::new();
    let before = caller.export();
    for (table, wanted) in [
        ("isvRoomId,colour\na,b\n", "no column is named \"colour\""),
        ("isvRoomId,isvRoomId\na,b\n", "the column isvRoomId is there twice"),
        ("roomName\na\n", "a column roomId or isvRoomId is needed"),
        ("isvRoomId,roomName\na\n", "the table cannot be read"),
        (
            "isvRoomId,roomName,roomStatus,roomCapacity\na,A,0,1\nb,B,0,many\n",
            "line 3: error: roomCapacity: \"many\" is not a number",
        ),
        ("isvRoomId\na\na\n", "line 3: error: it is the room of line 2"),
        ("isvRoomId,roomName\n,A\n", "line 2: error: it has neither roomId nor isvRoomId"),
        ("isvRoomId,roomName\na,A\n", "line 2: error: roomStatus: a new room needs it"),
        ("roomId\nnowhere\n", "line 2: error: roomId: there is no such room"),
        (
            "isvRoomId,roomName,roomStatus,roomGroup\na,A,0,Mars\n",
            "line 2: error: roomGroup: there is no such group; --make-groups makes it",
        ),
        ("isvRoomId,roomName,roomStatus\na,A,7\n", "roomStatus invalid"),
    ] {
        let said = caller.refused(table);
        assert!(said.contains(wanted), "{table}: {said}");
    }
    assert_eq!(caller.export(), before);
}
