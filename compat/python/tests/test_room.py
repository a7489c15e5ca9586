"""The room of DingTalk's sample reply, read through the SDK by both kinds of app."""

from harness.organisation import CORP, MANAGER, ROOM, SAMPLE_REPLY
from harness.refusal import REQUEST_ID


def assert_sample(response):
    assert response.status_code == 200
    assert response.body.to_map() == SAMPLE_REPLY


def test_an_internal_app_reads_the_sample(sdk):
    assert_sample(sdk.read_room(sdk.app_token(), ROOM, MANAGER))


def test_a_third_party_app_reads_the_sample(sdk):
    assert_sample(sdk.read_room(sdk.suite_token("suitedemo", CORP), ROOM, MANAGER))


def test_an_app_called_from_its_allow_list_reads_the_sample(sdk):
    assert_sample(sdk.read_room(sdk.app_token("ding-here"), ROOM, MANAGER))


def test_every_attribute_of_the_model_is_filled(sdk):
    room = sdk.read_room(sdk.app_token(), ROOM, MANAGER).body.result
    assert empty_attributes(room, "result") == []


def test_each_reply_has_ids_of_its_own(sdk):
    token = sdk.app_token()
    replies = [sdk.read_room(token, ROOM, MANAGER) for _ in range(20)]
    request_ids = {reply.headers["x-acs-request-id"] for reply in replies}
    assert all(REQUEST_ID.fullmatch(request_id) for request_id in request_ids)
    assert len(request_ids) == len(replies)
    assert len({reply.headers["x-acs-trace-id"] for reply in replies}) == len(replies)


def empty_attributes(value, path):
    """The attributes, however deep, that the SDK left at None."""
    if value is None:
        return [path]
    if isinstance(value, list):
        return [name for item in value for name in empty_attributes(item, f"{path}[]")]
    if hasattr(value, "to_map"):
        attributes = {k: v for k, v in vars(value).items() if not k.startswith("_")}
        return [
            name
            for key, item in attributes.items()
            for name in empty_attributes(item, f"{path}.{key}")
        ]
    return []
