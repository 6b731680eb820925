"""Putting, reading, describing, copying, deleting and versions of objects."""

from buckets import KEPT, PLAIN

TEXT = "监测点,日期,PM2.5\n崂山区,2026-09-21,17\n".encode()

# Each stands for a way in which keys have broken programs.
ODD_KEYS = [
    "数据/青岛市 空气质量/二〇二六.csv",
    "a b+c&d=e?f#g%h;i,j@k$l.csv",
    "it's (1)!*~^`|{}[]<>\".txt",
    "percent-%E6%95%B0%2F-as-is",
    "emoji-😀.csv",
    "tilde-～.csv",
    "folder/",
    "//leading-and//double//",
    "é-composed",
    "é-decomposed",
    "back\\slash",
    "tab\tand\nline",
    '<xml attr="1">&amp;</xml>',
    "k" * 1024,
]


def run(recorder):
    written_and_read(recorder)
    odd_keys(recorder)
    ranges(recorder)
    conditions(recorder)
    copies(recorder)
    versions(recorder)
    refusals(recorder)


def written_and_read(recorder):
    described = {
        "ContentType": "text/csv; charset=utf-8",
        "CacheControl": "no-store",
        "ContentDisposition": "attachment; filename=\"a.csv\"; filename*=UTF-8''%E6%95%B0%E6%8D%AE.csv",
        "ContentEncoding": "identity",
        "ContentLanguage": "zh-CN",
        "Metadata": {"City": "qingdao", "spaces": "a  b"},
    }
    recorder.call("put a described object", "PutObject", Bucket=PLAIN, Key="described.csv", Body=TEXT, **described)
    recorder.call("read a described object", "GetObject", Bucket=PLAIN, Key="described.csv")
    recorder.call("head of a described object", "HeadObject", Bucket=PLAIN, Key="described.csv")
    recorder.call("put an undescribed object", "PutObject", Bucket=PLAIN, Key="undescribed", Body=b"x")
    recorder.call("read an undescribed object", "GetObject", Bucket=PLAIN, Key="undescribed")
    recorder.call("put an empty object", "PutObject", Bucket=PLAIN, Key="empty", Body=b"")
    recorder.call("read an empty object", "GetObject", Bucket=PLAIN, Key="empty")
    recorder.call("put over an object", "PutObject", Bucket=PLAIN, Key="undescribed", Body=b"yy")
    recorder.call("read what was put over", "GetObject", Bucket=PLAIN, Key="undescribed")
    recorder.call(
        "read with other headers",
        "GetObject",
        Bucket=PLAIN,
        Key="described.csv",
        ResponseContentType="application/octet-stream",
        ResponseContentDisposition="inline",
        ResponseCacheControl="max-age=1",
        ResponseContentLanguage="en",
        ResponseContentEncoding="gzip",
        ResponseExpires="Thu, 01 Oct 2026 00:00:00 GMT",
    )
    recorder.call("delete an object", "DeleteObject", Bucket=PLAIN, Key="undescribed")
    recorder.call("read what was deleted", "GetObject", Bucket=PLAIN, Key="undescribed")
    recorder.call("delete what isn't there", "DeleteObject", Bucket=PLAIN, Key="undescribed")


def odd_keys(recorder):
    for number, key in enumerate(ODD_KEYS, 1):
        shown = f"odd key {number} ({key[:24].encode('unicode_escape').decode()})"
        recorder.call(f"put {shown}", "PutObject", Bucket=PLAIN, Key=f"odd/{key}"[:1024], Body=key.encode())
        recorder.call(f"read {shown}", "GetObject", Bucket=PLAIN, Key=f"odd/{key}"[:1024])
    recorder.call(
        "put a key of 1025 bytes",
        "PutObject",
        Bucket=PLAIN,
        Key="数" * 341 + "kk",
        Body=b"",
        expect=(400, "KeyTooLongError"),
    )


def ranges(recorder):
    recorder.call("put ten bytes", "PutObject", Bucket=PLAIN, Key="ten", Body=b"0123456789")
    for header in (
        "bytes=0-3",
        "bytes=4-",
        "bytes=-3",
        "bytes=-30",
        "bytes=0-0",
        "bytes=9-99",
        "bytes=10-",
        "bytes=-0",
        "bytes=5-2",
        "bytes=0-1,4-5",
        "items=0-1",
        "bytes=x-y",
        "bytes=0-3 ",
    ):
        recorder.call(f"range {header}", "GetObject", Bucket=PLAIN, Key="ten", Range=header)
    recorder.call("head of a range", "HeadObject", Bucket=PLAIN, Key="ten", Range="bytes=2-4")
    recorder.call("range of an empty object", "GetObject", Bucket=PLAIN, Key="empty", Range="bytes=0-")


def conditions(recorder):
    etag = recorder.call("put for conditions", "PutObject", Bucket=PLAIN, Key="conditional", Body=b"one")["ETag"]
    old, future = "Wed, 01 Jan 2020 00:00:00 GMT", "Fri, 01 Jan 2100 00:00:00 GMT"
    reads = {
        "if-match the same": {"IfMatch": etag},
        "if-match another": {"IfMatch": '"0123456789abcdef0123456789abcdef"'},
        "if-match any": {"IfMatch": "*"},
        "if-none-match the same": {"IfNoneMatch": etag},
        "if-none-match another": {"IfNoneMatch": '"0123456789abcdef0123456789abcdef"'},
        "if-modified-since long ago": {"IfModifiedSince": old},
        "if-unmodified-since long ago": {"IfUnmodifiedSince": old},
        "if-unmodified-since the future": {"IfUnmodifiedSince": future},
        "if-match and unmodified long ago": {"IfMatch": etag, "IfUnmodifiedSince": old},
        "if-none-match and modified long ago": {"IfNoneMatch": etag, "IfModifiedSince": old},
    }
    for name, condition in reads.items():
        recorder.call(f"read {name}", "GetObject", Bucket=PLAIN, Key="conditional", **condition)
        recorder.call(f"head {name}", "HeadObject", Bucket=PLAIN, Key="conditional", **condition)
    put = {"Bucket": PLAIN, "Key": "conditional", "Body": b"two"}
    recorder.call(
        "put if-none-match any on what is there",
        "PutObject",
        **put,
        IfNoneMatch="*",
        expect=(412, "PreconditionFailed"),
    )
    recorder.call(
        "put if-match another",
        "PutObject",
        **put,
        IfMatch='"0123456789abcdef0123456789abcdef"',
        expect=(412, "PreconditionFailed"),
    )
    recorder.call("put if-match the same", "PutObject", **put, IfMatch=etag)
    recorder.call("put if-match the former", "PutObject", **put, IfMatch=etag, expect=(412, "PreconditionFailed"))
    recorder.call("put if-none-match an etag", "PutObject", **put, IfNoneMatch=etag, expect=(501, "NotImplemented"))
    new = {"Bucket": PLAIN, "Key": "conditional-new", "Body": b"new"}
    recorder.call("put if-match on what isn't there", "PutObject", **new, IfMatch=etag, expect=(404, "NoSuchKey"))
    recorder.call("put if-none-match any on what isn't there", "PutObject", **new, IfNoneMatch="*")
    recorder.call("read after the conditional writes", "GetObject", Bucket=PLAIN, Key="conditional")


def copies(recorder):
    source = {"Bucket": PLAIN, "Key": "described.csv"}
    chinese = "复制/描述 副本+1.csv"
    recorder.call("copy", "CopyObject", Bucket=PLAIN, Key=chinese, CopySource=source)
    recorder.call("read the copy", "GetObject", Bucket=PLAIN, Key=chinese)
    recorder.call(
        "copy from a Chinese key",
        "CopyObject",
        Bucket=PLAIN,
        Key="copied-back",
        CopySource={"Bucket": PLAIN, "Key": chinese},
    )
    replaced = {"MetadataDirective": "REPLACE", "ContentType": "text/plain", "Metadata": {"new": "yes"}}
    recorder.call(
        "copy with new metadata", "CopyObject", Bucket=PLAIN, Key="redescribed", CopySource=source, **replaced
    )
    recorder.call("read the redescribed copy", "GetObject", Bucket=PLAIN, Key="redescribed")
    recorder.call("copy onto itself", "CopyObject", Bucket=PLAIN, Key="described.csv", CopySource=source)
    recorder.call(
        "copy what isn't there", "CopyObject", Bucket=PLAIN, Key="x", CopySource={"Bucket": PLAIN, "Key": "none"}
    )
    recorder.call(
        "copy if-match another",
        "CopyObject",
        Bucket=PLAIN,
        Key="x",
        CopySource=source,
        CopySourceIfMatch='"0"',
        expect=(412, "PreconditionFailed"),
    )


def versions(recorder):
    at = {"Bucket": KEPT, "Key": "版本.csv"}
    first = recorder.call("put a first version", "PutObject", **at, Body=b"first")["VersionId"]
    recorder.call("put a second version", "PutObject", **at, Body=b"second")
    recorder.call("read the current version", "GetObject", **at)
    recorder.call("read the first version", "GetObject", **at, VersionId=first)
    marker = recorder.call("delete a versioned object", "DeleteObject", **at).get("VersionId", "")
    recorder.call("read behind a delete marker", "GetObject", **at)
    recorder.call("head behind a delete marker", "HeadObject", **at)
    recorder.call("read a delete marker", "GetObject", **at, VersionId=marker, expect=(405, "MethodNotAllowed"))
    recorder.call("read the first version behind the marker", "GetObject", **at, VersionId=first)
    recorder.call("list versions", "ListObjectVersions", Bucket=KEPT, Prefix="版本")
    recorder.call("delete the marker", "DeleteObject", **at, VersionId=marker)
    recorder.call("read what is undeleted", "GetObject", **at)
    recorder.call("delete the first version", "DeleteObject", **at, VersionId=first)
    recorder.call("read a deleted version", "GetObject", **at, VersionId=first)
    versioned = {**at, "VersionId": recorder.call("put a third version", "PutObject", **at, Body=b"third")["VersionId"]}
    recorder.call("copy a version", "CopyObject", Bucket=KEPT, Key="copy", CopySource=versioned)
    recorder.call("list versions by pages", "ListObjectVersions", Bucket=KEPT, MaxKeys=1)


def refusals(recorder):
    recorder.call("read what isn't there", "GetObject", Bucket=PLAIN, Key="none")
    recorder.call("head of what isn't there", "HeadObject", Bucket=PLAIN, Key="none")
    recorder.call("read from no bucket", "GetObject", Bucket="there-is-none", Key="none")
    recorder.call("put into no bucket", "PutObject", Bucket="there-is-none", Key="none", Body=b"")
    recorder.call("list no bucket", "ListObjectsV2", Bucket="there-is-none")
