"""An error of the server as the SDK raises it."""

import re

import pytest
from Tea.exceptions import TeaException

#: Upper case, version 7.
REQUEST_ID = re.compile(r"[0-9A-F]{8}-[0-9A-F]{4}-7[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}")


def refusal_of(call, *arguments):
    """The exception that the call must end in, once it is known to be whole."""
    with pytest.raises(TeaException) as raised:
        call(*arguments)
    refusal = raised.value
    assert_whole(refusal)
    return refusal


def assert_whole(refusal):
    """Every part of the wire's error is in the exception, and the parts agree."""
    error = refusal.data
    assert error is not None, f"no reply of the server: {refusal.message}"
    assert REQUEST_ID.fullmatch(error["requestid"])
    assert refusal.statusCode == error["statusCode"]
    assert refusal.code == error["code"]
    assert isinstance(error["message"], str) and error["message"]
    assert refusal.message == (
        f"code: {error['statusCode']}, {error['message']} request id: {error['requestid']}"
    )
    detail = error.get("accessdenieddetail")
    # The SDK keeps the detail on the exception that it wraps.
    assert refusal.inner_exception.accessDeniedDetail == detail
    parts = {"statusCode", "code", "message", "requestid"}
    if detail:
        parts |= {"accessdenieddetail"}
    assert set(error) == parts


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


def assert_refusal(refusal, expected):
    """The refusal is the one of a row of refusals.json."""
    error = refusal.data
    assert (error["statusCode"], error["code"]) == (expected["status"], expected["code"])
    if "message" in expected:
        assert error["message"] == expected["message"]
    if "messagePattern" in expected:
        assert re.search(expected["messagePattern"], error["message"])
    scopes = expected.get("requiredScopes")
    assert error.get("accessdenieddetail") == ({"requiredScopes": scopes} if scopes else None)


def refusal_if_any(code, call, *arguments):
    """The refusal that the call ends in, None where it is served; another code fails the test."""
    try:
        call(*arguments)
    except TeaException as refusal:
        assert_whole(refusal)
        assert refusal.code == code
        return refusal
    return None
