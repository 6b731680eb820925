"""Requests that S3 must refuse: unsigned, foreign, tampered with, expired, or used for what they weren't signed for.

Each states the answer that AWS documents; foreign servers that check no signature carry them out.
"""

import datetime
import hashlib
import urllib.parse

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from buckets import GATED, PLAIN
from presigned import post

KEY = "guarded.csv"
BODY = b"guarded"


def run(recorder):
    recorder.call("put what is guarded", "PutObject", Bucket=PLAIN, Key=KEY, Body=BODY)
    recorder.call("put its neighbour", "PutObject", Bucket=PLAIN, Key="neighbour.csv", Body=b"neighbour")
    for attack in (unsigned, links, headers, forms, gates):
        attack(recorder)


def unsigned(recorder):
    url = f"{recorder.endpoint}/{PLAIN}/{KEY}"
    recorder.http("attack: read unsigned", "GET", url, expect=(403, "AccessDenied"))
    recorder.http("attack: write unsigned", "PUT", url, BODY, expect=(403, "AccessDenied"))
    recorder.http("attack: delete unsigned", "DELETE", url, expect=(403, "AccessDenied"))
    stranger = recorder.client_of(access_key="STRANGER")
    recorder.call(
        "attack: a stranger's key",
        "GetObject",
        client=stranger,
        Bucket=PLAIN,
        Key=KEY,
        expect=(403, "InvalidAccessKeyId"),
    )
    guesser = recorder.client_of(secret_key="guessed")
    recorder.call(
        "attack: a guessed secret",
        "GetObject",
        client=guesser,
        Bucket=PLAIN,
        Key=KEY,
        expect=(403, "SignatureDoesNotMatch"),
    )
    recorder.call(
        "attack: a guessed secret to delete",
        "DeleteObject",
        client=guesser,
        Bucket=PLAIN,
        Key=KEY,
        expect=(403, "SignatureDoesNotMatch"),
    )
    old = recorder.client_of(signature_version="s3")
    recorder.call(
        "attack: the signature of version 2",
        "GetObject",
        client=old,
        Bucket=PLAIN,
        Key=KEY,
        expect=(400, "InvalidRequest"),
    )


def links(recorder):
    tampered = (403, "SignatureDoesNotMatch")
    url = recorder.client.generate_presigned_url("get_object", Params={"Bucket": PLAIN, "Key": KEY}, ExpiresIn=60)
    for name, method, changed in (
        ("another object", "GET", url.replace(KEY, "neighbour.csv")),
        ("another bucket", "GET", url.replace(PLAIN, "independent-kept")),
        ("another method", "PUT", url),
        ("deleting", "DELETE", url),
        ("a longer life", "GET", url.replace("X-Amz-Expires=60", "X-Amz-Expires=86400")),
        ("an added parameter", "GET", f"{url}&response-content-type=text%2Fhtml"),
        (
            "a later date",
            "GET",
            with_parameter(url, "X-Amz-Date", lambda date: f"{date[:-2]}9Z" if date[-2] != "9" else f"{date[:-2]}8Z"),
        ),
        ("another signature", "GET", with_parameter(url, "X-Amz-Signature", lambda signature: signature[:-4] + "0000")),
    ):
        recorder.http(f"attack: a link for {name}", method, changed, BODY if method == "PUT" else None, expect=tampered)
    signed_type = {"Bucket": PLAIN, "Key": "typed", "ContentType": "text/csv"}
    typed = recorder.client.generate_presigned_url("put_object", Params=signed_type)
    recorder.http(
        "attack: a link for another content type", "PUT", typed, BODY, {"Content-Type": "text/html"}, expect=tampered
    )
    recorder.http(
        "attack: an unsigned header beside a link",
        "PUT",
        typed,
        BODY,
        {"Content-Type": "text/csv", "x-amz-meta-evil": "1"},
        expect=(403, "AccessDenied"),
    )
    without = url.split("&X-Amz-Signature=")[0]
    recorder.http(
        "attack: a link without its signature", "GET", without, expect=(400, "AuthorizationQueryParametersError")
    )
    for name, minutes, life, refusal in (
        ("an expired link", -10, 300, (403, "AccessDenied")),
        ("a link of tomorrow", 24 * 60, 300, (403, "AccessDenied")),
        ("a link for longer than a week", 0, 604_801, (400, "AuthorizationQueryParametersError")),
    ):
        with clock(minutes):
            url = recorder.client.generate_presigned_url(
                "get_object", Params={"Bucket": PLAIN, "Key": KEY}, ExpiresIn=life
            )
        recorder.http(f"attack: {name}", "GET", url, expect=refusal)


def headers(recorder):
    for name, minutes in (
        ("a request of a quarter of an hour ago", -16),
        ("a request of the next quarter of an hour", 16),
    ):
        with clock(minutes):
            recorder.call(f"attack: {name}", "GetObject", Bucket=PLAIN, Key=KEY, expect=(403, "RequestTimeTooSkewed"))
    target = f"{recorder.endpoint}/{PLAIN}/swapped"
    signed = sign(recorder, "PUT", target, BODY)
    recorder.http("attack: another body", "PUT", target, b"swapped", signed, expect=(400, "XAmzContentSHA256Mismatch"))
    recorder.http(
        "attack: another body with its own digest",
        "PUT",
        target,
        b"swapped",
        {**signed, "X-Amz-Content-SHA256": hashlib.sha256(b"swapped").hexdigest()},
        expect=(403, "SignatureDoesNotMatch"),
    )
    recorder.http(
        "attack: an added header", "PUT", target, BODY, {**signed, "x-amz-meta-evil": "1"}, expect=(403, "AccessDenied")
    )
    recorder.http(
        "attack: another path", "PUT", f"{target}-elsewhere", BODY, signed, expect=(403, "SignatureDoesNotMatch")
    )
    recorder.http(
        "attack: a signature for another service",
        "PUT",
        target,
        BODY,
        sign(recorder, "PUT", target, BODY, service="dynamodb"),
        expect=(400, "AuthorizationHeaderMalformed"),
    )


def forms(recorder):
    form = recorder.client.generate_presigned_post(PLAIN, "form-attacked", ExpiresIn=60)
    changed = lambda **fields: {**form, "fields": {**form["fields"], **fields}}
    post(
        recorder,
        "attack: a form with another policy",
        changed(policy=form["fields"]["policy"][:-8] + "AAAAAAA="),
        BODY,
        expect=(403, "SignatureDoesNotMatch"),
    )
    post(recorder, "attack: a form for another key", changed(key="form-elsewhere"), BODY, expect=(403, "AccessDenied"))
    post(
        recorder,
        "attack: a form without its policy",
        {**form, "fields": {"key": "form-attacked"}},
        BODY,
        expect=(403, "AccessDenied"),
    )
    post(
        recorder,
        "attack: a form of a stranger",
        changed(**{"x-amz-credential": form["fields"]["x-amz-credential"].replace(recorder.keys[0], "STRANGER")}),
        BODY,
        expect=(403, "InvalidAccessKeyId"),
    )
    with clock(-10, "botocore.signers"):
        expired = recorder.client.generate_presigned_post(PLAIN, "form-expired", ExpiresIn=60)
    post(recorder, "attack: an expired form", expired, BODY, expect=(403, "AccessDenied"))


def gates(recorder):
    """The data bucket's own policy: a shut gate, and a link that is older than five minutes though it hasn't expired."""
    recorder.call("put behind a gate", "PutObject", Bucket=GATED, Key="gated", Body=BODY, Tagging="gate=closed")
    recorder.call(
        "attack: read through a shut gate", "GetObject", Bucket=GATED, Key="gated", expect=(403, "AccessDenied")
    )
    recorder.call("put with no gate", "PutObject", Bucket=GATED, Key="gateless", Body=BODY)
    recorder.call(
        "attack: read where there is no gate", "GetObject", Bucket=GATED, Key="gateless", expect=(403, "AccessDenied")
    )
    recorder.call("put behind an open gate", "PutObject", Bucket=GATED, Key="open", Body=BODY, Tagging="gate=open")
    recorder.call("read through an open gate", "GetObject", Bucket=GATED, Key="open")
    with clock(-6):
        url = recorder.client.generate_presigned_url(
            "get_object", Params={"Bucket": GATED, "Key": "open"}, ExpiresIn=3600
        )
    recorder.http("attack: an old link through an open gate", "GET", url, expect=(403, "AccessDenied"))


def with_parameter(url, name, change):
    parts = urllib.parse.urlsplit(url)
    pairs = [(key, change(value) if key == name else value) for key, value in urllib.parse.parse_qsl(parts.query)]
    return parts._replace(query=urllib.parse.urlencode(pairs, quote_via=urllib.parse.quote)).geturl()


def sign(recorder, method, url, body, service="s3"):
    request = AWSRequest(method=method, url=url, data=body)
    botocore.auth.S3SigV4Auth(Credentials(*recorder.keys), service, recorder.region).add_auth(request)
    return dict(request.headers.items())


class clock:
    """Signs as if it were so many minutes later."""

    def __init__(self, minutes, module="botocore.auth"):
        self.by = datetime.timedelta(minutes=minutes)
        self.module = __import__(module, fromlist=["get_current_datetime"])

    def __enter__(self):
        self.real = self.module.get_current_datetime
        self.module.get_current_datetime = lambda *given, **named: self.real(*given, **named) + self.by

    def __exit__(self, *_):
        self.module.get_current_datetime = self.real
