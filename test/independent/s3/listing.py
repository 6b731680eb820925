"""Lists: order, pages, folders, and the writing of odd names."""

from buckets import KEPT
from objects import ODD_KEYS

# UTF-8 order is neither that of UTF-16 nor that of a dictionary: the full-width tilde stands before an emoji.
KEYS = [
    *[key for key in ODD_KEYS if "\n" not in key and len(key) < 1000],
    "A",
    "a",
    "B",
    "b/1",
    "b/2",
    "b/c/3",
    "b-",
    "b0",
    "列/一",
    "列/二",
    "列/三/四",
    "z",
]


def run(recorder):
    for key in KEYS:
        shown = key.encode("unicode_escape").decode()
        recorder.call(f"put {shown} to list", "PutObject", Bucket=KEPT, Key=f"list/{key}", Body=key.encode())
    for name, parameters in {
        "list all": {},
        "list as folders": {"Delimiter": "/"},
        "list a folder": {"Prefix": "list/b/", "Delimiter": "/"},
        "list a Chinese folder": {"Prefix": "list/列/", "Delimiter": "/"},
        "list by a Chinese delimiter": {"Delimiter": "列"},
        "list by a longer delimiter": {"Delimiter": "b/"},
        "list after a key": {"StartAfter": "list/b/1"},
        "list after a Chinese key": {"StartAfter": "list/列/一"},
        "list with encoded names": {"EncodingType": "url"},
        "list folders with encoded names": {"EncodingType": "url", "Delimiter": "/"},
        "list nothing": {"Prefix": "none/"},
        "list no keys": {"MaxKeys": 0},
        "list more than a thousand": {"MaxKeys": 5000},
    }.items():
        recorder.call(name, "ListObjectsV2", Bucket=KEPT, **{"Prefix": "list/", **parameters})
    pages(recorder, "page", {"MaxKeys": 7})
    pages(recorder, "page of folders", {"MaxKeys": 3, "Delimiter": "/"})
    recorder.call(
        "list with a wrong token",
        "ListObjectsV2",
        Bucket=KEPT,
        ContinuationToken="not a token",
        expect=(400, "InvalidArgument"),
    )
    recorder.call("list versions of one key", "ListObjectVersions", Bucket=KEPT, Prefix="list/b/c")


def pages(recorder, name, parameters):
    token = {}
    for number in range(1, 10):
        answer = recorder.call(f"{name} {number}", "ListObjectsV2", Bucket=KEPT, Prefix="list/", **parameters, **token)
        if not answer.get("IsTruncated"):
            return
        token = {"ContinuationToken": answer["NextContinuationToken"]}
