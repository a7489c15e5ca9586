//! Making, changing and removing groups of rooms: what may be had, and who may have it.

use crate::access::Viewer;
use crate::id::GroupId;
use crate::room::{Group, Policy};
use crate::room_change::own_policy;

/// How many levels of groups there are.
pub const MOST_LEVELS: usize = 3;
/// How many groups an organisation may make.
pub const MOST_GROUPS: usize = 1000;

/// Why a group is not made, changed or removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The operator is no administrator of the organisation, or nobody of it.
    NotAdministrator,
    /// There is no such group.
    GroupUnknown,
    /// There is no such group to make one below.
    ParentUnknown,
    /// It would be on a fourth level.
    TooDeep,
    /// There are as many as there may be.
    TooMany,
    /// There are groups below it.
    HasGroupsBelow,
    /// It is not as the caller saw it.
    Changed,
}

/// A group as somebody saw it.
#[derive(Debug, Clone, PartialEq)]
pub struct SeenGroup {
    /// Its name; empty where it was never named.
    pub name: String,
    /// The group above.
    pub parent: GroupId,
    /// What its rooms ask of a booking.
    pub policy: Option<Policy>,
}

/// What a new group meets in the organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Surroundings {
    /// The group that it is to be below, and those above that one; `None` where there is no such
    /// group, empty where it is to be below none.
    pub above: Option<Vec<GroupId>>,
    /// How many groups there are.
    pub groups: usize,
}

/// Whether the operator may make a group there. Groups are made by administrators of the organisation
/// alone, who alone learn which there are.
pub fn may_make(operator: Option<&Viewer>, found: &Surroundings) -> Result<(), Refusal> {
    check_administrator(operator)?;
    let above = found.above.as_ref().ok_or(Refusal::ParentUnknown)?;
    if above.len() >= MOST_LEVELS {
        return Err(Refusal::TooDeep);
    }
    if found.groups >= MOST_GROUPS { Err(Refusal::TooMany) } else { Ok(()) }
}

/// The group, where the operator may change it.
pub fn changeable(operator: Option<&Viewer>, group: Option<Group>) -> Result<Group, Refusal> {
    check_administrator(operator)?;
    group.ok_or(Refusal::GroupUnknown)
}

/// Whether a group is as somebody saw it, where they say how. Who administers it is told by another
/// read, and does not count.
pub fn check_seen(group: &Group, seen: Option<&SeenGroup>) -> Result<(), Refusal> {
    let Some(seen) = seen else { return Ok(()) };
    let own = |policy: &Option<Policy>| policy.clone().map(own_policy);
    let is_same = group.name == seen.name
        && group.parent == seen.parent
        && own(&group.policy) == own(&seen.policy);
    if is_same { Ok(()) } else { Err(Refusal::Changed) }
}

/// The group, where the operator may remove it. `below` is how many groups are directly below it.
pub fn removable(
    operator: Option<&Viewer>,
    group: Option<Group>,
    below: usize,
) -> Result<Group, Refusal> {
    let group = changeable(operator, group)?;
    if below > 0 { Err(Refusal::HasGroupsBelow) } else { Ok(group) }
}

/// Whether the operator is an administrator of the organisation.
pub fn check_administrator(operator: Option<&Viewer>) -> Result<(), Refusal> {
    match operator {
        Some(operator) if operator.is_admin => Ok(()),
        _ => Err(Refusal::NotAdministrator),
    }
}

#[cfg(test)]
mod tests {
    use super::Refusal::{
        Changed, GroupUnknown, HasGroupsBelow, NotAdministrator, ParentUnknown, TooDeep, TooMany,
    };
    use super::*;

    fn operator(is_admin: bool, administers: &[i64]) -> Viewer {
        let administers = administers.iter().copied().map(GroupId).collect();
        Viewer { is_admin, administers, ..Viewer::default() }
    }

    #[test]
    fn groups_are_made_by_administrators_up_to_three_levels() {
        let (admin, nobody, keeper) =
            (operator(true, &[]), operator(false, &[]), operator(false, &[10]));
        for (who, above, groups, wanted) in [
            (None, Some(&[][..]), 0, Err(NotAdministrator)),
            (None, None, 0, Err(NotAdministrator)),
            (Some(&nobody), Some(&[]), 0, Err(NotAdministrator)),
            (Some(&nobody), None, 0, Err(NotAdministrator)),
            (Some(&keeper), Some(&[10]), 0, Err(NotAdministrator)),
            (Some(&admin), Some(&[]), 0, Ok(())),
            (Some(&admin), Some(&[10]), 999, Ok(())),
            (Some(&admin), Some(&[11, 10]), 0, Ok(())),
            (Some(&admin), Some(&[12, 11, 10]), 0, Err(TooDeep)),
            // An import may have made more levels than there are.
            (Some(&admin), Some(&[13, 12, 11, 10]), 0, Err(TooDeep)),
            (Some(&admin), Some(&[12, 11, 10]), 1000, Err(TooDeep)),
            (Some(&admin), None, 1000, Err(ParentUnknown)),
            (Some(&admin), Some(&[]), 1000, Err(TooMany)),
            (Some(&admin), Some(&[]), 1001, Err(TooMany)),
        ] {
            let above = above.map(|ids: &[i64]| ids.iter().copied().map(GroupId).collect());
            let found = Surroundings { above, groups };
            assert_eq!(may_make(who, &found), wanted, "{who:?} {found:?}");
        }
    }

    #[test]
    fn a_group_is_as_it_was_seen_until_its_name_place_or_policy_differs() {
        let policy = |is_open| Some(Policy { is_open, ..Policy::default() });
        let group = Group {
            id: GroupId(10),
            name: "ten".to_owned(),
            parent: GroupId(1),
            administrators: Vec::new(),
            policy: policy(Some(true)),
        };
        let seen = |name: &str, parent, policy| {
            Some(SeenGroup { name: name.to_owned(), parent: GroupId(parent), policy })
        };
        for (seen, wanted) in [
            (None, Ok(())),
            (seen("ten", 1, policy(Some(true))), Ok(())),
            (seen("Ten", 1, policy(Some(true))), Err(Changed)),
            (seen("ten", 0, policy(Some(true))), Err(Changed)),
            (seen("ten", 1, policy(None)), Err(Changed)),
            (seen("ten", 1, None), Err(Changed)),
        ] {
            assert_eq!(check_seen(&group, seen.as_ref()), wanted, "{seen:?}");
        }
    }

    #[test]
    fn groups_are_changed_and_removed_by_administrators() {
        let (admin, nobody, keeper) =
            (operator(true, &[]), operator(false, &[]), operator(false, &[10]));
        let group = || {
            Some(Group {
                id: GroupId(10),
                name: "ten".to_owned(),
                parent: GroupId(0),
                administrators: Vec::new(),
                policy: None,
            })
        };
        for (who, found, below, change, removal) in [
            (None, group(), 0, Err(NotAdministrator), Err(NotAdministrator)),
            (None, None, 0, Err(NotAdministrator), Err(NotAdministrator)),
            (Some(&nobody), group(), 1, Err(NotAdministrator), Err(NotAdministrator)),
            (Some(&nobody), None, 0, Err(NotAdministrator), Err(NotAdministrator)),
            (Some(&keeper), group(), 0, Err(NotAdministrator), Err(NotAdministrator)),
            (Some(&admin), None, 0, Err(GroupUnknown), Err(GroupUnknown)),
            (Some(&admin), group(), 0, Ok(()), Ok(())),
            (Some(&admin), group(), 1, Ok(()), Err(HasGroupsBelow)),
        ] {
            let changed = changeable(who, found.clone()).map(|_| ());
            let removed = removable(who, found.clone(), below).map(|_| ());
            assert_eq!((changed, removed), (change, removal), "{who:?} {found:?} {below}");
        }
    }
}
