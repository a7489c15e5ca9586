"""Every refusal of a token call, as the SDK raises it."""

import pytest

from harness.http import post
from harness.organisation import REFUSALS
from harness.refusal import assert_refusal, refusal_of


@pytest.mark.parametrize(
    "row", REFUSALS["tokenCalls"], ids=lambda row: f"{row['operation']}: {row['case']}"
)
def test_a_token_is_refused(sdk, row):
    arguments = (row["operation"], row["arguments"], row.get("corpId"))
    assert_refusal(refusal_of(sdk.token_call, *arguments), row)


@pytest.mark.parametrize("body", [None, b"appKey=dingdemo", b'"dingdemo"', b"17", b"{"])
@pytest.mark.parametrize(
    "call", ["accessToken", "corpAccessToken", "suiteAccessToken", "userAccessToken", "ding994axxxxx/token"]
)
def test_a_body_that_is_no_json_object_is_refused(server, call, body):
    reply = post(server.address, f"/v1.0/oauth2/{call}", body)
    error = reply.json()
    assert (reply.status, error["code"]) == (400, "Missingbody")
    assert error["message"] == "body is mandatory for this action."
    assert error["requestid"] == reply.headers["x-acs-request-id"]
