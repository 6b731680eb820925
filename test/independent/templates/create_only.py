"""Prints, by type, which properties replace a resource when they change, as CloudFormation's own schemas have it:
`create_only.py REGION TYPE…`."""

import json
import sys

from cfnlint.schema import PROVIDER_SCHEMA_MANAGER

region, *kinds = sys.argv[1:]


def create_only(kind):
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema(region, kind).schema
    pointers = [*schema.get("createOnlyProperties", []), *schema.get("conditionalCreateOnlyProperties", [])]
    return sorted({pointer.split("/")[2] for pointer in pointers})


print(json.dumps({kind: create_only(kind) for kind in kinds}))
