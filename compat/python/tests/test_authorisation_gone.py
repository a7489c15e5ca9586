"""A suite whose organisation goes away while the server runs: its tokens end within a second."""

import pytest

from harness.organisation import (
    CORP,
    MANAGER,
    OTHER_CORP,
    ROOM,
    without_authorisation,
    without_organisation,
)
from harness.patience import eventually
from harness.refusal import assert_refusal, refusal_if_any, refusal_of

GONE = {"status": 400, "code": "org.not.found", "message": "Org Not Found"}


@pytest.mark.parametrize(
    "go",
    [
        pytest.param(
            lambda server: server.load(without_authorisation("suite-of-both", OTHER_CORP)),
            id="authorisation",
        ),
        pytest.param(
            lambda server: server.load(without_organisation(OTHER_CORP), "--replace"),
            id="organisation",
        ),
    ],
)
def test_its_token_finds_no_organisation(connect, own_server, go):
    sdk = connect(own_server)
    gone = sdk.suite_token("suite-of-both", OTHER_CORP)
    kept = sdk.suite_token("suite-of-both", CORP)
    assert sdk.read_room(gone, ROOM, MANAGER).body.result.corp_id == OTHER_CORP

    go(own_server)

    read = (sdk.read_room, gone, ROOM, MANAGER)
    assert_refusal(eventually(lambda: refusal_if_any(GONE["code"], *read)), GONE)
    assert_refusal(refusal_of(sdk.read_room, gone, "room-nowhere", "union-nobody"), GONE)
    assert refusal_of(sdk.read_room, gone, ROOM).code == "param.error"
    refusal = refusal_of(sdk.suite_token, "suite-of-both", OTHER_CORP)
    assert refusal.code == "invalidAuthInfo"
    assert sdk.read_room(kept, ROOM, MANAGER).body.result.corp_id == CORP
