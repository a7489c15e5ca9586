"""Requests made up from /openapi.json, right ones and wrong ones: whatever is sent, the reply is one
that the document names, in the form that it names, and never a fault of the server."""

import re

import schemathesis
from schemathesis import checks

from harness.http import TOKEN_HEADER
from known import with_known
from served import running

SERVED = running[-1]
schema = schemathesis.openapi.from_url(f"{SERVED.url}/openapi.json")

REQUEST_ID = re.compile(r"[0-9A-F]{8}-[0-9A-F]{4}-7[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}")

#: Not among them, since the wire knows better than the document's readers: a wrong method is 404,
#: and what a field's type allows may still be refused by the field's meaning.
CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]


@schema.parametrize()
def test_every_reply_is_one_that_the_document_names(case):
    with_known(case, SERVED.token)
    response = case.call(base_url=SERVED.url, headers={TOKEN_HEADER: SERVED.token}, timeout=30)
    case.validate_response(response, checks=CHECKS)
    named = response.headers["x-acs-request-id"][0]
    assert REQUEST_ID.fullmatch(named), named
    if response.status_code >= 400:
        error = response.json()
        assert error["code"] and error["message"], error
        assert error["requestid"] == named, error
