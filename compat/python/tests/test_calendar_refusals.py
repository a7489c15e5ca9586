"""Every refusal of a calendar's call that one call provokes, as the SDK raises it."""

import pytest
import requests

from harness.organisation import REFUSALS
from harness.refusal import assert_refusal, refusal_of, token_of


@pytest.mark.parametrize(
    "row", REFUSALS["calendarCalls"], ids=lambda row: f"{row['operation']}: {row['case']}"
)
def test_a_call_of_the_calendar_is_refused(sdk, row):
    token = token_of(sdk, row["token"])
    refusal = refusal_of(sdk.calendar_call, row["operation"], token, row["arguments"])
    assert_refusal(refusal, row)


@pytest.mark.parametrize("row", REFUSALS["ownCalls"], ids=lambda row: row["case"])
def test_a_call_of_ours_is_refused(sdk, server, row):
    """The SDK has neither these calls nor these parameters; they are refused in the same form."""
    reply = requests.request(
        row["method"],
        f"http://{server.address}{row['path']}",
        json=row["body"],
        headers={"x-acs-dingtalk-access-token": token_of(sdk, row["token"])},
        timeout=10,
    )
    body = reply.json()
    assert (reply.status_code, body["code"]) == (row["status"], row["code"])
    assert body["message"] == row.get("message", body["message"])
    assert body["requestid"] == reply.headers["x-acs-request-id"]
