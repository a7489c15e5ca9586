"""People and departments: contact_1_0 by the SDK, the legacy calls by plain HTTP."""

import json
from urllib.parse import urlencode

import pytest
from alibabacloud_dingtalk.contact_1_0 import models
from alibabacloud_dingtalk.contact_1_0.client import Client
from alibabacloud_tea_openapi.models import Config
from alibabacloud_tea_util.models import RuntimeOptions
from Tea.exceptions import TeaException

from harness.http import TOKEN_HEADER, get, post, send
from harness.organisation import CORP

SCOPES = [
    "Contact.User.Read",
    "qyapi_addresslist_search",
    "qyapi_get_member",
    "qyapi_get_department_member",
    "qyapi_get_department_list",
    "qyapi_manage_addresslist",
    "VideoConference.Conference.Read",
]
APP = {"appKey": "ding-directory", "appSecret": "directory-secret", "scopes": SCOPES}


@pytest.fixture
def directory(own_server):
    """A server with an app that may read and write people, and a token of it."""
    own_server.load(
        {"organisations": [{"corpId": CORP, "corpName": "xxx Company", "apps": [APP]}]}
    )
    token = token_of(own_server.address, APP["appKey"], APP["appSecret"])
    return Directory(own_server.address, token)


def token_of(address, key, secret):
    query = urlencode({"appkey": key, "appsecret": secret})
    return get(address, f"/gettoken?{query}").json()["access_token"]


class Directory:
    """The calls of one app; each goes as JSON and as a form by turns."""

    def __init__(self, address, token):
        self.address = address
        self.token = token
        self._calls = 0

    def call(self, action, token=None, **body):
        """A legacy call; its reply, whose status is always 200."""
        self._calls += 1
        token = self.token if token is None else token
        if self._calls % 2:
            path = f"/topapi/{action}?{urlencode({'access_token': token})}"
            reply = post(self.address, path, body)
        else:
            plain = {
                name: json.dumps(value) if isinstance(value, (list, dict, bool)) else value
                for name, value in body.items()
            }
            reply = send(
                self.address,
                "POST",
                f"/topapi/{action}",
                headers={"Content-Type": "application/x-www-form-urlencoded"},
                body=urlencode({"access_token": token, **plain}),
            )
        assert reply.status == 200
        said = reply.json()
        assert 11 <= len(said["request_id"]) <= 13
        return said

    def done(self, action, **body):
        said = self.call(action, **body)
        assert (said["errcode"], said["errmsg"]) == (0, "ok"), said
        return said.get("result")

    def reads(self, union_id):
        """The code of a room read by a person."""
        path = f"/v1.0/rooms/meetingRooms/room-of-design?{urlencode({'unionId': union_id})}"
        return get(self.address, path, headers={TOKEN_HEADER: self.token}).json().get("code")


def test_a_directory_is_synchronised(directory):
    """What an integration does that keeps a directory like its own."""
    plant = directory.done("v2/department/create", name="Plant", parent_id=1)["dept_id"]
    lines = directory.done(
        "v2/department/batchcreate",
        dept_list=[{"name": f"Line {at}", "parent_id": plant} for at in range(3)],
    )["dept_id_list"]
    people = directory.done(
        "v2/user/batchcreate",
        user_list=[
            {"userid": f"worker{at}", "name": f"Worker {at}", "mobile": f"1380000{at:04}",
             "dept_id_list": str(lines[at % 3])}
            for at in range(120)
        ],
    )["user_list"]
    assert len({person["unionId"] for person in people}) == 120

    # Read back, page by page, department by department.
    found, todo = [], [1]
    while todo:
        dept = todo.pop()
        todo += directory.done("v2/department/listsubid", dept_id=dept)["dept_id_list"]
        cursor = 0
        while cursor is not None:
            page = directory.done("v2/user/list", dept_id=dept, cursor=cursor, size=17)
            found += [person["userid"] for person in page["list"]]
            cursor = page.get("next_cursor")
            assert page["has_more"] == (cursor is not None)
    assert len(found) == len(set(found))
    assert {f"worker{at}" for at in range(120)} < set(found)

    # One moves to Design, and sees its room; one leaves.
    worker = people[0]
    assert directory.reads(worker["unionId"]) == "room.not.found"
    directory.done("v2/user/update", userid="worker0", dept_id_list="2", title="Draughtsman")
    assert directory.reads(worker["unionId"]) is None
    directory.done("v2/user/delete", userid="worker0")
    assert directory.reads(worker["unionId"]) == "user.not.employee"
    administrators = directory.done("user/listadmin")
    directory.done("v2/user/setadmin", userid="worker1", admin=True)
    assert {"userid": "worker1", "sys_level": 1} in directory.done("user/listadmin")
    directory.done("v2/user/setadmin", userid="worker1", admin=False)
    assert directory.done("user/listadmin") == administrators

    # The plant closes.
    for at in range(1, 120):
        directory.done("v2/user/delete", userid=f"worker{at}")
    for dept in [*lines, plant]:
        directory.done("v2/department/delete", dept_id=dept)
    assert directory.call("v2/department/get", dept_id=plant)["errcode"] == 60003


REFUSALS = [
    ("v2/user/get", {"userid": "nobody"}, 60121, "找不到该用户"),
    ("v2/user/get", {"userid": ""}, 33012, "无效的userId"),
    ("v2/user/get", {}, 400002, "无效的参数"),
    (
        "v2/user/create",
        {"userid": "manager01", "name": "A", "mobile": "110", "dept_id_list": "1"},
        33012,
        "无效的userId",
    ),
    ("user/getbyunionid", {"unionid": "nobody"}, 60121, "找不到该用户"),
    ("v2/user/list", {"dept_id": 99, "cursor": 0, "size": 10}, 60003, "未找到对应部门"),
    ("v2/user/create", {"name": "A", "mobile": "110", "dept_id_list": "99"}, 60003, "未找到对应部门"),
    ("v2/department/get", {"dept_id": 99}, 60003, "未找到对应部门"),
    ("v2/department/create", {"name": "A", "parent_id": 99}, 60004, "父部门不存在"),
    ("v2/department/update", {"dept_id": 1, "name": "A"}, 60018, "根部门不能被更新"),
    ("v2/department/update", {"dept_id": 2, "parent_id": 3}, 60010, "部门id存在循环"),
    ("v2/department/delete", {"dept_id": 3}, 60005, "不允许删除有成员的部门"),
    ("v2/department/delete", {"dept_id": 1}, 60018, "根部门不能被更新"),
    # Ours: the person is not as they were seen.
    (
        "v2/user/update",
        {"userid": "manager01", "title": "Chief", "expected": {"name": "Another name"}},
        409,
        "User Changed",
    ),
]


def test_every_refusal_has_its_words(directory):
    for action, body, errcode, errmsg in REFUSALS:
        for _ in ("JSON", "form"):
            said = directory.call(action, **body)
            assert (said["errcode"], said["errmsg"]) == (errcode, errmsg), (action, body, said)
    directory.done("v2/department/create", name="Below", parent_id=4)
    for person in directory.done("v2/user/list", dept_id=4, cursor=0, size=100)["list"]:
        directory.done("v2/user/delete", userid=person["userid"])
    said = directory.call("v2/department/delete", dept_id=4)
    assert (said["errcode"], said["errmsg"]) == (60006, "不允许删除有子部门的部门")
    for token, sub_code, sub_msg in [
        ("", "40000", "access_token is blank"),
        ("0" * 32, "40014", "不合法的access_token"),
    ]:
        for _ in ("JSON", "form"):
            said = directory.call("v2/user/get", token=token, userid="manager01")
            assert (said["errcode"], said["sub_code"], said["sub_msg"]) == (88, sub_code, sub_msg)
            assert said["errmsg"] == f"ding talk error[subcode={sub_code},submsg={sub_msg}]"

    # Apps that may not: without the scope, and from another address.
    for app, sub_code in [("ding-no-scope", "60011"), ("ding-elsewhere", "60020")]:
        token = token_of(directory.address, app, f"{app}-secret")
        for _ in ("JSON", "form"):
            said = directory.call("v2/user/get", token=token, userid="manager01")
            assert (said["errcode"], said["sub_code"]) == (88, sub_code)


def test_the_sdk_reads_and_searches(directory):
    client = Client(Config(protocol="http", endpoint=directory.address))
    options = RuntimeOptions()
    headers = models.GetUserHeaders(x_acs_dingtalk_access_token=directory.token)
    person = client.get_user_with_options("2iPOLxxxxx", headers, options).body
    assert (person.nick, person.union_id) == ("Zhang San", "2iPOLxxxxx")
    for union_id, status, code in [
        ("nobody", 404, "invalidParameter.user.notFound"),
        ("me", 400, "InvalidAuthentication"),
    ]:
        with pytest.raises(TeaException) as refused:
            client.get_user_with_options(union_id, headers, options)
        assert (refused.value.statusCode, refused.value.code) == (status, code)

    headers = models.SearchUserHeaders(x_acs_dingtalk_access_token=directory.token)
    search = models.SearchUserRequest(query_word="zhang", offset=0, size=1)
    found = client.search_user_with_options(search, headers, options).body
    assert (found.list, found.total_count, found.has_more) == (["manager01"], 2, True)
    search = models.SearchUserRequest(query_word="Li Si", offset=0, size=9, full_match_field=1)
    assert client.search_user_with_options(search, headers, options).body.list == ["designer01"]
    with pytest.raises(TeaException) as refused:
        client.search_user_with_options(models.SearchUserRequest(), headers, options)
    assert refused.value.code == "param.error"

    headers = models.SearchDepartmentHeaders(x_acs_dingtalk_access_token=directory.token)
    search = models.SearchDepartmentRequest(query_word="design", offset=0, size=9)
    found = client.search_department_with_options(search, headers, options).body
    assert (found.list, found.total_count, found.has_more) == ([2], 1, False)
