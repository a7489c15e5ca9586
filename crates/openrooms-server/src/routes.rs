//! The table of contents: every path this server answers, and who asks for it.

mod attendance;

use std::collections::HashSet;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::routing::{MethodFilter, MethodRouter, on};
use http::{Method, Response};
use openrooms_protocol::Operation;
use openrooms_protocol::calendar::{
    AddMeetingRooms, CancelEvent, CreateEvent, DeleteEvent, ExplainMeetingRoomBooking,
    FindMeetingRooms, GetEvent, GetMeetingRoomsSchedule, ListCalendars, ListEvents,
    ListEventsInstances, ListEventsView, ListInstances, MeetingRoomRespond, PatchEvent,
    QueryMeetingRoomsBusy, RemoveMeetingRooms, TransferEvent, WatchMeetingRooms,
};
use openrooms_protocol::console::{
    CreateApp, DeleteApp, QueryAppList, QueryAuditList, QueryConsentList, RevokeApp,
    RotateAppSecret, UpdateApp, WithdrawConsent,
};
use openrooms_protocol::contact::{CreateUserInvitation, GetUser, SearchDepartment, SearchUser};
use openrooms_protocol::legacy::{
    LegacyGetCorpToken, LegacyGetToken, TopapiUserGetbyunionid, TopapiUserListadmin,
    TopapiV2DepartmentBatchcreate, TopapiV2DepartmentCreate, TopapiV2DepartmentDelete,
    TopapiV2DepartmentGet, TopapiV2DepartmentListsub, TopapiV2DepartmentListsubid,
    TopapiV2DepartmentUpdate, TopapiV2UserBatchcreate, TopapiV2UserCreate, TopapiV2UserDelete,
    TopapiV2UserGet, TopapiV2UserGetbyunionid, TopapiV2UserList, TopapiV2UserSetadmin,
    TopapiV2UserUpdate,
};
use openrooms_protocol::oauth2::{
    GetAccessToken, GetCorpAccessToken, GetSuiteAccessToken, GetToken, GetUserToken,
};
use openrooms_protocol::rooms::{
    CloseMeetingRoomProblem, CreateBookingBlacklist, CreateDeviceCustomTemplate, CreateDeviceToken,
    CreateMeetingRoom, CreateMeetingRoomControlPanel, CreateMeetingRoomGroup,
    CreateMeetingRoomLabel, CreateMeetingRoomPicture, DeleteBookingBlacklist,
    DeleteDeviceCustomTemplate, DeleteDeviceToken, DeleteMeetingRoom,
    DeleteMeetingRoomControlPanel, DeleteMeetingRoomDevice, DeleteMeetingRoomGroup,
    DeleteMeetingRoomLabel, ExplainMeetingRoomGroupUpdate, ExplainMeetingRoomUpdate, PICTURE_PATH,
    PairMeetingRoomPanel, QueryBookingBlacklist, QueryCentralControlList,
    QueryDeviceCustomTemplate, QueryDeviceCustomTemplateList, QueryDeviceIpByCode,
    QueryDeviceProperties, QueryMeetingRoom, QueryMeetingRoomAdmin,
    QueryMeetingRoomControlPanelList, QueryMeetingRoomDevice, QueryMeetingRoomDeviceList,
    QueryMeetingRoomGroup, QueryMeetingRoomGroupAdmin, QueryMeetingRoomGroupList,
    QueryMeetingRoomGroupPlan, QueryMeetingRoomLabelList, QueryMeetingRoomList,
    QueryMeetingRoomProblemList, QueryMeetingRoomUses, QuerySuperUserMeetingRoom,
    RegisterMeetingRoomDevice, RemoveSuperUserMeetingRoom, ReportDeviceProperties,
    ReportMeetingRoomProblem, SendCentralControl, SetMeetingRoomAdmin, SetMeetingRoomGroupAdmin,
    SetMeetingRoomGroupPlan, SetSuperUserMeetingRoom, UpdateDeviceCustomTemplate,
    UpdateMeetingRoom, UpdateMeetingRoomDevice, UpdateMeetingRoomGroup, UpdateMeetingRoomLabel,
};

use crate::calendar::{
    add_meeting_rooms, cancel_event, create_event, delete_event, explain_meeting_room_booking,
    find_meeting_rooms, get_event, get_meeting_rooms_schedule, list_calendars, list_events,
    list_events_instances, list_events_view, list_instances, meeting_room_respond, patch_event,
    query_meeting_rooms_busy, remove_meeting_rooms, transfer_event, watch_meeting_rooms,
};
use crate::call::{self, Call};
use crate::console::{self, account, consent, files, invitation, oidc, session, setup, signin};
use crate::console_api::{
    create_app, delete_app, query_app_list, query_audit_list, query_consent_list, revoke_app,
    rotate_app_secret, update_app, withdraw_consent,
};
use crate::contact::{create_user_invitation, get_user, search_department, search_user};
use crate::device_link;
use crate::http::respond;
use crate::http::squeeze::Squeezing;
use crate::legacy::{
    tokens, topapi_user_getbyunionid, topapi_user_listadmin, topapi_v2_department_batchcreate,
    topapi_v2_department_create, topapi_v2_department_delete, topapi_v2_department_get,
    topapi_v2_department_listsub, topapi_v2_department_listsubid, topapi_v2_department_update,
    topapi_v2_user_batchcreate, topapi_v2_user_create, topapi_v2_user_delete, topapi_v2_user_get,
    topapi_v2_user_list, topapi_v2_user_setadmin, topapi_v2_user_update,
};
use crate::node::Node;
use crate::panel::{calls, plain};
use crate::problem::{LegacyProblem, Problem};
use crate::rooms::{
    central_control, close_meeting_room_problem, control_panel, create_booking_blacklist,
    create_device_custom_template, create_device_token, create_meeting_room,
    create_meeting_room_group, create_meeting_room_label, create_meeting_room_picture,
    delete_booking_blacklist, delete_device_custom_template, delete_device_token,
    delete_meeting_room, delete_meeting_room_device, delete_meeting_room_group,
    delete_meeting_room_label, explain_meeting_room_group_update, explain_meeting_room_update,
    pair_meeting_room_panel, query_booking_blacklist, query_device_custom_template,
    query_device_custom_template_list, query_device_ip_by_code, query_device_properties,
    query_meeting_room, query_meeting_room_admin, query_meeting_room_device,
    query_meeting_room_device_list, query_meeting_room_group, query_meeting_room_group_admin,
    query_meeting_room_group_list, query_meeting_room_group_plan, query_meeting_room_label_list,
    query_meeting_room_list, query_meeting_room_problem_list, query_meeting_room_uses,
    query_super_user_meeting_room, register_meeting_room_device, remove_super_user_meeting_room,
    report_device_properties, report_meeting_room_problem, set_meeting_room_admin,
    set_meeting_room_group_admin, set_meeting_room_group_plan, set_super_user_meeting_room,
    update_device_custom_template, update_meeting_room, update_meeting_room_device,
    update_meeting_room_group, update_meeting_room_label,
};
use crate::{oauth2, pages, picture};

/// Every path.
pub(crate) fn router(node: &Arc<Node>) -> Router {
    let get_or_post = MethodFilter::GET.or(MethodFilter::POST);
    screens_of_our_own(console_of_our_own(rooms_of_our_own(Table::of(node))))
        // the SDKs, module rooms_1_0
        .operation::<QueryMeetingRoom, _, _>(query_meeting_room::handle)
        .operation::<QueryMeetingRoomList, _, _>(query_meeting_room_list::handle)
        .operation::<CreateMeetingRoom, _, _>(create_meeting_room::handle)
        .operation::<UpdateMeetingRoom, _, _>(update_meeting_room::handle)
        .operation::<DeleteMeetingRoom, _, _>(delete_meeting_room::handle)
        .operation::<CreateDeviceCustomTemplate, _, _>(create_device_custom_template::handle)
        .operation::<UpdateDeviceCustomTemplate, _, _>(update_device_custom_template::handle)
        .operation::<DeleteDeviceCustomTemplate, _, _>(delete_device_custom_template::handle)
        .operation::<QueryDeviceCustomTemplate, _, _>(query_device_custom_template::handle)
        .operation::<QueryDeviceCustomTemplateList, _, _>(query_device_custom_template_list::handle)
        .operation::<QueryMeetingRoomDevice, _, _>(query_meeting_room_device::handle)
        .operation::<QueryDeviceProperties, _, _>(query_device_properties::handle)
        .operation::<QueryDeviceIpByCode, _, _>(query_device_ip_by_code::handle)
        .operation::<CreateMeetingRoomControlPanel, _, _>(control_panel::create)
        .operation::<DeleteMeetingRoomControlPanel, _, _>(control_panel::delete)
        .operation::<QueryMeetingRoomControlPanelList, _, _>(control_panel::list)
        .operation::<SendCentralControl, _, _>(central_control::send)
        // ours: pictures, and whoever shows them
        .operation::<CreateMeetingRoomPicture, _, _>(create_meeting_room_picture::handle)
        .path(PICTURE_PATH, "picture", MethodFilter::GET, picture::read)
        .operation::<CreateMeetingRoomGroup, _, _>(create_meeting_room_group::handle)
        .operation::<UpdateMeetingRoomGroup, _, _>(update_meeting_room_group::handle)
        .operation::<DeleteMeetingRoomGroup, _, _>(delete_meeting_room_group::handle)
        .operation::<QueryMeetingRoomGroup, _, _>(query_meeting_room_group::handle)
        .operation::<QueryMeetingRoomGroupList, _, _>(query_meeting_room_group_list::handle)
        .operation::<QueryMeetingRoomGroupAdmin, _, _>(query_meeting_room_group_admin::handle)
        .operation::<CreateBookingBlacklist, _, _>(create_booking_blacklist::handle)
        .operation::<DeleteBookingBlacklist, _, _>(delete_booking_blacklist::handle)
        .operation::<SetSuperUserMeetingRoom, _, _>(set_super_user_meeting_room::handle)
        .operation::<RemoveSuperUserMeetingRoom, _, _>(remove_super_user_meeting_room::handle)
        // the SDKs, module calendar_1_0
        .operation::<CreateEvent, _, _>(create_event::handle)
        .operation::<GetEvent, _, _>(get_event::handle)
        .operation::<PatchEvent, _, _>(patch_event::handle)
        .operation::<DeleteEvent, _, _>(delete_event::handle)
        .operation::<CancelEvent, _, _>(cancel_event::handle)
        .operation::<TransferEvent, _, _>(transfer_event::handle)
        .operation::<ListEvents, _, _>(list_events::handle)
        .operation::<ListEventsView, _, _>(list_events_view::handle)
        .operation::<ListInstances, _, _>(list_instances::handle)
        .operation::<ListEventsInstances, _, _>(list_events_instances::handle)
        .operation::<ListCalendars, _, _>(list_calendars::handle)
        .operation::<AddMeetingRooms, _, _>(add_meeting_rooms::handle)
        .operation::<RemoveMeetingRooms, _, _>(remove_meeting_rooms::handle)
        .operation::<MeetingRoomRespond, _, _>(meeting_room_respond::handle)
        .operation::<GetMeetingRoomsSchedule, _, _>(get_meeting_rooms_schedule::handle)
        // our own: the command line, the client
        .operation::<ExplainMeetingRoomBooking, _, _>(explain_meeting_room_booking::handle)
        .operation::<FindMeetingRooms, _, _>(find_meeting_rooms::handle)
        .operation::<QueryMeetingRoomsBusy, _, _>(query_meeting_rooms_busy::handle)
        .operation::<WatchMeetingRooms, _, _>(watch_meeting_rooms::handle)
        .attendance()
        // the SDKs, module oauth2_1_0; GetToken: every OAuth 2.0 client
        .operation::<GetAccessToken, _, _>(oauth2::get_access_token)
        .operation::<GetCorpAccessToken, _, _>(oauth2::get_corp_access_token)
        .operation::<GetSuiteAccessToken, _, _>(oauth2::get_suite_access_token)
        .operation::<GetToken, _, _>(oauth2::get_token)
        .operation::<GetUserToken, _, _>(oauth2::get_user_token)
        // the SDKs, module contact_1_0
        .operation::<GetUser, _, _>(get_user::handle)
        .operation::<SearchUser, _, _>(search_user::handle)
        .operation::<SearchDepartment, _, _>(search_department::handle)
        // ours: people who are to use the console
        .operation::<CreateUserInvitation, _, _>(create_user_invitation::handle)
        // clients of the legacy API
        .path(LegacyGetToken::PATH, LegacyGetToken::ACTION, get_or_post, tokens::get_token)
        .without_head(LegacyGetToken::PATH)
        .operation::<LegacyGetCorpToken, _, _>(tokens::get_corp_token)
        .operation::<TopapiV2UserGet, _, _>(topapi_v2_user_get::handle)
        .operation::<TopapiUserGetbyunionid, _, _>(topapi_user_getbyunionid::handle)
        .operation::<TopapiV2UserGetbyunionid, _, _>(topapi_user_getbyunionid::handle_v2)
        .operation::<TopapiV2UserList, _, _>(topapi_v2_user_list::handle)
        .operation::<TopapiUserListadmin, _, _>(topapi_user_listadmin::handle)
        .operation::<TopapiV2DepartmentListsub, _, _>(topapi_v2_department_listsub::handle)
        .operation::<TopapiV2DepartmentListsubid, _, _>(topapi_v2_department_listsubid::handle)
        .operation::<TopapiV2DepartmentGet, _, _>(topapi_v2_department_get::handle)
        .operation::<TopapiV2UserCreate, _, _>(topapi_v2_user_create::handle)
        .operation::<TopapiV2UserUpdate, _, _>(topapi_v2_user_update::handle)
        .operation::<TopapiV2UserDelete, _, _>(topapi_v2_user_delete::handle)
        .operation::<TopapiV2UserSetadmin, _, _>(topapi_v2_user_setadmin::handle)
        .operation::<TopapiV2UserBatchcreate, _, _>(topapi_v2_user_batchcreate::handle)
        .operation::<TopapiV2DepartmentCreate, _, _>(topapi_v2_department_create::handle)
        .operation::<TopapiV2DepartmentUpdate, _, _>(topapi_v2_department_update::handle)
        .operation::<TopapiV2DepartmentDelete, _, _>(topapi_v2_department_delete::handle)
        .operation::<TopapiV2DepartmentBatchcreate, _, _>(topapi_v2_department_batchcreate::handle)
        // devices that stand in rooms: ours, docs/DEVICES.md
        .path(
            "/v1.0/rooms/devices/connect",
            "device.connect",
            MethodFilter::GET,
            device_link::connect,
        )
        // what watches over the server
        .path("/healthz", "healthz", MethodFilter::GET, pages::healthz)
        .path("/readyz", "readyz", MethodFilter::GET, pages::readyz)
        // people who read about the API
        .path("/docs", "docs", MethodFilter::GET, pages::docs)
        .path("/docs.css", "docs", MethodFilter::GET, pages::docs_css)
        .path("/docs.js", "docs", MethodFilter::GET, pages::docs_js)
        .path("/sign-in", "sign-in", MethodFilter::GET, pages::sign_in)
        .path("/sign-out", "sign-out", MethodFilter::GET, pages::sign_out)
        .path("/openapi.json", "openapi", MethodFilter::GET, pages::openapi)
        .router
        .fallback(unknown)
}

/// Programs that manage rooms and keep devices: ours, beside the SDKs' module `rooms_1_0`.
fn rooms_of_our_own(table: Table<'_>) -> Table<'_> {
    table
        .operation::<QueryCentralControlList, _, _>(central_control::list)
        .operation::<QueryMeetingRoomDeviceList, _, _>(query_meeting_room_device_list::handle)
        .operation::<RegisterMeetingRoomDevice, _, _>(register_meeting_room_device::handle)
        .operation::<UpdateMeetingRoomDevice, _, _>(update_meeting_room_device::handle)
        .operation::<DeleteMeetingRoomDevice, _, _>(delete_meeting_room_device::handle)
        .operation::<ReportDeviceProperties, _, _>(report_device_properties::handle)
        .operation::<CreateDeviceToken, _, _>(create_device_token::handle)
        .operation::<DeleteDeviceToken, _, _>(delete_device_token::handle)
        .operation::<PairMeetingRoomPanel, _, _>(pair_meeting_room_panel::handle)
        .operation::<ExplainMeetingRoomUpdate, _, _>(explain_meeting_room_update::handle)
        .operation::<ExplainMeetingRoomGroupUpdate, _, _>(explain_meeting_room_group_update::handle)
        .operation::<ReportMeetingRoomProblem, _, _>(report_meeting_room_problem::handle)
        .operation::<QueryMeetingRoomProblemList, _, _>(query_meeting_room_problem_list::handle)
        .operation::<CloseMeetingRoomProblem, _, _>(close_meeting_room_problem::handle)
        .operation::<QueryMeetingRoomUses, _, _>(query_meeting_room_uses::handle)
        .operation::<QueryBookingBlacklist, _, _>(query_booking_blacklist::handle)
        .operation::<QuerySuperUserMeetingRoom, _, _>(query_super_user_meeting_room::handle)
        .operation::<SetMeetingRoomGroupAdmin, _, _>(set_meeting_room_group_admin::handle)
        .operation::<SetMeetingRoomAdmin, _, _>(set_meeting_room_admin::handle)
        .operation::<QueryMeetingRoomAdmin, _, _>(query_meeting_room_admin::handle)
        .operation::<QueryMeetingRoomGroupPlan, _, _>(query_meeting_room_group_plan::handle)
        .operation::<SetMeetingRoomGroupPlan, _, _>(set_meeting_room_group_plan::handle)
        .operation::<QueryMeetingRoomLabelList, _, _>(query_meeting_room_label_list::handle)
        .operation::<CreateMeetingRoomLabel, _, _>(create_meeting_room_label::handle)
        .operation::<UpdateMeetingRoomLabel, _, _>(update_meeting_room_label::handle)
        .operation::<DeleteMeetingRoomLabel, _, _>(delete_meeting_room_label::handle)
}

/// People with a browser, docs/CONSOLE.md.
fn console_of_our_own(table: Table<'_>) -> Table<'_> {
    let (get, post) = (MethodFilter::GET, MethodFilter::POST);
    let pages = files::PAGES.into_iter();
    let table = table
        .operation::<QueryAppList, _, _>(query_app_list::handle)
        .operation::<CreateApp, _, _>(create_app::handle)
        .operation::<UpdateApp, _, _>(update_app::handle)
        .operation::<RotateAppSecret, _, _>(rotate_app_secret::handle)
        .operation::<RevokeApp, _, _>(revoke_app::handle)
        .operation::<DeleteApp, _, _>(delete_app::handle)
        .operation::<QueryAuditList, _, _>(query_audit_list::handle)
        .operation::<QueryConsentList, _, _>(query_consent_list::handle)
        .operation::<WithdrawConsent, _, _>(withdraw_consent::handle);
    pages
        .fold(table, |table, page| table.path(page, "console", get, files::page))
        .path(files::ASSETS, "console", get, files::asset)
        .path("/console/ways", "console.ways", get, console::ways)
        .path("/console/demo", "console.demo", post, console::demo)
        .path("/console/token", "console.token", post, session::token)
        .path("/console/signin", "console.signin", post, signin::sign_in)
        .path(oidc::PATH, "console.oidc", get, oidc::begin)
        .path(oidc::CALLBACK, "console.oidc", get, oidc::callback)
        .path(invitation::PATH, "console.invitation", get, invitation::show)
        .path("/console/invitation", "console.invitation", post, invitation::accept)
        .path("/console/password", "console.password", post, account::change_password)
        .path(setup::PATH, "console.setup", get, setup::show)
        .path("/console/setup", "console.setup", post, setup::set_up)
        .path(consent::PATH, "oauth2.auth", get, consent::show)
        .path(consent::PATH, "oauth2.auth", post, consent::decide)
        .path("/oauth2/auth.css", "oauth2.auth", get, pages::consent_css)
        .path("/console/signout", "console.signout", post, session::sign_out)
        .path(
            "/console/signout/everywhere",
            "console.signout.everywhere",
            post,
            session::sign_out_everywhere,
        )
}

/// Screens at doors, docs/DEVICES.md.
fn screens_of_our_own(table: Table<'_>) -> Table<'_> {
    let (get, post) = (MethodFilter::GET, MethodFilter::POST);
    let pages = ["/panel", "/lobby", "/panel/{code}", "/lobby/{code}"].into_iter();
    pages
        .fold(table, |table, page| table.path(page, "console", get, plain::or_page))
        .path(plain::BEGIN, "panel.plain", get, plain::begin)
        .path(plain::BEGIN, "panel.plain", post, plain::nothing_to_do)
        .path(plain::ROOM, "panel.plain", get, plain::show)
        .path(plain::ROOM, "panel.plain", post, plain::act)
        .path(plain::FLOOR, "panel.plain", get, plain::show)
        .path(plain::FLOOR, "panel.plain", post, plain::nothing_to_do)
        .path(plain::STYLE, "panel.plain", get, plain::style)
        .path("/console/panel/pairing", "panel.pairing", get, calls::waits)
        .path("/console/panel/pairing", "panel.pairing", post, calls::begin)
        .path("/console/panel/day", "panel.day", get, calls::day)
        .path("/console/panel/book", "panel.book", post, calls::book)
        .path("/console/panel/checkIn", "panel.checkIn", post, calls::check_in)
        .path("/console/panel/extend", "panel.extend", post, calls::extend)
        .path("/console/panel/end", "panel.end", post, calls::end)
        .path("/console/panel/report", "panel.report", post, calls::report)
}

/// How the rows are written.
struct Table<'a> {
    node: &'a Arc<Node>,
    router: Router,
    /// The paths that say already what other methods get: one path takes it once.
    paths: HashSet<&'static str>,
}

impl<'a> Table<'a> {
    fn of(node: &'a Arc<Node>) -> Self {
        Self { node, router: Router::new(), paths: HashSet::new() }
    }

    /// An operation of the catalogue: its path, its method, its name.
    fn operation<Op, H, F>(self, handler: H) -> Self
    where
        Op: Operation,
        H: Fn(Call) -> F + Clone + Send + Sync + 'static,
        F: Future<Output = Response<Body>> + Send + 'static,
    {
        let methods = MethodFilter::try_from(Op::METHOD).expect("operations have methods of HTTP");
        let reads = Op::METHOD == Method::GET;
        let squeezing = move |call: Call| {
            let squeezing = Squeezing::of(&call.parts.headers);
            let answer = handler(call);
            async move { squeezing.send(answer.await).await }
        };
        let table = self.path(Op::PATH, Op::ACTION, methods, squeezing);
        if reads { table.without_head(Op::PATH) } else { table }
    }

    /// Where GET is answered HEAD is as well, as HTTP has it, but for the API: no method of an
    /// operation is HEAD, and a token must not be made for one who reads no reply.
    fn without_head(self, path: &'static str) -> Self {
        Self { router: self.router.route(path, on(MethodFilter::HEAD, unknown)), ..self }
    }

    fn path<H, F>(
        mut self,
        path: &'static str,
        name: &'static str,
        methods: MethodFilter,
        handler: H,
    ) -> Self
    where
        H: Fn(Call) -> F + Clone + Send + Sync + 'static,
        F: Future<Output = Response<Body>> + Send + 'static,
    {
        let node = Arc::clone(self.node);
        let answer = move |request: Request| handler(Call::new(Arc::clone(&node), name, request));
        let mut methods: MethodRouter = on(methods, answer);
        if self.paths.insert(path) {
            methods = methods.fallback(unknown);
        }
        Self { router: self.router.route(path, methods), ..self }
    }
}

/// What nobody serves, in the words of the API that the path belongs to.
async fn unknown(request: Request) -> Response<Body> {
    if let Some(file) = files::beside_page(&request) {
        return file;
    }
    let ids = call::ids_of(&request);
    let path = request.uri().path();
    // A target without a path, as CONNECT has it, belongs to no API of old.
    let is_new = path == "/v1.0" || path.starts_with("/v1.0/") || !path.starts_with('/');
    if is_new || *request.method() == Method::CONNECT {
        return respond::problem(http::HeaderMap::new(), &ids, &Problem::ActionNotFound);
    }
    let problem = match path.strip_prefix("/topapi/") {
        Some(name) => LegacyProblem::MethodUnknown { name: name.chars().take(200).collect() },
        None => match files::page_of_nothing(&request) {
            Some(page) => return page,
            None => LegacyProblem::PathUnknown,
        },
    };
    respond::legacy_problem(&ids, &problem)
}
