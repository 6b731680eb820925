"""Links and forms that boto3 signs for others to use: plain HTTP without an SDK."""

from buckets import KEPT, PLAIN

CONTENT = "经授权的下载\n".encode()
KEY = "签名/下载 一.csv"


def run(recorder):
    links(recorder)
    forms(recorder)


def link(recorder, operation, expires=300, client=None, **parameters):
    return (client or recorder.client).generate_presigned_url(operation, Params=parameters, ExpiresIn=expires)


def links(recorder):
    url = link(recorder, "put_object", Bucket=PLAIN, Key=KEY, ContentType="text/csv")
    recorder.http("put by a link", "PUT", url, CONTENT, {"Content-Type": "text/csv"})
    recorder.http("read by a link", "GET", link(recorder, "get_object", Bucket=PLAIN, Key=KEY))
    recorder.http("head by a link", "HEAD", link(recorder, "head_object", Bucket=PLAIN, Key=KEY))
    recorder.http(
        "read a range by a link",
        "GET",
        link(recorder, "get_object", Bucket=PLAIN, Key=KEY),
        headers={"Range": "bytes=0-5"},
    )
    named = "attachment; filename*=UTF-8''%E4%B8%8B%E8%BD%BD.csv"
    url = link(
        recorder,
        "get_object",
        Bucket=PLAIN,
        Key=KEY,
        ResponseContentDisposition=named,
        ResponseContentType="text/plain",
    )
    recorder.http("read by a link with a name", "GET", url)
    recorder.http("read by a link what isn't there", "GET", link(recorder, "get_object", Bucket=PLAIN, Key="none"))
    first = recorder.call("put a version for links", "PutObject", Bucket=KEPT, Key=KEY, Body=b"first")["VersionId"]
    recorder.call("put another version for links", "PutObject", Bucket=KEPT, Key=KEY, Body=b"second")
    recorder.http(
        "read a version by a link", "GET", link(recorder, "get_object", Bucket=KEPT, Key=KEY, VersionId=first)
    )
    recorder.http("delete by a link", "DELETE", link(recorder, "delete_object", Bucket=PLAIN, Key="ten"))
    recorder.http("list by a link", "GET", link(recorder, "list_objects_v2", Bucket=KEPT, Prefix="签名/"))


def forms(recorder):
    form = recorder.client.generate_presigned_post(
        PLAIN,
        "form.csv",
        Fields={"Content-Type": "text/csv"},
        Conditions=[["content-length-range", 1, 100], {"Content-Type": "text/csv"}],
    )
    post(recorder, "post a form", form, CONTENT)
    recorder.call("read what was posted", "GetObject", Bucket=PLAIN, Key="form.csv")
    post(recorder, "post a file too large", form, b"x" * 101, expect=(400, "EntityTooLarge"))
    post(recorder, "post an empty file", form, b"", expect=(400, "EntityTooSmall"))
    post(
        recorder,
        "post another content type",
        {**form, "fields": {**form["fields"], "Content-Type": "text/html"}},
        CONTENT,
        expect=(403, "AccessDenied"),
    )
    post(
        recorder,
        "post to another key",
        {**form, "fields": {**form["fields"], "key": "other.csv"}},
        CONTENT,
        expect=(403, "AccessDenied"),
    )
    post(
        recorder,
        "post an extra field",
        {**form, "fields": {**form["fields"], "x-amz-meta-extra": "1"}},
        CONTENT,
        expect=(403, "AccessDenied"),
    )
    for status in ("200", "201", "204"):
        fields = {"success_action_status": status}
        asked = recorder.client.generate_presigned_post(PLAIN, f"status-{status}", Fields=fields, Conditions=[fields])
        post(recorder, f"post asking for {status}", asked, CONTENT)
    named = recorder.client.generate_presigned_post(
        PLAIN, "上传/${filename}", Conditions=[["starts-with", "$key", "上传/"]]
    )
    post(recorder, "post under the file's name", named, CONTENT, "空气 质量.csv")
    recorder.call("read what was posted under its name", "GetObject", Bucket=PLAIN, Key="上传/空气 质量.csv")
    tagging = {"tagging": "<Tagging><TagSet><Tag><Key>gate</Key><Value>open</Value></Tag></TagSet></Tagging>"}
    post(
        recorder,
        "post with tags",
        recorder.client.generate_presigned_post(PLAIN, "tagged-form", Fields=tagging, Conditions=[tagging]),
        CONTENT,
    )
    recorder.call("tags of what was posted", "GetObjectTagging", Bucket=PLAIN, Key="tagged-form")
    post(recorder, "post without a file", form, None, expect=(400, "InvalidArgument"))
    versioned = recorder.client.generate_presigned_post(KEPT, "form-version")
    post(recorder, "post a version", versioned, CONTENT)


def post(recorder, name, form, content, file_name="file.csv", expect=None):
    boundary = "independent-boundary"
    lines = b""
    for field, value in form["fields"].items():
        lines += f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode()
    if content is not None:
        lines += f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{file_name}"\r\nContent-Type: text/csv\r\n\r\n'.encode()
        lines += content + b"\r\n"
    lines += f"--{boundary}--\r\n".encode()
    return recorder.http(
        name, "POST", form["url"], lines, {"Content-Type": f"multipart/form-data; boundary={boundary}"}, expect
    )
