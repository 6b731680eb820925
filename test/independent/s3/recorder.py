"""Calls an S3 as boto3 does and writes down each answer, made comparable: what can't be the same twice is named in order."""

import datetime
import hashlib
import http.client
import urllib.parse
from xml.etree import ElementTree

import boto3
import botocore
import botocore.config
import botocore.exceptions

# What says nothing of the object: who served it, when, and how it was sent.
SILENT = {
    "x-amz-request-id",
    "x-amz-id-2",
    "x-amzn-requestid",
    "date",
    "server",
    "connection",
    "transfer-encoding",
    "content-security-policy",
    "vary",
    "keep-alive",
}
# Told apart only where an object is read; elsewhere they describe an XML document's wording.
OF_OBJECTS = {"content-length", "content-type"}


class Recorder:
    """One S3 server under its clients, with the list of its answers."""

    def __init__(self, endpoint, access_key="KEY", secret_key="secret", region="cn-north-1"):
        self.endpoint = endpoint
        self.keys = (access_key, secret_key)
        self.region = region
        self.answers = []
        # What AWS documents as the answer, by call: status, and code where it is a refusal.
        self.expected = {}
        self._names = {}
        self.client = self.client_of()

    def client_of(self, access_key=None, secret_key=None, region=None, **config):
        """A client that tries once and keeps to one address style, as the laptop's callers do."""
        settings = {
            "s3": {"addressing_style": "path"},
            "retries": {"total_max_attempts": 1},
            "signature_version": "s3v4",
            **config,
        }
        return boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            region_name=region or self.region,
            aws_access_key_id=access_key or self.keys[0],
            aws_secret_access_key=secret_key or self.keys[1],
            config=botocore.config.Config(**settings),
        )

    def call(self, name, operation, client=None, expect=None, **parameters):
        """Makes one call, writes its answer down, and gives what boto3 made of it (a refusal too)."""
        self._expect(name, expect)
        client = client or self.client
        method = getattr(client, botocore.xform_name(operation))
        try:
            answer = method(**parameters)
        except botocore.exceptions.ClientError as error:
            answer = error.response
        except (botocore.exceptions.BotoCoreError, ValueError) as error:
            self.answers.append({"call": name, "status": 0, "code": type(error).__name__, "headers": {}, "body": None})
            return {}
        metadata = answer["ResponseMetadata"]
        reads = operation in ("GetObject", "HeadObject")
        body = self._body(name, answer, client.meta.service_model.operation_model(operation))
        code = answer.get("Error", {}).get("Code")
        # HEAD has no document: what boto3 calls a code is the status.
        self._write(
            name,
            metadata["HTTPStatusCode"],
            None if operation == "HeadObject" else code,
            metadata["HTTPHeaders"],
            body,
            reads,
        )
        return answer

    def http(self, name, method, url, body=None, headers=None, expect=None):
        """Sends a request as any program would, without an SDK, and writes its answer down."""
        self._expect(name, expect)
        parts = urllib.parse.urlsplit(url)
        connection = http.client.HTTPConnection(parts.netloc, timeout=60)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request(method, target, body=body, headers=headers or {})
        response = connection.getresponse()
        content = response.read()
        connection.close()
        found = {key.lower(): value for key, value in response.getheaders()}
        document = (
            element_of(content) if found.get("content-type", "").startswith(("application/xml", "text/xml")) else None
        )
        code = document.findtext("Code") if document is not None and document.tag == "Error" else None
        if document is None:
            told = text_of(content)
        elif code is None:
            told = {child.tag: self._named(child.text) for child in document}
        else:
            told = None
        self._write(name, response.status, code, found, told, document is None and response.status < 300)
        return response.status, found, content

    def note(self, name, value):
        """Writes down something that isn't an HTTP answer, such as what a program printed."""
        self.answers.append({"call": name, "status": None, "code": None, "headers": {}, "body": value})

    def _expect(self, name, answer):
        if answer is not None:
            self.expected[name] = answer

    def _know(self, identifier, kind, call):
        """From now on this identifier is called after the call that first told it, the same on every server."""
        if identifier and identifier != "null":
            self._names.setdefault(identifier, f"{kind} of <{call}>")

    def _write(self, name, status, code, headers, body, reads):
        kept = {}
        for header, value in sorted(headers.items()):
            lower = header.lower()
            if (
                lower in SILENT
                or lower.startswith("access-control-")
                or (lower in OF_OBJECTS and not (reads and status < 400))
            ):
                continue
            if lower == "x-amz-version-id":
                self._know(value, "version", name)
            kept[lower] = "a time" if lower == "last-modified" else self._named(value)
        self.answers.append({"call": name, "status": status, "code": code, "headers": kept, "body": body})

    def _body(self, call, answer, model):
        if "Error" in answer:
            return None
        shapes = model.output_shape.members if model.output_shape else {}
        told = {}
        for key, value in answer.items():
            where = shapes[key].serialization.get("location") if key in shapes else None
            if key == "ResponseMetadata" or where in ("header", "headers", "statusCode"):
                continue
            if key == "Body":
                content = value.read()
                answer["Content"] = content
                return text_of(content)
            told[key] = self._plain(call, key, value)
        return told

    def _plain(self, call, key, value):
        if key in ("VersionId", "NextVersionIdMarker"):
            self._know(value, "version", call)
        elif key == "UploadId":
            self._know(value, "upload", call)
        elif key in ("ContinuationToken", "NextContinuationToken"):
            return "a token"
        if isinstance(value, dict):
            return {inner: self._plain(call, inner, one) for inner, one in sorted(value.items())}
        if isinstance(value, list):
            return [self._plain(call, key, one) for one in value]
        if isinstance(value, datetime.datetime):
            return "a time"
        return self._named(value)

    def _named(self, value):
        return (
            self._names.get(value, value.replace(self.endpoint, "http://storage")) if isinstance(value, str) else value
        )


def text_of(content):
    """Short content as it is, long content by its digest."""
    if len(content) <= 200:
        return content.decode("utf-8", "backslashreplace")
    return f"{len(content)} bytes, sha256 {hashlib.sha256(content).hexdigest()}"


def element_of(content):
    """The document without its namespace, or None where there is none."""
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError:
        return None
    for element in root.iter():
        element.tag = element.tag.rsplit("}", 1)[-1]
    return root
