"""Prints which version judges."""

import importlib.metadata
import json

print(json.dumps({"schemathesis": importlib.metadata.version("schemathesis")}))
