//! What the operations on room groups have in common: ids and names as they are given, groups as they
//! are told.

use openrooms_core::group_change::SeenGroup;
use openrooms_core::id::{GroupId, UnionId};
use openrooms_core::name::Name;
use openrooms_core::room::{Group, GroupView, Policy};
use openrooms_protocol::organisation as document;
use openrooms_protocol::rooms::{ExtensionConfig, GroupDetail, GroupPath};
use openrooms_store::StoreError;

use super::reply::{policy_from_wire, policy_to_wire};
use super::wish;
use crate::ask::Question;
use crate::problem::Problem;

/// The group that a path names.
pub(super) fn in_path(path: GroupPath) -> Result<GroupId, Problem> {
    let GroupPath { group_id } = path;
    wish::number_in_path("groupId", &group_id).map(GroupId)
}

/// A name that is given to a group.
pub(super) fn name(text: &str) -> Result<Name, Problem> {
    Name::parse(text).map_err(|_| {
        let longest = Name::LONGEST;
        let what = format!("groupName must be 1 to {longest} characters, none of them a control");
        Problem::ParameterWrong(what.into())
    })
}

/// A group as a caller read it.
pub(super) fn expected(seen: GroupDetail, id: i64) -> Result<SeenGroup, Problem> {
    if seen.group_id != Some(id) {
        return wish::wrong("expected is another group");
    }
    let policy = seen.extension_config.map(|config| policy_from_wire(config, "expected"));
    Ok(SeenGroup {
        name: seen.group_name.unwrap_or_default(),
        parent: GroupId(seen.parent_id.unwrap_or_default()),
        policy: policy.transpose().map_err(|error| wish::named(&error))?,
    })
}

/// A group as a reply shows it. One that rooms name by its id alone was never named.
pub(super) fn reply(group: GroupView, policy: Option<Policy>) -> GroupDetail {
    GroupDetail {
        group_id: Some(group.id.0),
        group_name: given_name(group.name),
        parent_id: Some(group.parent.0),
        extension_config: policy.map(policy_to_wire),
    }
}

/// A policy in the words of the organisation document.
pub(crate) fn policy_to_document(policy: Policy) -> document::Open<ExtensionConfig> {
    document::Open { known: policy_to_wire(policy), rest: serde_json::Map::new() }
}

pub(super) fn given_name(name: String) -> Option<String> {
    Some(name).filter(|name| !name.is_empty())
}

/// A group as the record tells it: in the words of the organisation document.
pub(super) fn recorded(group: Group) -> document::Group {
    let administrators = group.administrators.into_iter().map(UnionId::into_string);
    document::Group {
        group_id: group.id.0,
        group_name: group.name,
        parent_id: group.parent.0,
        admin_union_ids: Some(administrators.collect()),
        extension_config: group.policy.map(policy_to_document),
    }
}

/// Waits for groups to be read; a fault of ours there has a code of its own.
pub(super) async fn read<T>(
    question: &Question,
    work: impl Future<Output = Result<T, StoreError>>,
) -> Result<T, Problem> {
    question.patiently(work).await.map_err(|problem| match problem {
        Problem::Store(error) if !matches!(error, StoreError::Unavailable(_)) => {
            Problem::GroupsUnread(error)
        }
        other => other,
    })
}
