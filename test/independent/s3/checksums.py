"""Checksums, digests and tags: what is kept with an object, and what is refused because it doesn't fit."""

import base64
import hashlib
import zlib

from buckets import KEPT, PLAIN

BODY = "校验和".encode()


def run(recorder):
    checksums(recorder)
    digests(recorder)
    tags(recorder)


def checksums(recorder):
    for algorithm in ("CRC32", "SHA1", "SHA256"):
        at = {"Bucket": PLAIN, "Key": f"checksum-{algorithm}"}
        recorder.call(f"put with {algorithm}", "PutObject", **at, Body=BODY, ChecksumAlgorithm=algorithm)
        recorder.call(f"read with {algorithm}", "GetObject", **at, ChecksumMode="ENABLED")
        recorder.call(f"head with {algorithm}", "HeadObject", **at, ChecksumMode="ENABLED")
        recorder.call(f"head without asking for {algorithm}", "HeadObject", client=unasked(recorder), **at)
        recorder.call(f"range with {algorithm}", "GetObject", **at, ChecksumMode="ENABLED", Range="bytes=0-1")
    wrong = base64.b64encode(zlib.crc32(b"another").to_bytes(4, "big")).decode()
    recorder.call(
        "put with a wrong CRC32",
        "PutObject",
        Bucket=PLAIN,
        Key="wrong",
        Body=BODY,
        ChecksumCRC32=wrong,
        expect=(400, "BadDigest"),
    )
    digest = base64.b64encode(hashlib.sha256(b"another").digest()).decode()
    recorder.call(
        "put with a wrong SHA256",
        "PutObject",
        Bucket=PLAIN,
        Key="wrong",
        Body=BODY,
        ChecksumSHA256=digest,
        expect=(400, "BadDigest"),
    )
    recorder.call(
        "put with a malformed SHA256",
        "PutObject",
        Bucket=PLAIN,
        Key="wrong",
        Body=BODY,
        ChecksumSHA256="abc",
        expect=(400, "InvalidRequest"),
    )
    right = base64.b64encode(hashlib.sha256(BODY).digest()).decode()
    recorder.call("put with a right SHA256", "PutObject", Bucket=PLAIN, Key="right", Body=BODY, ChecksumSHA256=right)
    recorder.call("head of what was refused", "HeadObject", Bucket=PLAIN, Key="wrong", expect=(404, None))
    recorder.call(
        "put with no checksum", "PutObject", client=unasked(recorder), Bucket=PLAIN, Key="unchecked", Body=BODY
    )
    recorder.call("read with no checksum", "GetObject", Bucket=PLAIN, Key="unchecked", ChecksumMode="ENABLED")


def unasked(recorder):
    """A client that sends and asks for checksums only where S3 demands them, as those of before 2025 do."""
    return recorder.client_of(
        request_checksum_calculation="when_required", response_checksum_validation="when_required"
    )


def digests(recorder):
    md5 = base64.b64encode(hashlib.md5(BODY).digest()).decode()
    recorder.call("put with an MD5", "PutObject", Bucket=PLAIN, Key="md5", Body=BODY, ContentMD5=md5)
    other = base64.b64encode(hashlib.md5(b"another").digest()).decode()
    recorder.call(
        "put with a wrong MD5",
        "PutObject",
        Bucket=PLAIN,
        Key="md5",
        Body=BODY,
        ContentMD5=other,
        expect=(400, "BadDigest"),
    )
    recorder.call(
        "put with a malformed MD5",
        "PutObject",
        Bucket=PLAIN,
        Key="md5",
        Body=BODY,
        ContentMD5="abc",
        expect=(400, "InvalidDigest"),
    )


def tags(recorder):
    at = {"Bucket": PLAIN, "Key": "tagged"}
    tagging = lambda pairs: {"Tagging": {"TagSet": [{"Key": key, "Value": value} for key, value in pairs]}}
    recorder.call(
        "put with tags",
        "PutObject",
        **at,
        Body=b"t",
        Tagging="gate=open&%E5%8C%BA=%E5%B4%82%E5%B1%B1%20%E5%8C%BA&empty=",
    )
    recorder.call("read its tags", "GetObjectTagging", **at)
    recorder.call("read it with the tags' count", "GetObject", **at)
    recorder.call("change its tags", "PutObjectTagging", **at, **tagging([("gate", "closed"), ("说明", "已 关闭")]))
    recorder.call("read its changed tags", "GetObjectTagging", **at)
    recorder.call("copy with its tags", "CopyObject", Bucket=PLAIN, Key="tagged-copy", CopySource=at)
    recorder.call("read the copy's tags", "GetObjectTagging", Bucket=PLAIN, Key="tagged-copy")
    recorder.call(
        "copy with other tags",
        "CopyObject",
        Bucket=PLAIN,
        Key="tagged-copy",
        CopySource=at,
        TaggingDirective="REPLACE",
        Tagging="a=b",
    )
    recorder.call("read the copy's other tags", "GetObjectTagging", Bucket=PLAIN, Key="tagged-copy")
    recorder.call("remove its tags", "DeleteObjectTagging", **at)
    recorder.call("read its removed tags", "GetObjectTagging", **at)
    recorder.call("ten tags", "PutObjectTagging", **at, **tagging([(f"k{i}", "v") for i in range(10)]))
    recorder.call("eleven tags", "PutObjectTagging", **at, **tagging([(f"k{i}", "v") for i in range(11)]))
    recorder.call(
        "a tag twice", "PutObjectTagging", **at, **tagging([("a", "1"), ("a", "2")]), expect=(400, "InvalidTag")
    )
    recorder.call("a tag of the system's", "PutObjectTagging", **at, **tagging([("aws:mine", "1")]))
    recorder.call("a tag's key of 129 characters", "PutObjectTagging", **at, **tagging([("k" * 129, "1")]))
    recorder.call("a tag's value of 257 characters", "PutObjectTagging", **at, **tagging([("k", "v" * 257)]))
    recorder.call("a tag's value with a forbidden character", "PutObjectTagging", **at, **tagging([("k", "a|b")]))
    recorder.call(
        "put with a tag twice",
        "PutObject",
        Bucket=PLAIN,
        Key="twice",
        Body=b"",
        Tagging="a=1&a=2",
        expect=(400, "InvalidArgument"),
    )
    recorder.call("tags of what isn't there", "GetObjectTagging", Bucket=PLAIN, Key="none")
    recorder.call("tag what isn't there", "PutObjectTagging", Bucket=PLAIN, Key="none", **tagging([("a", "1")]))
    versions(recorder, tagging)


def versions(recorder, tagging):
    at = {"Bucket": KEPT, "Key": "tagged"}
    first = recorder.call("put a first tagged version", "PutObject", **at, Body=b"1", Tagging="gate=open")["VersionId"]
    recorder.call("put a second tagged version", "PutObject", **at, Body=b"2")
    recorder.call("tag the first version", "PutObjectTagging", **at, VersionId=first, **tagging([("gate", "closed")]))
    recorder.call("tags of the first version", "GetObjectTagging", **at, VersionId=first)
    recorder.call("tags of the second version", "GetObjectTagging", **at)
