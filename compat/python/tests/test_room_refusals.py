"""Every refusal of a room read that one call provokes, as the SDK raises it."""

import pytest

from harness.organisation import REFUSALS
from harness.refusal import assert_refusal, refusal_of


def token_of(sdk, wanted):
    """The token that a row of refusals.json asks for."""
    match wanted:
        case None:
            return None
        case {"literal": token}:
            return token
        case {"quoted": inner}:
            return f'"{token_of(sdk, inner)}"'
        case {"upperCase": inner}:
            return token_of(sdk, inner).upper()
        case {"app": app_key}:
            return sdk.app_token(app_key)
        case {"suite": suite_key, "corpId": corp_id}:
            return sdk.suite_token(suite_key, corp_id)
    raise ValueError(f"no such token: {wanted}")


@pytest.mark.parametrize("row", REFUSALS["roomReads"], ids=lambda row: row["case"])
def test_a_room_read_is_refused(sdk, row):
    token = token_of(sdk, row["token"])
    refusal = refusal_of(sdk.read_room, token, row["roomId"], row.get("unionId"))
    assert_refusal(refusal, row)


def test_each_refusal_has_an_id_of_its_own(sdk):
    refusals = [refusal_of(sdk.read_room, None, "room-nowhere") for _ in range(20)]
    assert len({refusal.data["requestid"] for refusal in refusals}) == len(refusals)
