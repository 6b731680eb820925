"""Runs the calls against one S3 and prints the answers as JSON: `main.py ENDPOINT [--create]`."""

import json
import sys

import attacks
import buckets
import checksums
import commands
import listing
import objects
import presigned
import uploads
from recorder import Recorder

endpoint, *options = sys.argv[1:]
recorder = Recorder(endpoint)
if "--create" in options:
    buckets.create(recorder.client)
for part in (objects, checksums, uploads, listing, presigned, commands, attacks):
    part.run(recorder)
json.dump({"answers": recorder.answers, "expected": recorder.expected}, sys.stdout, ensure_ascii=False)
