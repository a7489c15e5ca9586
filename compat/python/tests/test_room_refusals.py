"""Every refusal of a room read that one call provokes, as the SDK raises it."""

import pytest

from harness.organisation import REFUSALS
from harness.refusal import assert_refusal, refusal_of, token_of


@pytest.mark.parametrize("row", REFUSALS["roomReads"], ids=lambda row: row["case"])
def test_a_room_read_is_refused(sdk, row):
    token = token_of(sdk, row["token"])
    refusal = refusal_of(sdk.read_room, token, row["roomId"], row.get("unionId"))
    assert_refusal(refusal, row)


@pytest.mark.parametrize(
    "row",
    REFUSALS["roomChanges"] + REFUSALS["templateCalls"],
    ids=lambda row: f"{row['operation']}: {row['case']}",
)
def test_a_room_change_is_refused(sdk, row):
    token = token_of(sdk, row["token"])
    refusal = refusal_of(sdk.room_call, row["operation"], token, row["arguments"])
    assert_refusal(refusal, row)


def test_each_refusal_has_an_id_of_its_own(sdk):
    refusals = [refusal_of(sdk.read_room, None, "room-nowhere") for _ in range(20)]
    assert len({refusal.data["requestid"] for refusal in refusals}) == len(refusals)
