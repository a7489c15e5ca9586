//! Organisations by chance, the same for the same seed.

use std::collections::BTreeMap;

use openrooms_core::client::{AllowList, App};
use openrooms_core::floor_plan::FloorPlan;
use openrooms_core::id::{DeptId, DeviceUnionId, GroupId, RoomId, UnionId, UserId};
use openrooms_core::organisation::{Department, Organisation};
use openrooms_core::room::{
    FreeLabel, Label, Location, MemberId, Policy, Room, RoomRights, RoomStatus,
};
use openrooms_core::room_problem::{Closing, ProblemKind};
use openrooms_core::time::EpochMillis;

use crate::sample;

/// How many rounds a test by chance runs: `TEST_ROUNDS`, or a few.
pub(crate) fn rounds() -> u64 {
    let rounds = std::env::var("TEST_ROUNDS").ok();
    rounds.map_or(6, |text| text.parse().expect("TEST_ROUNDS is a number"))
}

/// `SplitMix64`.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// 0 to `sides - 1`.
    pub(crate) fn below(&mut self, sides: u64) -> u64 {
        self.roll() % sides
    }

    fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        let at = self.below(all.len() as u64);
        &all[usize::try_from(at).unwrap()]
    }

    fn coin(&mut self) -> bool {
        self.below(2) == 0
    }

    fn maybe<T>(&mut self, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.coin().then(|| value(self))
    }

    fn some<T>(&mut self, most: u64, mut value: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(most + 1)).map(|_| value(self)).collect()
    }

    fn number(&mut self) -> i64 {
        match self.below(4) {
            0 => i64::MIN,
            1 => self.roll().cast_signed(),
            _ => self.below(5).cast_signed(),
        }
    }

    /// A number that no id is: what is below it goes in no circle, and not too deep.
    fn nobody(&mut self) -> i64 {
        i64::MAX - self.below(5).cast_signed()
    }

    fn small(&mut self) -> i32 {
        i32::try_from(self.number()).unwrap_or(i32::MAX)
    }

    fn text(&mut self) -> String {
        const LETTERS: [&str; 12] =
            ["a", "Z", "0", " ", "'", "\"", "\\", "\n", "é", "会", "🏢", "$1"];
        self.some(6, |dice| *dice.one_of(&LETTERS)).concat()
    }

    /// Up to `most` objects under different ids, sorted.
    fn by_id<T>(
        &mut self,
        most: u64,
        mut make: impl FnMut(&mut Self, &str) -> T,
    ) -> BTreeMap<String, T> {
        let ids = self.some(most, |dice| format!("{}{}", dice.text(), dice.below(9)));
        ids.into_iter().map(|id| (id.clone(), make(self, &id))).collect()
    }

    fn by_number<T>(
        &mut self,
        most: u64,
        mut make: impl FnMut(&mut Self, i64) -> T,
    ) -> BTreeMap<i64, T> {
        let ids = self.some(most, Self::number);
        ids.into_iter().map(|id| (id, make(self, id))).collect()
    }

    pub(crate) fn organisation(&mut self, corp: &str) -> Organisation {
        let mut all = sample::organisation(corp);
        all.profile.name = self.text();
        all.profile.calls_per_month = self.maybe(Self::number);
        all.profile.room_limit = self.maybe(Self::number);
        let departments = self.by_number(5, |dice, id| {
            let order = dice.maybe(Self::number);
            Department { order, ..sample::department(id, dice.nobody()) }
        });
        all.departments = departments.into_values().collect();
        let people = self.by_id(8, |dice, id| {
            let mut person = sample::person(id, &dice.some(3, Self::number));
            person.user_id = UserId::new(id.chars().rev().collect::<String>());
            person.name = dice.text();
            person.email = dice.maybe(Self::text);
            person.mobile = dice.maybe(Self::text);
            person.title = dice.maybe(Self::text);
            person.job_number = dice.maybe(Self::text);
            person.avatar = dice.maybe(Self::text);
            person.hides_mobile = dice.maybe(Self::coin);
            person.is_admin = dice.maybe(Self::coin);
            person
        });
        all.people = people.into_values().collect();
        let groups = self.by_number(5, |dice, id| {
            let administrators = dice.some(3, Self::text);
            let administrators: Vec<_> = administrators.iter().map(String::as_str).collect();
            sample::group(id, dice.nobody(), &administrators)
        });
        all.groups = groups.into_values().collect();
        let labels = self.by_number(4, |dice, id| FreeLabel { id, name: dice.text() });
        all.labels = labels.into_values().collect();
        let plans = self.by_number(3, |dice, id| FloorPlan {
            group: GroupId(id),
            picture: dice.text(),
            places: dice.maybe(|dice| vec![sample::place(&dice.text())]).unwrap_or_default(),
        });
        all.floor_plans = plans.into_values().collect();
        all.rooms = self.by_id(8, Self::room).into_values().collect();
        let rights = self.by_id(4, |dice, id| RoomRights {
            // Who has no rights at all is not kept.
            administrators: vec![UnionId::new(dice.text())],
            super_users: dice.some(3, |dice| UserId::new(dice.text())),
            super_departments: dice.some(3, |dice| DeptId(dice.number())),
            room: RoomId::new(id),
        });
        all.rights = rights.into_values().collect();
        let problems = self.by_id(4, |dice, id| {
            let mut problem = sample::problem(id);
            problem.room = RoomId::new(dice.text());
            problem.kind = *dice.one_of(&ProblemKind::ALL);
            problem.text = dice.maybe(Self::text);
            problem.reported_by = dice.maybe(Self::text).map(UnionId::new);
            problem.device = dice.maybe(Self::text).map(DeviceUnionId::new);
            problem.reported_at = EpochMillis(dice.number());
            problem.closing = dice.maybe(|dice| Closing {
                at: EpochMillis(dice.number()),
                by: dice.maybe(Self::text).map(UnionId::new),
                note: dice.maybe(Self::text),
            });
            problem
        });
        all.problems = problems.into_values().collect();
        let bans = self.by_id(3, |dice, id| {
            let mut ban = sample::ban(id);
            ban.starts_at = EpochMillis(dice.number());
            ban.ends_at = dice.maybe(Self::number).map(EpochMillis);
            ban.memo = dice.maybe(Self::text);
            ban
        });
        all.bans = bans.into_values().collect();
        let devices = self.by_id(4, |dice, id| {
            let mut device = sample::device(id, None);
            device.room = dice.maybe(Self::text).map(RoomId::new);
            device.share_code = dice.maybe(Self::text);
            device.properties = dice.maybe(|dice| dice.some(3, |dice| (dice.text(), dice.text())));
            device
        });
        all.devices = devices.into_values().collect();
        all.profile.has_screens = self.maybe(Self::coin);
        let templates = self.by_number(4, |dice, id| {
            let mut template =
                if dice.coin() { sample::full_template(id) } else { sample::template(id) };
            template.name = dice.text();
            template.look.pictures = dice.some(3, Self::text);
            template.look.picture_seconds = dice.maybe(Self::small);
            template.places.rooms = dice.some(3, |dice| RoomId::new(dice.text()));
            template.places.groups = dice.some(3, |dice| GroupId(dice.number()));
            template
        });
        all.templates = templates.into_values().collect();
        let pictures =
            self.by_id(3, |dice, id| sample::picture(id, dice.text().repeat(9).as_bytes()));
        all.pictures = pictures.into_values().collect();
        let apps = self.by_id(3, |dice, id| App {
            name: dice.maybe(Self::text),
            redirect_uris: dice.maybe(|dice| dice.some(2, Self::text)),
            ..dice.app(&format!("{corp}-{id}"))
        });
        all.apps = apps.into_values().collect();
        all
    }

    fn app(&mut self, key: &str) -> App {
        let mut app = sample::app(key, &self.text());
        app.client.scopes = self.some(3, Self::text);
        let blocks = self.maybe(|dice| dice.some(2, |_| "192.0.2.0/24".to_owned()));
        app.client.allow_list = AllowList::parse(blocks).unwrap();
        app.client.calls_per_second = self.maybe(|dice| *dice.one_of(&[0, 1, u32::MAX]));
        app
    }

    fn room(&mut self, id: &str) -> Room {
        let mut room = if self.coin() { sample::full_room(id) } else { sample::room(id) };
        room.name = self.text();
        room.status = RoomStatus::parse(self.below(3).cast_signed()).unwrap();
        room.capacity = self.maybe(Self::small);
        room.group = self.maybe(Self::number).map(GroupId);
        room.labels = self.maybe(|dice| {
            dice.some(3, |dice| Label { id: dice.number(), name: dice.maybe(Self::text) })
        });
        room.location = self.maybe(|dice| Location {
            title: dice.maybe(Self::text),
            description: dice.maybe(Self::text),
        });
        room.device_union_ids =
            self.maybe(|dice| dice.some(3, |dice| DeviceUnionId::new(dice.text())));
        room.members = self.maybe(|dice| {
            dice.some(4, |dice| {
                let who = if dice.coin() {
                    MemberId::Person(UnionId::new(dice.text()))
                } else {
                    MemberId::Department(DeptId(dice.number()))
                };
                let name = dice.maybe(Self::text);
                sample::member(who, name.as_deref())
            })
        });
        if self.coin() {
            room.policy = self.maybe(|dice| Policy {
                max_length_minutes: dice.maybe(Self::small),
                ..Policy::default()
            });
        }
        room
    }
}
