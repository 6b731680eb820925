"""Uploads in parts, and downloads of what was uploaded so."""

import io

from boto3.s3.transfer import TransferConfig

from buckets import KEPT, PLAIN

PART = 5 * 1024 * 1024
FIRST, LAST = b"a" * PART, "末".encode()


def run(recorder):
    in_parts(recorder)
    with_checksums(recorder)
    refused(recorder)
    conditional(recorder)
    by_transfer(recorder)


def begun(recorder, name, **parameters):
    upload = recorder.call(f"begin {name}", "CreateMultipartUpload", Bucket=PLAIN, Key=name, **parameters)
    return {"Bucket": PLAIN, "Key": name, "UploadId": upload["UploadId"]}


def part(recorder, name, upload, number, body, **parameters):
    answer = recorder.call(name, "UploadPart", **upload, PartNumber=number, Body=body, **parameters)
    told = {key: value for key, value in answer.items() if key.startswith("Checksum") and key != "ChecksumType"}
    return {"PartNumber": number, "ETag": answer.get("ETag", ""), **told}


def in_parts(recorder):
    plain = recorder.client_of(
        request_checksum_calculation="when_required", response_checksum_validation="when_required"
    )
    described = {"ContentType": "text/plain", "Metadata": {"kind": "parts"}, "Tagging": "gate=open", "client": plain}
    upload = begun(recorder, "parts/整.txt", **described)
    # Numbers need not follow one another, and a part may be sent again.
    part(recorder, "send a part that is replaced", upload, 2, b"b" * PART, client=plain)
    first = part(recorder, "send the first part", upload, 2, FIRST, client=plain)
    last = part(recorder, "send the last part", upload, 7, LAST, client=plain)
    recorder.call("list the parts", "ListParts", **upload)
    recorder.call("list the parts by pages", "ListParts", **upload, MaxParts=1)
    recorder.call("list the second page", "ListParts", **upload, PartNumberMarker=2)
    recorder.call("read before it is complete", "GetObject", Bucket=PLAIN, Key=upload["Key"])
    recorder.call("complete", "CompleteMultipartUpload", **upload, MultipartUpload={"Parts": [first, last]})
    recorder.call("read what was sent in parts", "GetObject", Bucket=PLAIN, Key=upload["Key"])
    recorder.call("range across the parts", "GetObject", Bucket=PLAIN, Key=upload["Key"], Range=f"bytes={PART - 2}-")
    recorder.call("tags of what was sent in parts", "GetObjectTagging", Bucket=PLAIN, Key=upload["Key"])
    recorder.call("list parts of a completed upload", "ListParts", **upload)


def with_checksums(recorder):
    for algorithm in ("CRC32", "SHA256"):
        upload = begun(recorder, f"parts-{algorithm}", ChecksumAlgorithm=algorithm)
        sent = [
            part(recorder, f"send part {number} with {algorithm}", upload, number, body, ChecksumAlgorithm=algorithm)
            for number, body in ((1, FIRST), (2, LAST))
        ]
        recorder.call(f"list the parts with {algorithm}", "ListParts", **upload)
        recorder.call(
            f"complete with {algorithm}", "CompleteMultipartUpload", **upload, MultipartUpload={"Parts": sent}
        )
        recorder.call(
            f"head of parts with {algorithm}", "HeadObject", Bucket=PLAIN, Key=upload["Key"], ChecksumMode="ENABLED"
        )


def refused(recorder):
    upload = begun(recorder, "refused")
    first = part(recorder, "send part 1 of what is refused", upload, 1, FIRST)
    small = part(recorder, "send a small part", upload, 2, LAST)
    second = part(recorder, "send another large part", upload, 5, FIRST)
    last = part(recorder, "send part 3 of what is refused", upload, 3, LAST)
    complete = lambda name, parts, expect: recorder.call(
        name, "CompleteMultipartUpload", **upload, MultipartUpload={"Parts": parts}, expect=expect
    )
    complete("complete with a small part in the middle", [first, small, last], expect=(400, "EntityTooSmall"))
    complete("complete out of order", [second, first], expect=(400, "InvalidPartOrder"))
    complete("complete with an unknown part", [first, {**last, "PartNumber": 4}], expect=(400, "InvalidPart"))
    complete(
        "complete with another etag",
        [{**first, "ETag": '"0123456789abcdef0123456789abcdef"'}],
        expect=(400, "InvalidPart"),
    )
    complete("complete with no parts", [], expect=(400, "MalformedXML"))
    part(recorder, "send part 0", upload, 0, LAST, expect=(400, "InvalidArgument"))
    part(recorder, "send part 10001", upload, 10_001, LAST)
    recorder.call("abort", "AbortMultipartUpload", **upload)
    part(recorder, "send a part after the abort", upload, 1, LAST, expect=(404, "NoSuchUpload"))
    complete("complete after the abort", [first], expect=(404, "NoSuchUpload"))
    recorder.call("abort again", "AbortMultipartUpload", **upload)
    recorder.call("read what was aborted", "GetObject", Bucket=PLAIN, Key="refused", expect=(404, "NoSuchKey"))


def conditional(recorder):
    recorder.call("put what an upload may not replace", "PutObject", Bucket=PLAIN, Key="taken", Body=b"here")
    upload = begun(recorder, "taken")
    sent = part(recorder, "send a part of what is taken", upload, 1, LAST)
    recorder.call(
        "complete if-none-match any",
        "CompleteMultipartUpload",
        **upload,
        MultipartUpload={"Parts": [sent]},
        IfNoneMatch="*",
        expect=(412, "PreconditionFailed"),
    )
    recorder.call("read what wasn't replaced", "GetObject", Bucket=PLAIN, Key="taken")


def by_transfer(recorder):
    """What `upload_file` and `download_file` make of a file of twelve megabytes."""
    config = TransferConfig(multipart_threshold=PART, multipart_chunksize=PART, max_concurrency=2)
    content = bytes(range(256)) * (12 * 1024 * 4)
    recorder.client.upload_fileobj(
        io.BytesIO(content), KEPT, "大文件.bin", ExtraArgs={"ContentType": "application/x-large"}, Config=config
    )
    recorder.call("head of a transferred file", "HeadObject", Bucket=KEPT, Key="大文件.bin", ChecksumMode="ENABLED")
    back = io.BytesIO()
    recorder.client.download_fileobj(KEPT, "大文件.bin", back, Config=config)
    recorder.note("a transferred file comes back", back.getvalue() == content)
