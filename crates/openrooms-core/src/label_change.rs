//! Making, renaming and removing labels of an organisation: what may be had, and who may have it.

use crate::access::Viewer;
use crate::room::{FreeLabel, Label};

/// How many labels an organisation may make.
pub const MOST_LABELS: usize = 200;

/// Why a label is not made, renamed or removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The operator is no administrator of the organisation, or nobody of it.
    NotAdministrator,
    /// It is one of those that are the same everywhere.
    Fixed,
    /// There is no such label.
    LabelUnknown,
    /// Another label has the name, or one of those that are the same everywhere.
    NameTaken,
    /// There are as many as there may be.
    TooMany,
}

/// Whether the operator may make a label of that name beside those that there are.
pub fn may_make(
    operator: Option<&Viewer>,
    name: &str,
    labels: &[FreeLabel],
) -> Result<(), Refusal> {
    check_administrator(operator)?;
    if is_taken(name, labels.iter()) {
        return Err(Refusal::NameTaken);
    }
    if labels.len() >= MOST_LABELS { Err(Refusal::TooMany) } else { Ok(()) }
}

/// The label with that id, where the operator may give it that name.
pub fn may_rename(
    operator: Option<&Viewer>,
    id: i64,
    name: &str,
    labels: Vec<FreeLabel>,
) -> Result<FreeLabel, Refusal> {
    check_administrator(operator)?;
    if is_taken(name, labels.iter().filter(|label| label.id != id)) {
        // A label that is fixed or not there has no name to be given.
        return removable(operator, id, labels).and(Err(Refusal::NameTaken));
    }
    removable(operator, id, labels)
}

/// The label with that id, where the operator may remove it.
pub fn removable(
    operator: Option<&Viewer>,
    id: i64,
    labels: Vec<FreeLabel>,
) -> Result<FreeLabel, Refusal> {
    check_administrator(operator)?;
    if Label::fixed_name(id).is_some() {
        return Err(Refusal::Fixed);
    }
    labels.into_iter().find(|label| label.id == id).ok_or(Refusal::LabelUnknown)
}

fn is_taken<'a>(name: &str, mut labels: impl Iterator<Item = &'a FreeLabel>) -> bool {
    Label::FIXED.iter().any(|(_, fixed)| *fixed == name) || labels.any(|label| label.name == name)
}

fn check_administrator(operator: Option<&Viewer>) -> Result<(), Refusal> {
    match operator {
        Some(operator) if operator.is_admin => Ok(()),
        _ => Err(Refusal::NotAdministrator),
    }
}

#[cfg(test)]
mod tests {
    use super::Refusal::{Fixed, LabelUnknown, NameTaken, NotAdministrator, TooMany};
    use super::*;
    use crate::id::GroupId;

    fn labels(names: &[&str]) -> Vec<FreeLabel> {
        (6..).zip(names).map(|(id, name)| FreeLabel { id, name: (*name).to_owned() }).collect()
    }

    #[test]
    fn labels_are_made_by_administrators_under_names_that_are_free() {
        let admin = Viewer { is_admin: true, ..Viewer::default() };
        let keeper = Viewer { administers: vec![GroupId(1)], ..Viewer::default() };
        let full: Vec<_> = (0..200).map(|at| format!("label {at}")).collect();
        let full: Vec<_> = full.iter().map(String::as_str).collect();
        for (who, name, there, wanted) in [
            (None, "Lamp", &[][..], Err(NotAdministrator)),
            (Some(&keeper), "Lamp", &[], Err(NotAdministrator)),
            (Some(&keeper), "TV", &[], Err(NotAdministrator)),
            (Some(&admin), "Lamp", &[], Ok(())),
            (Some(&admin), "lamp", &["Lamp"], Ok(())),
            (Some(&admin), "Lamp", &["Stage", "Lamp"], Err(NameTaken)),
            (Some(&admin), "Video Meeting", &[], Err(NameTaken)),
            (Some(&admin), "Lamp", &full[1..], Ok(())),
            (Some(&admin), "Lamp", &full, Err(TooMany)),
            (Some(&admin), "label 0", &full, Err(NameTaken)),
        ] {
            assert_eq!(may_make(who, name, &labels(there)), wanted, "{who:?} {name}");
        }
    }

    #[test]
    fn labels_that_are_fixed_or_not_there_are_neither_renamed_nor_removed() {
        let admin = Viewer { is_admin: true, ..Viewer::default() };
        let nobody = Viewer::default();
        let there = || labels(&["Lamp", "Stage"]);
        for (who, id, name, renamed, removed) in [
            (None, 6, "New", Err(NotAdministrator), Err(NotAdministrator)),
            (Some(&nobody), 6, "New", Err(NotAdministrator), Err(NotAdministrator)),
            (Some(&nobody), 1, "New", Err(NotAdministrator), Err(NotAdministrator)),
            (Some(&nobody), 9, "New", Err(NotAdministrator), Err(NotAdministrator)),
            (Some(&admin), 6, "New", Ok("Lamp"), Ok("Lamp")),
            (Some(&admin), 6, "Lamp", Ok("Lamp"), Ok("Lamp")),
            (Some(&admin), 6, "Stage", Err(NameTaken), Ok("Lamp")),
            (Some(&admin), 6, "Phone", Err(NameTaken), Ok("Lamp")),
            (Some(&admin), 5, "New", Err(Fixed), Err(Fixed)),
            (Some(&admin), 5, "Stage", Err(Fixed), Err(Fixed)),
            (Some(&admin), 9, "New", Err(LabelUnknown), Err(LabelUnknown)),
            (Some(&admin), 9, "Stage", Err(LabelUnknown), Err(LabelUnknown)),
            (Some(&admin), 0, "New", Err(LabelUnknown), Err(LabelUnknown)),
        ] {
            let name_of = |label: FreeLabel| label.name;
            let found = may_rename(who, id, name, there()).map(name_of);
            assert_eq!(found.as_deref().map_err(|e| *e), renamed, "{who:?} {id} {name}");
            let found = removable(who, id, there()).map(name_of);
            assert_eq!(found.as_deref().map_err(|e| *e), removed, "{who:?} {id}");
        }
    }
}
