//! Documents by chance that the schema admits, and the same with one thing wrong. The same seed
//! makes the same.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use crate::schema::{Schema, below, is_closed, required, types};

/// A picture of one grey pixel, with nothing in it that an import would take out.
const PICTURE: &str =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==";

/// How many rounds a test by chance runs: `TEST_ROUNDS`, or a few.
pub(crate) fn rounds() -> u64 {
    let rounds = std::env::var("TEST_ROUNDS").ok();
    rounds.map_or(12, |text| text.parse().expect("TEST_ROUNDS is a number"))
}

pub(crate) struct Chance<'a> {
    schema: &'a Schema,
    state: u64,
    ids: HashSet<u64>,
}

/// A document with one thing wrong.
#[derive(Debug)]
pub(crate) struct Broken {
    pub(crate) document: Value,
    /// Where: the paths that a complaint may name.
    pub(crate) places: Vec<String>,
    pub(crate) what: String,
}

/// A value that the schema has something to say of.
struct Place<'a> {
    node: &'a Map<String, Value>,
    path: String,
    pointer: String,
}

impl<'a> Chance<'a> {
    pub(crate) fn new(schema: &'a Schema, seed: u64) -> Self {
        Self { schema, state: seed, ids: HashSet::new() }
    }

    /// `SplitMix64`.
    fn roll(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, sides: u64) -> u64 {
        self.roll() % sides
    }

    fn one_of<'b, T: ?Sized>(&mut self, from: &[&'b T]) -> &'b T {
        let at = usize::try_from(self.below(from.len() as u64)).unwrap();
        from[at]
    }

    fn text(&mut self) -> String {
        let letters = ["a", "Z", "0", " ", "'", "\"", "\\", "\n", "\t", "é", "会", "🏢", "$1", "%"];
        (0..self.below(6)).map(|_| self.one_of(&letters)).collect()
    }

    /// A number that was not given before, and that every client can read.
    fn new_number(&mut self) -> u64 {
        loop {
            let bits = self.below(53);
            let number = 1 + self.below(1 << bits);
            if self.ids.insert(number) {
                return number;
            }
        }
    }

    fn new_id(&mut self) -> String {
        format!("{}{}", self.text(), self.new_number())
    }

    /// A document that the schema admits and that does not contradict itself.
    pub(crate) fn document(&mut self) -> Value {
        let mut document = self.value(self.schema.root(), "document");
        for organisation in document["organisations"].as_array_mut().unwrap() {
            self.agree(organisation);
        }
        document
    }

    /// A value of a node, which is the field `name` or an item of the list `name`.
    fn value(&mut self, node: &Map<String, Value>, name: &str) -> Value {
        if let Some(listed) = node.get("enum") {
            let listed: Vec<_> = listed.as_array().unwrap().iter().collect();
            return self.one_of(&listed).clone();
        }
        match self.one_of(&types(node)) {
            // Hours of different days, so that none overlap.
            "array" if name == "weeklyHours" => {
                let days = ["sunday", "monday", "friday"].map(|day| {
                    let (from, to) = (self.below(9), 10 + self.below(15));
                    json!({ "day": day, "from": format!("0{from}:05"), "to": format!("{to}:00") })
                });
                let most = usize::try_from(self.below(4)).unwrap();
                days.into_iter().take(most).collect()
            }
            "array" => {
                let items = self.schema.node(&node["items"]);
                let most = if name == "authCorpIds" { 2 } else { 4 };
                (0..self.below(most)).map(|_| self.value(items, name)).collect()
            }
            "boolean" => (self.below(2) == 0).into(),
            "integer" => self.integer(node, name),
            "null" => Value::Null,
            "object" => self.object(node, name),
            "string" => self.string(name).into(),
            other => panic!("{other} is a type that is new here"),
        }
    }

    fn object(&mut self, node: &Map<String, Value>, name: &str) -> Value {
        let mut object = Map::new();
        let required: Vec<_> = required(node).collect();
        for (field, inner) in
            node.get("properties").and_then(Value::as_object).into_iter().flatten()
        {
            // A hash is what an export made; that it is taken back is tested elsewhere.
            if field.ends_with("Hash") || !required.contains(&&**field) && self.below(3) == 0 {
                continue;
            }
            let value = self.value(self.schema.node(inner), field);
            object.insert(field.clone(), value);
        }
        match node.get("additionalProperties") {
            Some(Value::Bool(_)) => {}
            Some(inner) => {
                for _ in 0..self.below(4) {
                    let value = self.value(self.schema.node(inner), "*");
                    object.insert(self.text(), value);
                }
            }
            None if name == "events" => {
                if self.below(2) == 0 {
                    object.insert("id".to_owned(), self.new_id().into());
                }
                object.insert("summary".to_owned(), self.anything(3));
            }
            // What a later version of the API may say.
            None if self.below(3) == 0 => {
                object.insert(format!("later{}", self.text()), self.anything(3));
            }
            None => {}
        }
        Value::Object(object)
    }

    /// Any JSON but null, which an object's field may be as well as absent.
    fn anything(&mut self, depth: u64) -> Value {
        match self.below(if depth == 0 { 4 } else { 6 }) {
            0 => (self.below(2) == 0).into(),
            1 => self.roll().cast_signed().into(),
            2 => (f64::from(u32::try_from(self.below(1 << 30)).unwrap()) / 64.0).into(),
            3 => self.text().into(),
            4 => (0..self.below(3)).map(|_| self.anything(depth - 1)).collect(),
            _ => {
                let fields = 0..self.below(3);
                fields
                    .map(|_| (self.text(), self.anything(depth - 1)))
                    .collect::<Map<_, _>>()
                    .into()
            }
        }
    }

    fn integer(&mut self, node: &Map<String, Value>, name: &str) -> Value {
        let least = node.get("minimum").and_then(Value::as_i64);
        let most = match name {
            // One that is not the same everywhere.
            "labelId" if least.is_some() => return (self.new_number() + 5).into(),
            "deptId" | "groupId" | "templateId" => return self.new_number().into(),
            // What clients can hold.
            "deptIds" | "labelId" | "parentId" => (1 << 53) - 1,
            "qpsPerOperation" => i64::from(u32::MAX),
            "advanceReservationTime"
            | "bgType"
            | "bufferAfter"
            | "bufferBefore"
            | "hoursPerDay"
            | "hoursPerMonth"
            | "hoursPerWeek"
            | "leastCancelNotice"
            | "openBookings"
            | "isPicTop"
            | "maxReservationTimeInterval"
            | "minReservationTimeInterval"
            | "picturePlayInterval"
            | "roomCapacity"
            | "showTime"
            | "sort"
            | "status" => i64::from(i32::MAX),
            _ => i64::MAX,
        };
        if matches!(name, "left" | "top" | "width" | "height") {
            return (1 + self.below(500)).into();
        }
        match self.below(4) {
            0 => most.into(),
            1 => least.unwrap_or(-most).into(),
            2 => (self.roll().cast_signed() & most).into(),
            _ => self.below(100).into(),
        }
    }

    fn string(&mut self, name: &str) -> String {
        match name {
            "corpId" | "userId" | "unionId" | "appKey" | "suiteKey" | "roomId"
            | "deviceUnionId" | "authCorpIds" | "appSecret" | "suiteSecret" => self.new_id(),
            "timeZone" => self
                .one_of(&["Asia/Shanghai", "Europe/Berlin", "America/St_Johns", "UTC"])
                .to_owned(),
            "ipAllowList" => {
                self.one_of(&["10.0.0.0/8", "192.0.2.7", "::/0", "2001:db8::1/64"]).to_owned()
            }
            "bgImageList" | "bgUrl" | "logo" | "picture" => self
                .one_of(&["https://example.org/p.png", "http://[::1]:8080/图?a=%20#b"])
                .to_owned(),
            "pictureId" | "problemId" => format!("{:032x}", self.new_number()),
            "content" => PICTURE.to_owned(),
            "date" => self.one_of(&["2026-12-24", "2024-02-29", "0001-01-01"]).to_owned(),
            "endDate" => self.one_of(&["2026-12-24", "9999-12-31"]).to_owned(),
            "advanceBookTimeFormat" => self.one_of(&["09:00", "9:05", "23:59"]).to_owned(),
            "memberId" if self.below(2) == 0 => self.below(9).to_string(),
            _ => self.text(),
        }
    }

    /// Labels have names; rooms and templates are of their organisation; rooms are in one of its groups or in none;
    /// trees are trees; rights are somebody's;
    /// problems that are open were not closed.
    fn agree(&mut self, organisation: &mut Value) {
        for (list, id) in [("departments", "deptId"), ("roomGroups", "groupId")] {
            let nodes = organisation.get_mut(list).and_then(Value::as_array_mut);
            let mut roots: Vec<Value> = Vec::new();
            for node in nodes.into_iter().flatten() {
                if self.below(2) == 0 && !roots.is_empty() {
                    let roots: Vec<_> = roots.iter().collect();
                    node["parentId"] = self.one_of(&roots).clone();
                } else {
                    // Negative: no id is, so that nothing answers it.
                    let parent = node["parentId"].as_i64().unwrap();
                    node["parentId"] = (-parent.abs()).into();
                    roots.push(node[id].clone());
                }
            }
        }
        let labels = organisation.get_mut("roomLabels").and_then(Value::as_array_mut);
        for label in labels.into_iter().flatten() {
            if label["labelName"] == "" {
                label["labelName"] = json!("label");
            }
        }
        let corp = organisation["corpId"].clone();
        let templates = organisation.get_mut("screenTemplates").and_then(Value::as_array_mut);
        for template in templates.into_iter().flatten() {
            if let Some(own) = template.pointer_mut("/deviceCustomTemplate/corpId") {
                *own = corp.clone();
            }
        }
        let problems = organisation.get_mut("roomProblems").and_then(Value::as_array_mut);
        for problem in problems.into_iter().flatten().filter_map(Value::as_object_mut) {
            // What is open has no end.
            if problem.get("closeTime").is_none_or(Value::is_null) {
                problem.retain(|name, _| !name.starts_with("close"));
            }
        }
        let rights = organisation.get_mut("roomRights").and_then(Value::as_array_mut);
        for rights in rights.into_iter().flatten() {
            let lists = ["adminUnionIds", "superUserIds", "superDeptIds"];
            let names = |list| rights.get(list).and_then(Value::as_array).map_or(0, Vec::len) > 0;
            if !lists.into_iter().any(names) {
                rights["superUserIds"] = json!(["somebody"]);
            }
        }
        let groups = organisation.get("roomGroups").and_then(Value::as_array).cloned();
        let groups: Vec<_> = groups.iter().flatten().collect();
        let rooms = organisation.get_mut("rooms").and_then(Value::as_array_mut);
        for room in rooms.into_iter().flatten().filter_map(Value::as_object_mut) {
            if let Some(own) = room.get_mut("corpId") {
                *own = corp.clone();
            }
            if room.remove("roomGroup").is_some() && !groups.is_empty() {
                let group = self.one_of(&groups);
                let (id, name, parent) =
                    (&group["groupId"], &group["groupName"], &group["parentId"]);
                let group = json!({ "groupId": id, "groupName": name, "parentId": parent });
                room.insert("roomGroup".to_owned(), group);
            }
        }
    }

    /// The document with one thing wrong.
    pub(crate) fn broken(&mut self, mut document: Value) -> Broken {
        let mut places = Vec::new();
        let root = Place { node: self.schema.root(), path: String::new(), pointer: String::new() };
        gather(self.schema, root, &document, &mut places);
        let at = usize::try_from(self.below(places.len() as u64)).unwrap();
        let Place { node, path, pointer } = places.swap_remove(at);
        let there = document.pointer_mut(&pointer).unwrap();
        let needed: Vec<_> = required(node).collect();
        let (places, what) = match (there, self.below(3)) {
            (Value::Object(fields), 0) if !needed.is_empty() => {
                let field = self.one_of(&needed);
                fields.remove(field);
                (vec![below(&path, field), path], format!("{field} is missing"))
            }
            (Value::Object(fields), 1) if is_closed(node) => {
                fields.insert("colour".to_owned(), self.anything(2));
                (vec![below(&path, "colour")], "colour is unknown".to_owned())
            }
            (there, 0) if node.contains_key("minimum") => {
                *there = json!(-1);
                (vec![path], "it is too small".to_owned())
            }
            (there, 0) if node.contains_key("minLength") => {
                *there = json!("");
                (vec![path], "it is too short".to_owned())
            }
            (there, 0) if node.contains_key("enum") => {
                *there = if there.is_string() { json!("robot") } else { json!(7) };
                (vec![path], "it is not listed".to_owned())
            }
            (there, _) => {
                let others = [json!("x"), json!(7), json!(true), json!({}), json!(0.5)];
                let others: Vec<_> =
                    others.iter().filter(|other| !fits(node, there, other)).collect();
                *there = self.one_of(&others).clone();
                (vec![path], format!("it is {there}"))
            }
        };
        Broken { document, places, what }
    }
}

/// Whether a value is of the type of another that may stand there.
fn fits(node: &Map<String, Value>, valid: &Value, other: &Value) -> bool {
    match other {
        Value::Number(number) if number.is_f64() => types(node).contains(&"number"),
        Value::Number(_) => valid.is_number() || types(node).contains(&"integer"),
        Value::String(_) => valid.is_string(),
        Value::Bool(_) => valid.is_boolean(),
        _ => valid.is_object(),
    }
}

fn gather<'a>(schema: &'a Schema, place: Place<'a>, value: &Value, places: &mut Vec<Place<'a>>) {
    let Place { node, path, pointer } = &place;
    match value {
        Value::Array(items) => {
            let node = schema.node(&node["items"]);
            for (at, item) in items.iter().enumerate() {
                let (path, pointer) = (format!("{path}[{at}]"), format!("{pointer}/{at}"));
                gather(schema, Place { node, path, pointer }, item, places);
            }
        }
        Value::Object(fields) => {
            for (name, inner) in
                node.get("properties").and_then(Value::as_object).into_iter().flatten()
            {
                if let Some(value) = fields.get(name) {
                    let (path, pointer) = (below(path, name), format!("{pointer}/{name}"));
                    gather(
                        schema,
                        Place { node: schema.node(inner), path, pointer },
                        value,
                        places,
                    );
                }
            }
        }
        _ => {}
    }
    places.push(place);
}
