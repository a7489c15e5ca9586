//! `GetScheduleByMe`: when people are busy, as one may see it.

use super::{ScheduleQuestion, ScheduleReply};
use crate::{Method, Nothing, Operation, Scope};

/// `POST /v1.0/calendar/me/schedules/query`: tells when people are busy.
pub struct GetScheduleByMe;

impl Operation for GetScheduleByMe {
    const ACTION: &'static str = "GetScheduleByMe";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/calendar/me/schedules/query";
    const SCOPE: Option<Scope> = Some(Scope::ScheduleRead);
    type Path = Nothing;
    type Query = Nothing;
    type Body = ScheduleQuestion;
    type Reply = ScheduleReply;
}
