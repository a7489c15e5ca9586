"""The official SDK, pointed at the server: the same calls by its sync and by its async methods."""

import asyncio
import inspect
import re

from alibabacloud_dingtalk.calendar_1_0 import models as calendar_models
from alibabacloud_dingtalk.calendar_1_0.client import Client as CalendarClient
from alibabacloud_dingtalk.contact_1_0 import models as contact_models
from alibabacloud_dingtalk.contact_1_0.client import Client as ContactClient
from alibabacloud_dingtalk.oauth2_1_0 import models
from alibabacloud_dingtalk.oauth2_1_0.client import Client as OAuth2Client
from alibabacloud_dingtalk.rooms_1_0 import models as rooms_models
from alibabacloud_dingtalk.rooms_1_0.client import Client as RoomsClient
from alibabacloud_tea_openapi.models import Config, OpenApiRequest, Params
from alibabacloud_tea_util.models import RuntimeOptions

from harness.organisation import app_secret, suite, ticket

#: The method and the request of each token call.
TOKEN_CALLS = {
    "getAccessToken": ("get_access_token", models.GetAccessTokenRequest),
    "getCorpAccessToken": ("get_corp_access_token", models.GetCorpAccessTokenRequest),
    "getSuiteAccessToken": ("get_suite_access_token", models.GetSuiteAccessTokenRequest),
    "getToken": ("get_token", models.GetTokenRequest),
    "getUserToken": ("get_user_token", models.GetUserTokenRequest),
}


#: The method of each call on rooms, their groups and devices, its name, and its parameter in the path.
ROOM_CALLS = {
    "createMeetingRoom": ("create_meeting_room", "CreateMeetingRoom", None),
    "updateMeetingRoom": ("update_meeting_room", "UpdateMeetingRoom", None),
    "deleteMeetingRoom": ("delete_meeting_room", "DeleteMeetingRoom", "roomId"),
    "queryMeetingRoomList": ("query_meeting_room_list", "QueryMeetingRoomList", None),
    "createDeviceCustomTemplate": (
        "create_device_custom_template", "CreateDeviceCustomTemplate", None,
    ),
    "updateDeviceCustomTemplate": (
        "update_device_custom_template", "UpdateDeviceCustomTemplate", None,
    ),
    "deleteDeviceCustomTemplate": (
        "delete_device_custom_template", "DeleteDeviceCustomTemplate", None,
    ),
    "queryDeviceCustomTemplate": (
        "query_device_custom_template", "QueryDeviceCustomTemplate", "templateId",
    ),
    "queryDeviceCustomTemplateList": (
        "query_device_custom_template_list", "QueryDeviceCustomTemplateList", None,
    ),
    "createMeetingRoomGroup": (
        "create_meeting_room_group",
        "CreateMeetingRoomGroup",
        None,
    ),
    "updateMeetingRoomGroup": (
        "update_meeting_room_group",
        "UpdateMeetingRoomGroup",
        None,
    ),
    "deleteMeetingRoomGroup": (
        "delete_meeting_room_group",
        "DeleteMeetingRoomGroup",
        "groupId",
    ),
    "queryMeetingRoomGroup": (
        "query_meeting_room_group",
        "QueryMeetingRoomGroup",
        "groupId",
    ),
    "queryMeetingRoomGroupList": (
        "query_meeting_room_group_list",
        "QueryMeetingRoomGroupList",
        None,
    ),
    "queryMeetingRoomGroupAdmin": (
        "query_meeting_room_group_admin",
        "QueryMeetingRoomGroupAdmin",
        "groupId",
    ),
    "createBookingBlacklist": (
        "create_booking_blacklist",
        "CreateBookingBlacklist",
        None,
    ),
    "deleteBookingBlacklist": (
        "delete_booking_blacklist",
        "DeleteBookingBlacklist",
        None,
    ),
    "setSuperUserMeetingRoom": (
        "set_super_user_meeting_room",
        "SetSuperUserMeetingRoom",
        None,
    ),
    "removeSuperUserMeetingRoom": (
        "remove_super_user_meeting_room",
        "RemoveSuperUserMeetingRoom",
        None,
    ),
    "queryMeetingRoomDevice": (
        "query_meeting_room_device",
        "QueryMeetingRoomDevice",
        None,
    ),
    "queryDeviceProperties": ("query_device_properties", "QueryDeviceProperties", None),
    "queryDeviceIpByCode": (
        "query_device_ip_by_code",
        "QueryDeviceIpByCode",
        "shareCode",
    ),
    "createMeetingRoomControlPanel": (
        "create_meeting_room_control_panel",
        "CreateMeetingRoomControlPanel",
        None,
    ),
    "deleteMeetingRoomControlPanel": (
        "delete_meeting_room_control_panel",
        "DeleteMeetingRoomControlPanel",
        None,
    ),
    "queryMeetingRoomControlPanelList": (
        "query_meeting_room_control_panel_list",
        "QueryMeetingRoomControlPanelList",
        None,
    ),
    "sendCentralControl": ("send_central_control", "SendCentralControl", None),
}


class Sdk:
    """The clients of one server. Only `protocol` and `endpoint` differ from DingTalk's samples."""

    def __init__(self, address, *, is_async):
        config = Config(protocol="http", endpoint=address)
        self._rooms = RoomsClient(config)
        self._oauth2 = OAuth2Client(config)
        self._calendar = CalendarClient(config)
        self._contact = ContactClient(config)
        self._is_async = is_async

    def read_room(self, token, room_id, union_id=None):
        """QueryMeetingRoom; a token or an operator of None is not sent."""
        return self._call(
            self._rooms,
            "query_meeting_room_with_options",
            room_id,
            rooms_models.QueryMeetingRoomRequest(union_id=union_id),
            rooms_models.QueryMeetingRoomHeaders(x_acs_dingtalk_access_token=token),
            RuntimeOptions(),
        )

    def room_call(self, operation, token, arguments):
        """One of the calls of ROOM_CALLS by its wire name and its arguments' wire names."""
        method, name, in_path = ROOM_CALLS[operation]
        arguments = dict(arguments)
        path = [arguments.pop(in_path)] if in_path else []
        # A call that has nothing but its path has no request.
        request = getattr(rooms_models, f"{name}Request", None)
        return self._call(
            self._rooms,
            f"{method}_with_options",
            *path,
            *([request().from_map(arguments)] if request else []),
            getattr(rooms_models, f"{name}Headers")(x_acs_dingtalk_access_token=token),
            RuntimeOptions(),
        )

    def calendar_call(self, operation, token, arguments, client_token=None):
        """A call of calendar_1_0 by its wire name and its arguments' wire names.

        What stands in the path is what the SDK's method takes before its request, in its own order.
        """
        method = re.sub(r"(?<!^)(?=[A-Z])", "_", operation).lower()
        name = operation[0].upper() + operation[1:]
        arguments = {"calendarId": "primary", **arguments}
        call = getattr(CalendarClient, f"{method}_with_options")
        known = {re.sub(r"(?<!^)(?=[A-Z])", "_", wire).lower(): wire for wire in arguments}
        path = []
        for parameter in list(inspect.signature(call).parameters)[1:]:
            if parameter in ("request", "headers"):
                break
            path.append(arguments.pop(known[parameter]))
        # A call that has nothing but its path has no request.
        request = getattr(calendar_models, f"{name}Request", None)
        return self._call(
            self._calendar,
            f"{method}_with_options",
            *path,
            *([request().from_map(arguments)] if request else []),
            calendar_headers(name, token, client_token),
            RuntimeOptions(),
        )

    def any_call(self, method, path):
        """A call without a body that the SDK has no method for, as its own methods make it."""
        params = Params(
            action="AnyCall",
            version="rooms_1.0",
            protocol="HTTP",
            pathname=path,
            method=method,
            auth_type="AK",
            style="ROA",
            req_body_type="none",
            body_type="json",
        )
        return self._call(
            self._rooms, "execute", params, OpenApiRequest(headers={}, query={}), RuntimeOptions()
        )

    def token_call(self, operation, arguments, corp_id=None):
        """One of the token calls by its wire name and its body's wire names."""
        method, request_class = TOKEN_CALLS[operation]
        request = request_class().from_map(arguments)
        path = [corp_id] if corp_id else []
        return self._call(self._oauth2, method, *path, request).body

    def get_user(self, token, union_id="me"):
        """GetUser, by default of oneself."""
        return self._call(
            self._contact,
            "get_user_with_options",
            union_id,
            contact_models.GetUserHeaders(x_acs_dingtalk_access_token=token),
            RuntimeOptions(),
        ).body

    def user_token(self, code, app_key="dingdemo"):
        """A token on behalf of the person who gave the code."""
        arguments = {
            "clientId": app_key,
            "clientSecret": app_secret(app_key),
            "code": code,
            "grantType": "authorization_code",
        }
        return self.token_call("getUserToken", arguments)

    def app_token(self, app_key="dingdemo"):
        """A token of an internal app."""
        arguments = {"appKey": app_key, "appSecret": app_secret(app_key)}
        return self.token_call("getAccessToken", arguments).access_token

    def suite_token(self, suite_key, corp_id):
        """A token of a third-party app for an organisation."""
        arguments = {
            "suiteKey": suite_key,
            "suiteSecret": suite(suite_key)["suiteSecret"],
            "suiteTicket": ticket(suite_key),
            "authCorpId": corp_id,
        }
        return self.token_call("getCorpAccessToken", arguments).access_token

    def _call(self, client, method, *arguments):
        if self._is_async:
            return asyncio.run(getattr(client, f"{method}_async")(*arguments))
        return getattr(client, method)(*arguments)


def calendar_headers(name, token, client_token):
    """The headers of a call of calendar_1_0; only some take a client token."""
    headers = getattr(calendar_models, f"{name}Headers")(x_acs_dingtalk_access_token=token)
    if client_token is not None:
        assert hasattr(headers, "x_client_token"), f"{name} takes no client token"
        headers.x_client_token = client_token
    return headers
