//! `QueryMeetingRoomGroupPlan`, ours: the plan of a group's floor, or which groups have one.

use axum::body::Body;
use http::Response;
use openrooms_core::access::may_see;
use openrooms_core::id::GroupId;
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::{FloorPlan, QueryMeetingRoomGroupPlan};

use super::{groups, plans};
use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::change::Given;
use crate::problem::Problem;

/// `GET /v1.0/rooms/groupPlans`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    let read = |given: Given<QueryMeetingRoomGroupPlan>| Ok(given.query.group_id.map(GroupId));
    ask::handle::<QueryMeetingRoomGroupPlan, _, _>(call, "unionId", read, answer).await
}

async fn answer(
    question: Question,
    asker: Asker,
    group: Option<GroupId>,
) -> Result<Wrapped<Vec<FloorPlan>>, Problem> {
    let (store, corp) = (question.store(), &question.corp);
    let found = groups::read(&question, store.floor_plans(corp, group)).await?;
    let Some(group) = group else {
        return Ok(Wrapped { result: found.into_iter().map(plans::listed).collect() });
    };
    // Nobody else learns which groups there are.
    if found.is_empty() && asker.viewer.is_admin {
        let all = groups::read(&question, store.groups(corp)).await?;
        if !all.iter().any(|one| one.id == group) {
            return Err(Problem::GroupNotFound);
        }
    }
    let mut result = Vec::new();
    for plan in found {
        let ids: Vec<_> = plan.places.iter().map(|place| place.room.clone()).collect();
        let rooms = groups::read(&question, store.rooms_seen(corp, &ids)).await?;
        let person = asker.operator.as_str();
        result.push(plans::told(plan, |place| {
            rooms.get(&place.room).is_some_and(|room| {
                let visibility = &room.visibility;
                visibility.groups.contains(&group) && may_see(person, &asker.viewer, visibility)
            })
        }));
    }
    Ok(Wrapped { result })
}
