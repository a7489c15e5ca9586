//! Which rooms are read by whom: lists of keys that the load generator takes from files.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};

use super::plan::{Organisation, Plan, Room, Status};
use crate::random::Random;

/// How many of those who see a restricted room read it.
const OPERATORS: usize = 32;

/// A room of an organisation and one of its people who sees that room.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Draw {
    organisation: usize,
    room: usize,
    operator: usize,
}

/// What one read says: room, operator, token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key<'a> {
    pub(crate) room: &'a str,
    pub(crate) operator: &'a str,
    pub(crate) token: &'a str,
}

/// Draws from a plan, with the seed that they were begun with.
pub(crate) struct Draws<'a> {
    plan: &'a Plan,
    /// For each organisation and room some of those who see it; none where everyone does.
    seeing: Vec<Vec<Vec<usize>>>,
    random: Random,
}

impl<'a> Draws<'a> {
    pub(crate) fn from(plan: &'a Plan) -> Self {
        let mut random = Random::seeded(2);
        let mut seeing_each = |organisation: &Organisation| {
            let rooms = organisation.rooms.iter();
            rooms
                .map(|room| seeing(organisation, room, &mut random))
                .collect()
        };
        let seeing = plan.organisations.iter().map(&mut seeing_each).collect();
        Self {
            plan,
            seeing,
            random,
        }
    }

    /// Rooms drawn at random, each with an operator drawn from those who see it.
    pub(crate) fn at_random(&mut self, count: usize) -> Vec<Draw> {
        (0..count)
            .map(|_| {
                let organisation = self.random.below(self.plan.organisations.len());
                let room = self
                    .random
                    .below(self.plan.organisations[organisation].rooms.len());
                self.with_operator(organisation, room)
            })
            .collect()
    }

    /// Every room once, in random order.
    pub(crate) fn each_room(&mut self) -> Vec<Draw> {
        let mut draws = Vec::new();
        for (index, organisation) in self.plan.organisations.iter().enumerate() {
            for room in 0..organisation.rooms.len() {
                draws.push(self.with_operator(index, room));
            }
        }
        self.random.shuffle(&mut draws);
        draws
    }

    /// Every room once, then every user once, each with a room that is open to everyone.
    pub(crate) fn each_room_and_user(&mut self) -> Vec<Draw> {
        let mut draws = self.each_room();
        for (index, organisation) in self.plan.organisations.iter().enumerate() {
            let open: Vec<usize> = (0..organisation.rooms.len())
                .filter(|room| organisation.rooms[*room].status == Status::Everyone)
                .collect();
            for operator in 0..organisation.users.len() {
                let room = *self.random.pick(&open);
                draws.push(Draw {
                    organisation: index,
                    room,
                    operator,
                });
            }
        }
        draws
    }

    fn with_operator(&mut self, organisation: usize, room: usize) -> Draw {
        let seeing = &self.seeing[organisation][room];
        let operator = if seeing.is_empty() {
            self.random
                .below(self.plan.organisations[organisation].users.len())
        } else {
            *self.random.pick(seeing)
        };
        Draw {
            organisation,
            room,
            operator,
        }
    }
}

/// Up to `OPERATORS` of those who see a room that is not open to everyone. Where its members are
/// nobody (an empty department), the organisation's first user, an administrator, does.
fn seeing(organisation: &Organisation, room: &Room, random: &mut Random) -> Vec<usize> {
    if room.status == Status::Everyone {
        return Vec::new();
    }
    let mut seeing = organisation.may_see(room);
    if seeing.len() > OPERATORS {
        seeing = (0..OPERATORS).map(|_| *random.pick(&seeing)).collect();
    }
    if seeing.is_empty() { vec![0] } else { seeing }
}

impl Draw {
    /// `tokens` holds one token an organisation.
    pub(crate) fn key<'a>(self, plan: &'a Plan, tokens: &'a [String]) -> Key<'a> {
        let organisation = &plan.organisations[self.organisation];
        Key {
            room: &organisation.rooms[self.room].id,
            operator: &organisation.users[self.operator].union_id,
            token: &tokens[self.organisation],
        }
    }
}

/// One line a key: room, operator and token, with spaces between.
pub(crate) fn write(path: &Path, draws: &[Draw], plan: &Plan, tokens: &[String]) -> Result<()> {
    let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
    let mut out = BufWriter::new(file);
    for draw in draws {
        let key = draw.key(plan, tokens);
        writeln!(out, "{} {} {}", key.room, key.operator, key.token)?;
    }
    out.flush()?;
    Ok(())
}

/// A line of such a file.
pub(crate) fn read_line(line: &str) -> Option<Key<'_>> {
    let mut parts = line.split(' ');
    Some(Key {
        room: parts.next()?,
        operator: parts.next()?,
        token: parts.next()?,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::data::plan::{SeenBy, Size};

    #[test]
    fn each_draw_is_of_someone_who_sees_the_room() {
        let plan = Plan::new(Size {
            seen_by: SeenBy::Most,
            organisations: 3,
            users_each: 80,
            rooms_each: 60,
        });
        let mut draws = Draws::from(&plan);
        let all = draws.each_room_and_user();
        assert_eq!(all.len(), 3 * (80 + 60));
        for draw in all.iter().chain(&draws.at_random(2_000)) {
            let organisation = &plan.organisations[draw.organisation];
            let seeing = organisation.may_see(&organisation.rooms[draw.room]);
            let operator = &organisation.users[draw.operator];
            assert!(
                seeing.contains(&draw.operator) || operator.admin,
                "{draw:?}"
            );
        }
        let rooms: HashSet<_> = all[..180]
            .iter()
            .map(|d| (d.organisation, d.room))
            .collect();
        assert_eq!(rooms.len(), 180);
    }
}
