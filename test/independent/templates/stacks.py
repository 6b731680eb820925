"""Creates, updates and deletes each stack with moto's CloudFormation: `stacks.py FILE`, a JSON list of stacks in the order
of their deployment, each with city, region, name and template. Prints what became of each as JSON."""

import collections
import io
import json
import logging
import os
import sys
import zipfile

os.environ.update(AWS_ACCESS_KEY_ID="moto", AWS_SECRET_ACCESS_KEY="moto", AWS_EC2_METADATA_DISABLED="true")
# moto says of each resource that it can't make it; the list that is printed says it once.
logging.disable(logging.WARNING)

import boto3
from moto import mock_aws
from moto.cloudformation.parsing import resource_class_from_type

BOOTSTRAP = {"Name": "/cdk-bootstrap/hnb659fds/version", "Value": "21", "Type": "String"}


def main(stacks):
    told = []
    for city, region in dict.fromkeys((stack["city"], stack["region"]) for stack in stacks):
        with mock_aws():
            own = [stack for stack in stacks if (stack["city"], stack["region"]) == (city, region)]
            bootstrap(region, own)
            cloud = boto3.client("cloudformation", region_name=region)
            told += [created_and_updated(cloud, stack) for stack in own]
            for stack, outcome in reversed(list(zip(own, told[-len(own) :]))):
                outcome["deleted"] = deleted(cloud, stack["name"])
    return told


def bootstrap(region, stacks):
    """What `cdk bootstrap` and the upload of the functions' code leave behind."""
    boto3.client("ssm", region_name=region).put_parameter(**BOOTSTRAP)
    storage = boto3.client("s3", region_name=region)
    bucket = f"cdk-hnb659fds-assets-123456789012-{region}"
    storage.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": region})
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as archive:
        archive.writestr("index.mjs", "export const handler = async () => undefined;")
    for stack in stacks:
        for resource in stack["template"]["Resources"].values():
            if resource["Type"] == "AWS::Lambda::Function":
                storage.put_object(Bucket=bucket, Key=resource["Properties"]["Code"]["S3Key"], Body=code.getvalue())


def created_and_updated(cloud, stack):
    unsupported = {
        name: lack
        for name, resource in stack["template"]["Resources"].items()
        if (lack := lack_of(resource)) is not None
    }
    template = without(stack["template"], unsupported)
    outcome = {
        "name": stack["name"],
        "region": stack["region"],
        "expected": sorted(template["Resources"]),
        "unsupported": collections.Counter(unsupported.values()),
    }
    given = {"StackName": stack["name"], "Capabilities": ["CAPABILITY_NAMED_IAM"]}
    cloud.create_stack(**given, TemplateBody=json.dumps(former(template)))
    before = resources(cloud, stack["name"])
    outcome["created"] = {"status": status(cloud, stack["name"]), "resources": sorted(before)}
    cloud.update_stack(**given, TemplateBody=json.dumps(template))
    after = resources(cloud, stack["name"])
    replaced = sorted(name for name, (kind, at) in after.items() if before.get(name, (kind, at))[1] != at)
    outcome["updated"] = {"status": status(cloud, stack["name"]), "resources": sorted(after), "replaced": replaced}
    return outcome


def lack_of(resource):
    """What moto can't make of it, or None."""
    kind = resource["Type"]
    if resource_class_from_type(kind) is None:
        return kind
    if kind == "AWS::ApiGateway::Method" and resource["Properties"]["Integration"]["Type"] == "MOCK":
        # KeyError: 'IntegrationHttpMethod', which a mock has none of
        return f"{kind} of a mock"
    if kind == "AWS::IAM::ManagedPolicy":
        # DeleteConflict: it deletes a role before it detaches what was attached by the policy
        return f"{kind} of a role"
    return None


def former(template):
    """As a version before might have been: less memory for functions, other words."""
    earlier = json.loads(json.dumps(template))
    earlier["Description"] = "before"
    for resource in earlier["Resources"].values():
        if resource["Type"] == "AWS::Lambda::Function":
            resource["Properties"]["MemorySize"] = 256
    return earlier


def without(template, unsupported):
    """Without the resources that moto can't make; whoever refers to one gets a text in its place."""

    def replaced(value):
        if isinstance(value, list):
            return [replaced(one) for one in value]
        if not isinstance(value, dict):
            return value
        if value.get("Ref") in unsupported:
            return f"arn:aws:moto:::{value['Ref']}"
        if "Fn::GetAtt" in value and value["Fn::GetAtt"][0] in unsupported:
            return f"arn:aws:moto:::{value['Fn::GetAtt'][0]}"
        return {key: replaced(one) for key, one in value.items()}

    kept = {}
    for name, resource in template["Resources"].items():
        if name in unsupported:
            continue
        kept[name] = replaced(resource)
        after = [one for one in names_in(resource.get("DependsOn")) if one not in unsupported]
        kept[name].pop("DependsOn", None)
        if after:
            kept[name]["DependsOn"] = after
    return {**replaced({key: value for key, value in template.items() if key != "Resources"}), "Resources": kept}


def names_in(dependencies):
    return [dependencies] if isinstance(dependencies, str) else dependencies or []


def status(cloud, name):
    """By the list: moto can't describe a deleted stack that had outputs."""
    pages = cloud.get_paginator("list_stacks").paginate()
    return next(one["StackStatus"] for page in pages for one in page["StackSummaries"] if one["StackName"] == name)


def resources(cloud, name):
    """Type and physical id, by logical id."""
    pages = cloud.get_paginator("list_stack_resources").paginate(StackName=name)
    return {
        one["LogicalResourceId"]: (one["ResourceType"], one.get("PhysicalResourceId"))
        for page in pages
        for one in page["StackResourceSummaries"]
    }


def deleted(cloud, name):
    cloud.delete_stack(StackName=name)
    return status(cloud, name)


with open(sys.argv[1], encoding="utf-8") as file:
    json.dump(main(json.load(file)), sys.stdout, ensure_ascii=False)
