"""LocalStack's Step Functions, that service alone, over HTTP on the loopback interface.

Usage: serve.py JARS LAMBDA_ENDPOINT; the first line printed is its own endpoint. It can't skip time: Waits and the
delays before retries are noted instead of slept through. GET / answers the notes, each under its execution's ARN.
"""

import _thread
import functools
import glob
import json
import os
import re
import sys
import threading
from unittest.mock import MagicMock

jars, lambda_endpoint = sys.argv[1:]
# Nothing is reported to anybody, and a naive local time is the time of UTC.
os.environ.update(DISABLE_EVENTS="1", TZ="UTC")

if sys.version_info < (3, 13):
    # LocalStack names this type in annotations; before Python 3.13 it is a function.
    class Lock:
        def __new__(cls):
            return _thread.allocate_lock()

    threading.Lock = Lock

# Imported only by integrations that no machine of ours uses.
for name in ("moto", "moto.batch", "moto.batch.utils", "localstack.services.events.utils"):
    sys.modules[name] = MagicMock()

import boto3
import jpype
import jpype.config
import jpype.imports
from botocore.config import Config
from localstack.aws.api import RequestContext
from localstack.aws.skeleton import create_skeleton
from localstack.aws.spec import load_service
from localstack.http import Request, Response
from localstack.services.stepfunctions.asl.component.common.retry.jitter_strategy_decl import JitterStrategyDecl
from localstack.services.stepfunctions.asl.component.state.state_execution.state_task import lambda_eval_utils
from localstack.services.stepfunctions.asl.component.state.state_execution.state_task.service import (
    state_task_service_sfn,
)
from localstack.services.stepfunctions.asl.component.state.state_wait.wait_function.timestamp import Timestamp
from localstack.services.stepfunctions.asl.component.state.state_wait.wait_function.wait_function import WaitFunction
from localstack.services.stepfunctions.asl.jsonata import jsonata
from localstack.services.stepfunctions.asl.parse.asl_parser import AmazonStateLanguageParser
from localstack.services.stepfunctions.backend.execution import Execution
from localstack.services.stepfunctions.provider import StepFunctionsProvider
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request as Incoming

notes = {}
here = threading.local()


def note(env, what):
    arn = env.states.context_object.context_object_data["Execution"]["Id"]
    notes.setdefault(arn, []).append(what)


def wait(self, env, wait_seconds):
    note(env, {"until": here.until} if isinstance(self, Timestamp) else {"seconds": wait_seconds})


parse_timestamp = Timestamp._from_timestamp_string


def parse(timestamp):
    instant = parse_timestamp(timestamp)
    here.until = None if instant is None else f"{instant.isoformat()}Z"
    return instant


def retry(self, env):
    note(env, {"retryAfter": env.stack.pop(), "jitter": self.jitter_strategy.name})
    env.stack.append(0)


WaitFunction._wait_interval = wait
Timestamp._from_timestamp_string = staticmethod(parse)
JitterStrategyDecl._eval_body = retry


# A definition is parsed once, not at each of its uses: that takes it most of its time.
AmazonStateLanguageParser.parse = staticmethod(functools.lru_cache(AmazonStateLanguageParser.parse))


def start_jvm(self):
    jpype.config.destroy_jvm = False
    jpype.startJVM(classpath=glob.glob(f"{jars}/*.jar"), interrupt=False)
    from com.dashjoin.jsonata.Jsonata import jsonata as parsed
    from com.fasterxml.jackson.databind import ObjectMapper

    self._java_OBJECT_MAPPER = ObjectMapper()
    self._java_JSONATA = parsed


jsonata._JSONataJVMBridge.__init__ = start_jvm
# As later versions have it, which need a newer Python: variables within brackets are seen too.
jsonata._PATTERN_VARIABLE_REFERENCE = re.compile(
    r"(?:\/(?:\\.|[^\\/])*\/[a-zA-Z]*)|(?:\"(?:\\.|[^\"\\])*\"|\'(?:\\.|[^\'\\])*\')"
    r"|(\$[A-Za-z0-9_$]+(?:\.[A-Za-z0-9_][A-Za-z0-9_$]*)*)"
)


def client(service, region, state_credentials):
    return boto3.client(
        service,
        region_name=region,
        endpoint_url=lambda_endpoint if service == "lambda" else endpoint,
        aws_access_key_id="laptop",
        aws_secret_access_key="laptop",
        config=Config(retries={"total_max_attempts": 1}),
    )


lambda_eval_utils.boto_client_for = client
state_task_service_sfn.boto_client_for = client
Execution.publish_execution_status_change_event = lambda self: None

service = load_service("stepfunctions")
skeleton = create_skeleton(service, StepFunctionsProvider())


@Incoming.application
def application(incoming):
    if incoming.method == "GET":
        return Response(json.dumps(notes))
    context = RequestContext(Request(incoming.method, incoming.path, incoming.headers, incoming.get_data()))
    context.service, context.protocol = service, service.protocol
    context.region, context.account_id, context.partition = "cn-north-1", "123456789012", "aws-cn"
    return skeleton.invoke(context)


class Quiet(WSGIRequestHandler):
    # Connections are kept: each transition asks several times.
    protocol_version = "HTTP/1.1"

    def log(self, *_):
        pass


server = make_server("127.0.0.1", 0, application, threaded=True, request_handler=Quiet)
endpoint = f"http://127.0.0.1:{server.server_port}"
print(endpoint, flush=True)
server.serve_forever()
