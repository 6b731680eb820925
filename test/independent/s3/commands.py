"""What a person does with the AWS CLI: copy, synchronise, move, list and remove files."""

import contextlib
import io
import os
import pathlib
import re
import tempfile

from awscli.clidriver import create_clidriver

from buckets import PLAIN

AT = f"s3://{PLAIN}/cli"


def run(recorder):
    with tempfile.TemporaryDirectory() as folder:
        here = os.getcwd()
        os.chdir(folder)
        try:
            for name, words in commands(pathlib.Path(folder)):
                recorder.note(f"aws {name}", aws(recorder, words))
            recorder.note("files after the commands", contents(pathlib.Path(folder)))
        finally:
            os.chdir(here)
    links(recorder)


def commands(folder):
    """Each command; a file is written before the command that sends it."""
    (folder / "空气 质量.csv").write_text("监测点,PM2.5\n崂山区,17\n", "utf-8")
    yield "s3 cp up", f"s3 cp|空气 质量.csv|{AT}/|--content-type|text/csv|--metadata|city=qingdao"
    yield "s3api head-object", f"s3api head-object --bucket {PLAIN} --key|cli/空气 质量.csv"
    (folder / "large.bin").write_bytes(bytes(range(256)) * (9 * 1024 * 4))
    yield "s3 cp up in parts", f"s3 cp|large.bin|{AT}/large.bin"
    yield "s3 ls", f"s3 ls|{AT}/"
    yield "s3 ls recursive", f"s3 ls|{AT}|--recursive|--summarize|--human-readable"
    yield "s3 cp down", f"s3 cp|{AT}/空气 质量.csv|back.csv"
    yield "s3 cp down in parts", f"s3 cp|{AT}/large.bin|large-back.bin"
    tree = folder / "tree"
    (tree / "子 目录").mkdir(parents=True)
    for name in ("a.txt", "b+c.txt", "子 目录/三.txt"):
        (tree / name).write_text(name, "utf-8")
        # Older than what will stand in the bucket, or it would be sent again.
        os.utime(tree / name, (0, 0))
    yield "s3 sync up", f"s3 sync|tree|{AT}/tree"
    yield "s3 sync up again", f"s3 sync|tree|{AT}/tree"
    (tree / "a.txt").unlink()
    yield "s3 sync up with deletion", f"s3 sync|tree|{AT}/tree|--delete"
    yield "s3 sync down", f"s3 sync|{AT}/tree|tree-back"
    yield "s3 cp within", f"s3 cp|{AT}/tree/子 目录/三.txt|{AT}/copied.txt"
    yield "s3 mv", f"s3 mv|{AT}/copied.txt|{AT}/moved.txt"
    yield "s3 rm", f"s3 rm|{AT}/moved.txt"
    yield "s3 rm of a tree", f"s3 rm|{AT}/tree|--recursive"
    yield "s3 ls of nothing", f"s3 ls|{AT}/tree/"
    yield "s3 cp of nothing", f"s3 cp|{AT}/none|none"
    new = f"s3api put-object --bucket {PLAIN} --key|cli/once|--body|back.csv|--if-none-match|*"
    yield "s3api put-object once", new
    yield "s3api put-object twice", new
    yield "s3api put-object-tagging", f"s3api put-object-tagging --bucket {PLAIN} --key|cli/once|--tagging|TagSet=[{{Key=gate,Value=open}}]"
    yield "s3api get-object-tagging", f"s3api get-object-tagging --bucket {PLAIN} --key|cli/once"
    yield "s3api get-object of a range", f"s3api get-object --bucket {PLAIN} --key|cli/once|--range|bytes=0-2|range.bin"
    yield "s3api list-objects-v2", f"s3api list-objects-v2 --bucket {PLAIN} --prefix|cli/|--query|Contents[].[Key,Size]"
    yield "s3api get-object of nothing", f"s3api get-object --bucket {PLAIN} --key|none|none"


def aws(recorder, words):
    """Runs a command in this process: its exit code and what it printed. Words are parted by a bar, where there is one."""
    first, *others = words.split("|")
    printed, complained = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    options = ["--endpoint-url", recorder.endpoint, "--region", recorder.region, "--output", "json"]
    quiet = ["--no-progress"] if re.match(r"s3 (cp|sync|mv)\b", words) else []
    with environment(recorder), contextlib.redirect_stdout(printed), contextlib.redirect_stderr(complained):
        code = create_clidriver().main([*first.split(), *others, *options, *quiet])
    return {"exit": code, "printed": lines_of(printed, recorder), "complained": lines_of(complained, recorder)}


@contextlib.contextmanager
def environment(recorder):
    settings = {
        "AWS_ACCESS_KEY_ID": recorder.keys[0],
        "AWS_SECRET_ACCESS_KEY": recorder.keys[1],
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_MAX_ATTEMPTS": "1",
        "AWS_PAGER": "",
    }
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def lines_of(stream, recorder):
    """Sorted, for files go up side by side; without times and addresses."""
    stream.flush()
    text = stream.buffer.getvalue().decode("utf-8").replace(recorder.endpoint, "http://storage")
    text = re.sub(r'"LastModified": "[^"]*"', '"LastModified": "a time"', text)
    text = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", "a time", text)
    return sorted(line for line in text.splitlines() if line.strip())


def contents(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes() == original_of(folder, path).read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and original_of(folder, path) != path
    }


def original_of(folder, path):
    """What a file that came back was sent as."""
    name = str(path.relative_to(folder))
    return folder / {"back.csv": "空气 质量.csv", "large-back.bin": "large.bin"}.get(
        name, name.replace("tree-back/", "tree/")
    )


def links(recorder):
    words = f"s3 presign|{AT}/once|--expires-in|60"
    url = aws(recorder, words)["printed"][0].replace("http://storage", recorder.endpoint)
    recorder.http("aws s3 presign", "GET", url)
