"""Prints which versions judge."""

import importlib.metadata
import json

print(json.dumps({name: importlib.metadata.version(name) for name in ("cfn-lint", "checkov", "moto")}))
