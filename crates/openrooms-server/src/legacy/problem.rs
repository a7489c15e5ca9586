//! Everything that a topapi call can be refused with, and the one table from there to the wire.

use std::borrow::Cow;
use std::net::IpAddr;

use openrooms_core::directory::Refusal;
use openrooms_protocol::Scope;
use openrooms_protocol::error::LegacyErrorBody;
use openrooms_store::StoreError;

use crate::problem::Problem;

/// Why a topapi call was refused (docs/WIRE.md, errors of the legacy API).
#[derive(Debug)]
pub enum TopapiProblem {
    /// No token was sent.
    TokenBlank,
    /// The token is unknown, has expired, or is for no organisation.
    TokenInvalid,
    /// The caller's address is not on the app's list.
    AddressRefused(IpAddr),
    /// The app calls this operation too often.
    TooManyCalls,
    /// The app was not granted what this needs.
    ScopeMissing(Scope),
    /// Whoever is signed in to the console is no administrator.
    UserNotAdministrator,
    /// No such person.
    UserNotFound,
    /// The person is not as the caller expects them.
    UserChanged,
    /// A userid that nobody can have, or that somebody has.
    UserIdWrong(Cow<'static, str>),
    /// No such department.
    DepartmentNotFound,
    /// No such department above.
    ParentNotFound,
    /// The root is neither changed nor removed.
    RootFixed,
    /// A department would lie below itself.
    Cycle,
    /// There are people in it.
    HasMembers,
    /// There are departments below it.
    HasSubDepartments,
    /// A parameter is missing or wrong; the text says which and how.
    Parameter(Cow<'static, str>),
    /// One of many that were asked for is refused.
    Item {
        /// Which, such as `user_list[3]`.
        item: String,
        /// Why.
        problem: Box<TopapiProblem>,
    },
    /// Overloaded, cut from the database, or a fault of ours.
    Busy(Problem),
}

impl From<Problem> for TopapiProblem {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::TokenMissing => Self::TokenBlank,
            Problem::TokenInvalid | Problem::OrganisationNotFound => Self::TokenInvalid,
            Problem::AddressRefused(address) => Self::AddressRefused(address),
            Problem::TooManyCalls | Problem::Throttled => Self::TooManyCalls,
            Problem::ScopeMissing(scope) => Self::ScopeMissing(scope),
            Problem::UserNotAdministrator => Self::UserNotAdministrator,
            Problem::UserNotFound => Self::UserNotFound,
            Problem::ParameterWrong(what) => Self::Parameter(what),
            Problem::TooLarge(_) => Self::Parameter("the body is over 1 MiB".into()),
            Problem::RequestTimeout => Self::Busy(problem),
            problem if problem.parts().0.is_server_error() => Self::Busy(problem),
            problem => Self::Parameter(problem.parts().1.into()),
        }
    }
}

impl From<Refusal> for TopapiProblem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::UserIdTaken => Self::UserIdWrong("somebody has this userid".into()),
            Refusal::MobileTaken => Self::Parameter("somebody else has this mobile".into()),
            Refusal::DepartmentUnknown => Self::DepartmentNotFound,
            Refusal::ParentUnknown => Self::ParentNotFound,
            Refusal::RootFixed => Self::RootFixed,
            Refusal::Cycle => Self::Cycle,
            Refusal::NameTaken => {
                Self::Parameter("another department beside it has this name".into())
            }
            Refusal::HasMembers => Self::HasMembers,
            Refusal::HasSubDepartments => Self::HasSubDepartments,
        }
    }
}

impl From<StoreError> for TopapiProblem {
    fn from(error: StoreError) -> Self {
        Self::from(Problem::from(error))
    }
}

impl TopapiProblem {
    /// The same, of one of many.
    pub(crate) fn of_item(self, list: &str, at: usize) -> Self {
        Self::Item { item: format!("{list}[{at}]"), problem: Box::new(self) }
    }

    /// What went wrong with the server, where that is it.
    pub(crate) const fn fault(&self) -> Option<&Problem> {
        match self {
            Self::Busy(problem) => Some(problem),
            _ => None,
        }
    }

    /// The body on the wire: the table.
    pub fn body(&self, request_id: &str) -> LegacyErrorBody {
        let said = |errcode: i64, errmsg: &str, detail: Option<&str>| LegacyErrorBody {
            errcode,
            errmsg: errmsg.to_owned(),
            sub_code: None,
            sub_msg: detail.map(str::to_owned),
            request_id: Some(request_id.to_owned()),
        };
        let plain = |errcode: i64, errmsg: &str| said(errcode, errmsg, None);
        let finer = |code: &str, message: &str| LegacyErrorBody {
            sub_code: Some(code.to_owned()),
            sub_msg: Some(message.to_owned()),
            ..plain(88, &format!("ding talk error[subcode={code},submsg={message}]"))
        };
        match self {
            Self::TokenBlank => finer("40000", "access_token is blank"),
            Self::TokenInvalid => finer("40014", "不合法的access_token"),
            Self::AddressRefused(address) => {
                finer("60020", &format!("访问ip不在白名单之中,request ip={address}"))
            }
            Self::TooManyCalls => {
                finer("90018", "您的企业应用调用钉钉开放平台当前接口的所有请求都被暂时禁用了")
            }
            Self::ScopeMissing(scope) => {
                finer("60011", &format!("应用尚未开通所需的权限：[{}]", scope.name()))
            }
            Self::UserNotAdministrator => finer("60011", "需要管理员权限"),
            Self::UserNotFound => plain(60121, "找不到该用户"),
            Self::UserChanged => plain(409, "User Changed"),
            Self::UserIdWrong(what) => said(33012, "无效的userId", Some(what)),
            Self::DepartmentNotFound => plain(60003, "未找到对应部门"),
            Self::ParentNotFound => plain(60004, "父部门不存在"),
            Self::RootFixed => plain(60018, "根部门不能被更新"),
            Self::Cycle => plain(60010, "部门id存在循环"),
            Self::HasMembers => plain(60005, "不允许删除有成员的部门"),
            Self::HasSubDepartments => plain(60006, "不允许删除有子部门的部门"),
            Self::Parameter(what) => said(400_002, "无效的参数", Some(what)),
            Self::Item { item, problem } => {
                let mut body = problem.body(request_id);
                body.sub_msg = Some(match body.sub_msg {
                    Some(detail) => format!("{item}: {detail}"),
                    None => item.clone(),
                });
                body
            }
            Self::Busy(_) => plain(-1, "系统繁忙"),
        }
    }
}
