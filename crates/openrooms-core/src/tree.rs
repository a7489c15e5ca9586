//! Trees whose nodes name what is above them: departments and room groups.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use crate::organisation::Organisation;
use crate::room::Group;

/// How many levels room groups have.
pub const GROUP_LEVELS: usize = 3;

/// What is wrong with a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A node would be above itself.
    Circle,
    /// A node would be below the last level.
    TooDeep,
}

/// Something of an organisation that stands in a tree, by its place in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A department.
    Department(usize),
    /// A group.
    Group(usize),
    /// The group that a room names, and that nothing else makes.
    GroupOfRoom(usize),
}

/// What makes a tree of an organisation wrong that is given, with groups that only its rooms name,
/// over what stays of an old one.
pub fn wrong_in(
    given: &Organisation,
    of_rooms: &[Group],
    old: Option<&Organisation>,
) -> Option<(Place, Fault)> {
    let new = given.departments.iter();
    let there = old.into_iter().flat_map(|old| &old.departments);
    let departments = once_each(new.chain(there).map(|each| (each.id, each.parent)));
    if let Some((node, fault)) = first_wrong(&departments, given.departments.len(), None) {
        return Some((Place::Department(node), fault));
    }
    let new = given.groups.iter().chain(of_rooms);
    let there = old.into_iter().flat_map(|old| &old.groups);
    let groups = once_each(new.chain(there).map(|group| (group.id, group.parent)));
    let count = given.groups.len() + of_rooms.len();
    let (node, fault) = first_wrong(&groups, count, Some(GROUP_LEVELS))?;
    if node < given.groups.len() {
        return Some((Place::Group(node), fault));
    }
    let group = Some(groups[node].0);
    let room = given.rooms.iter().position(|room| room.group == group);
    Some((Place::GroupOfRoom(room.expect("a room names the group")), fault))
}

/// Of several the first: what is given hides what is there.
fn once_each<Id: Copy + Eq + Hash>(nodes: impl Iterator<Item = (Id, Id)>) -> Vec<(Id, Id)> {
    let mut seen = HashSet::new();
    nodes.filter(|(id, _)| seen.insert(*id)).collect()
}

/// The first of the nodes that are `given` by which the tree is wrong.
///
/// Nodes are pairs of themselves and of what is above them, each once; those that are given stand
/// first, and what is there already follows. A node above that is none of them is the root, or a
/// reference that nothing answers, and what is below it is on the first level. `levels` is how many
/// there may be; `None` is any number.
fn first_wrong<Id: Copy + Eq + Hash>(
    nodes: &[(Id, Id)],
    given: usize,
    levels: Option<usize>,
) -> Option<(usize, Fault)> {
    let places: HashMap<Id, usize> = nodes.iter().map(|(id, _)| *id).zip(0..).collect();
    let above = |node: usize| places.get(&nodes[node].1).copied();
    // The level of each node that was looked at; none in a circle or below one.
    let mut seen: Vec<Option<Option<usize>>> = vec![None; nodes.len()];
    for start in 0..nodes.len() {
        let mut way = Vec::new();
        let mut at = Some(start);
        let mut level = loop {
            let Some(node) = at else { break Some(0) };
            match seen[node] {
                Some(level) => break level,
                None => seen[node] = Some(None), // as in a circle, until the way back
            }
            way.push(node);
            at = above(node);
        };
        for node in way.into_iter().rev() {
            level = level.map(|level| level + 1);
            seen[node] = Some(level);
        }
        let fault = match (seen[start].flatten(), levels) {
            (None, _) => Fault::Circle,
            (Some(level), Some(levels)) if level > levels => Fault::TooDeep,
            (Some(_), _) => continue,
        };
        // Who is told of it is the first that was given on the way up from here, if any: what was
        // wrong before is nobody's fault now.
        let mut way = std::iter::successors(Some(start), |node| above(*node)).take(nodes.len());
        if let Some(node) = way.find(|node| *node < given) {
            return Some((node, fault));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_wrong_where_it_goes_in_a_circle_or_too_deep() {
        use Fault::{Circle, TooDeep};
        type Case<'a> = (&'a [(i64, i64)], usize, Option<(usize, Fault)>);
        let cases: [Case<'_>; 15] = [
            (&[], 0, None),
            (&[(1, 0)], 1, None),
            (&[(3, 2), (2, 1), (1, 0)], 3, None),
            // A reference that nothing answers is as good as the root.
            (&[(3, 2), (2, 1), (1, 99)], 3, None),
            (&[(1, -7)], 1, None),
            (&[(1, 1)], 1, Some((0, Circle))),
            (&[(5, 0), (1, 2), (2, 1)], 3, Some((1, Circle))),
            // What hangs below a circle is not it, but where it is first met.
            (&[(1, 0), (2, 3), (3, 4), (4, 3)], 4, Some((1, Circle))),
            (&[(1, 0), (2, 1), (3, 2), (4, 3)], 4, Some((3, TooDeep))),
            (&[(4, 3), (3, 2), (2, 1), (1, 0)], 4, Some((0, TooDeep))),
            // Given on top of what is there: a group moves, and what is below it is too deep.
            (&[(2, 1), (1, 0), (3, 2), (4, 3)], 2, Some((0, TooDeep))),
            (&[(1, 2), (2, 1)], 1, Some((0, Circle))),
            (&[(9, 0), (1, 2), (2, 1)], 1, None),
            (&[(9, 0), (1, 0), (2, 1), (3, 2), (4, 3)], 1, None),
            (&[(9, 4), (1, 0), (2, 1), (3, 2), (4, 3)], 1, Some((0, TooDeep))),
        ];
        for (nodes, given, wanted) in cases {
            assert_eq!(first_wrong(nodes, given, Some(GROUP_LEVELS)), wanted, "{nodes:?}");
        }
        let deep: Vec<_> = (1..=100_000).map(|id| (id, id - 1)).collect();
        assert_eq!(first_wrong(&deep, deep.len(), None), None);
        assert_eq!(first_wrong(&deep, deep.len(), Some(3)), Some((3, TooDeep)));
    }
}
