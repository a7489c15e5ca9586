"""Every refusal of a calendar's call that one call provokes, as the SDK raises it."""

import pytest

from harness.organisation import REFUSALS
from harness.refusal import assert_refusal, refusal_of, token_of


@pytest.mark.parametrize(
    "row", REFUSALS["calendarCalls"], ids=lambda row: f"{row['operation']}: {row['case']}"
)
def test_a_call_of_the_calendar_is_refused(sdk, row):
    token = token_of(sdk, row["token"])
    refusal = refusal_of(sdk.calendar_call, row["operation"], token, row["arguments"])
    assert_refusal(refusal, row)
