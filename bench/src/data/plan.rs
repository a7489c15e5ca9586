//! Ids, memberships and rights: all that a read depends on.

use crate::random::Random;

const HEX: &[u8] = b"0123456789abcdef";
const ID: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Department 1 is the root, 2 to 9 are its divisions, the others are teams of a division.
pub(crate) const DIVISIONS: u32 = 8;
pub(crate) const TEAMS_EACH: u32 = 4;
pub(crate) const GROUPS: u32 = 12;

/// How much there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) seen_by: SeenBy,
    pub(crate) organisations: usize,
    pub(crate) users_each: usize,
    pub(crate) rooms_each: usize,
}

/// Whom rooms are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SeenBy {
    /// Most are everyone's.
    Most,
    /// Each is for a few users alone.
    Few,
}

impl Size {
    /// What the issue asks for: 10,000 rooms of 100 organisations, 100,000 users.
    pub(crate) const MAIN: Self = Self {
        seen_by: SeenBy::Most,
        organisations: 100,
        users_each: 1_000,
        rooms_each: 100,
    };

    pub(crate) const fn one_organisation(rooms: usize) -> Self {
        Self {
            seen_by: SeenBy::Most,
            organisations: 1,
            users_each: 10_000,
            rooms_each: rooms,
        }
    }

    /// For lists: a user sees about three in ten thousand rooms, an administrator all.
    pub(crate) const fn listed(rooms: usize) -> Self {
        Self {
            seen_by: SeenBy::Few,
            ..Self::one_organisation(rooms)
        }
    }

    pub(crate) fn rooms(self) -> usize {
        self.organisations * self.rooms_each
    }

    pub(crate) fn users(self) -> usize {
        self.organisations * self.users_each
    }
}

pub(crate) struct Plan {
    pub(crate) organisations: Vec<Organisation>,
}

pub(crate) struct Organisation {
    pub(crate) corp_id: String,
    pub(crate) app_key: String,
    pub(crate) app_secret: String,
    pub(crate) users: Vec<User>,
    pub(crate) rooms: Vec<Room>,
}

pub(crate) struct User {
    pub(crate) union_id: String,
    pub(crate) admin: bool,
    pub(crate) departments: Vec<u32>,
}

pub(crate) struct Room {
    pub(crate) id: String,
    pub(crate) status: Status,
    pub(crate) members: Vec<Member>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    Everyone,
    Administrators,
    Members,
}

impl Status {
    pub(crate) fn on_the_wire(self) -> u8 {
        match self {
            Self::Everyone => 0,
            Self::Administrators => 1,
            Self::Members => 2,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Member {
    /// Index into the organisation's users.
    User(usize),
    Department(u32),
}

impl Plan {
    pub(crate) fn new(size: Size) -> Self {
        let organisations = (0..size.organisations).map(|index| organisation(index, size));
        Self {
            organisations: organisations.collect(),
        }
    }
}

impl Organisation {
    /// Indexes of the users who may see the room by its status; for a room of members those whom
    /// the list of members lets in.
    pub(crate) fn may_see(&self, room: &Room) -> Vec<usize> {
        let lets_in = |index: usize, user: &User| match room.status {
            Status::Everyone => true,
            Status::Administrators => user.admin,
            Status::Members => room.members.iter().any(|member| match *member {
                Member::User(member) => member == index,
                Member::Department(department) => user
                    .departments
                    .iter()
                    .any(|own| is_within(*own, department)),
            }),
        };
        let users = self.users.iter().enumerate();
        users
            .filter(|(index, user)| lets_in(*index, user))
            .map(|(index, _)| index)
            .collect()
    }
}

/// The department above; 0 above the root.
pub(crate) fn parent(department: u32) -> u32 {
    match department {
        0 | 1 => 0,
        department if department <= 1 + DIVISIONS => 1,
        team => 2 + (team - 2 - DIVISIONS) / TEAMS_EACH,
    }
}

fn is_within(mut department: u32, above: u32) -> bool {
    while department != 0 {
        if department == above {
            return true;
        }
        department = parent(department);
    }
    false
}

fn organisation(index: usize, size: Size) -> Organisation {
    let mut random = Random::seeded(0x0b5e_55ed ^ ((index as u64) << 32));
    let users: Vec<User> = (0..size.users_each)
        .map(|user| self::user(user, &mut random))
        .collect();
    let rooms = (0..size.rooms_each)
        .map(|_| match size.seen_by {
            SeenBy::Most => room(&users, &mut random),
            SeenBy::Few => room_of_few(&users, &mut random),
        })
        .collect();
    Organisation {
        corp_id: format!("dingbench{index:04}{}", random.text(HEX, 12)),
        app_key: format!("dingbench{index:04}"),
        app_secret: random.text(ID, 40),
        users,
        rooms,
    }
}

fn user(index: usize, random: &mut Random) -> User {
    let any_team = |random: &mut Random| {
        let teams = DIVISIONS * TEAMS_EACH;
        let team = random.below(teams as usize);
        2 + DIVISIONS + u32::try_from(team).expect("a few dozen teams")
    };
    let mut departments = vec![any_team(random)];
    if random.percent(10) {
        let second = any_team(random);
        if second != departments[0] {
            departments.push(second);
        }
    }
    User {
        union_id: format!("{}iEiE", random.text(ID, 24)),
        // The first is one, so that each organisation has somebody who sees every room.
        admin: index == 0 || random.percent(1),
        departments,
    }
}

fn room_of_few(users: &[User], random: &mut Random) -> Room {
    let count = 1 + random.below(5);
    let mut members: Vec<Member> = Vec::with_capacity(count);
    for _ in 0..count {
        let member = Member::User(random.below(users.len()));
        if !members.contains(&member) {
            members.push(member);
        }
    }
    Room {
        id: random.text(HEX, 32),
        status: Status::Members,
        members,
    }
}

/// 80 % for everyone, 5 % for administrators, 15 % for members. A room for everyone may name
/// members as well, as the API's own sample does.
fn room(users: &[User], random: &mut Random) -> Room {
    let status = match random.below(100) {
        0..80 => Status::Everyone,
        80..85 => Status::Administrators,
        _ => Status::Members,
    };
    let count = match status {
        Status::Members => 1 + random.below(5),
        Status::Everyone | Status::Administrators => random.below(3),
    };
    let mut members: Vec<Member> = Vec::with_capacity(count);
    for _ in 0..count {
        let member = if random.percent(50) {
            Member::User(random.below(users.len()))
        } else {
            // A division or a team, not the root.
            let others = DIVISIONS + DIVISIONS * TEAMS_EACH;
            let department = random.below(others as usize);
            Member::Department(2 + u32::try_from(department).expect("a few dozen departments"))
        };
        if !members.contains(&member) {
            members.push(member);
        }
    }
    Room {
        id: random.text(HEX, 32),
        status,
        members,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    const SMALL: Size = Size {
        seen_by: SeenBy::Most,
        organisations: 2,
        users_each: 300,
        rooms_each: 400,
    };

    #[test]
    fn ids_are_unique_and_the_same_each_time() {
        let (plan, again) = (Plan::new(SMALL), Plan::new(SMALL));
        let rooms = |plan: &Plan| -> Vec<String> {
            plan.organisations
                .iter()
                .flat_map(|o| &o.rooms)
                .map(|r| r.id.clone())
                .collect()
        };
        assert_eq!(rooms(&plan), rooms(&again));
        assert_eq!(
            rooms(&plan).into_iter().collect::<HashSet<_>>().len(),
            SMALL.rooms()
        );
    }

    #[test]
    fn statuses_have_their_shares_and_someone_sees_each_room() {
        let plan = Plan::new(SMALL);
        let rooms: Vec<&Room> = plan.organisations.iter().flat_map(|o| &o.rooms).collect();
        let share =
            |status| 100 * rooms.iter().filter(|room| room.status == status).count() / rooms.len();
        assert!((75..=85).contains(&share(Status::Everyone)));
        assert!((3..=7).contains(&share(Status::Administrators)));
        for organisation in &plan.organisations {
            for room in &organisation.rooms {
                let seeing = organisation.may_see(room);
                // A team can be empty in so small an organisation, hence not `!is_empty()`.
                assert!(room.status == Status::Members || !seeing.is_empty());
                if room.status == Status::Members {
                    assert!(seeing.len() < organisation.users.len());
                }
            }
        }
    }

    #[test]
    fn departments_have_three_levels() {
        assert_eq!(
            (parent(1), parent(2), parent(9), parent(10), parent(13)),
            (0, 1, 1, 2, 2)
        );
        assert_eq!((parent(14), parent(41)), (3, 9));
        assert!(is_within(10, 2) && is_within(10, 1) && !is_within(10, 3));
    }
}
