"""The documents that both languages share: the organisation, the sample reply, the refusals."""

import json
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2]
ORGANISATION_FILE = FOLDER / "organisation.json"

#: What `openrooms import` is given.
ORGANISATION = json.loads(ORGANISATION_FILE.read_text("utf-8"))
#: The reply that DingTalk's own document shows.
SAMPLE_REPLY = json.loads((FOLDER / "sample-reply.json").read_text("utf-8"))
#: Every refusal that one call on the shared server provokes.
REFUSALS = json.loads((FOLDER / "refusals.json").read_text("utf-8"))

#: The organisation of the sample, its room, and an administrator of it.
CORP = "ding994axxxxx"
ROOM = "0ffb7184xxxxx"
MANAGER = "2iPOLxxxxx"
#: A person of department 3, which is below department 2.
DESIGNER = "union-designer"
#: A person of department 4, beside department 2.
SELLER = "union-seller"

#: A second organisation; its room has the id of the first one's, its administrator the unionId.
OTHER_CORP = "ding-other"


def app_secret(app_key):
    """The secret of an internal app."""
    return next(
        app["appSecret"]
        for organisation in ORGANISATION["organisations"]
        for app in organisation["apps"]
        if app["appKey"] == app_key
    )


def suite(suite_key):
    """A third-party app as the document has it."""
    return next(suite for suite in ORGANISATION["suites"] if suite["suiteKey"] == suite_key)


def ticket(suite_key):
    """The ticket of a suite; one that has none takes any."""
    return suite(suite_key).get("suiteTicket", "any-ticket")


def without_authorisation(suite_key, corp_id):
    """The document as it is once the organisation has taken its authorisation back."""
    document = json.loads(json.dumps(ORGANISATION))
    for entry in document["suites"]:
        if entry["suiteKey"] == suite_key:
            entry["authCorpIds"].remove(corp_id)
    return document


def without_organisation(corp_id):
    """The document as it is once the organisation is gone, and with it what it authorised."""
    document = json.loads(json.dumps(ORGANISATION))
    document["organisations"] = [o for o in document["organisations"] if o["corpId"] != corp_id]
    for entry in document["suites"]:
        entry["authCorpIds"] = [known for known in entry["authCorpIds"] if known != corp_id]
    return document
