"""One invocation after the other."""

import json
import os

from . import log
from .context import LambdaContext
from .errors import Fault, body_of
from .marshal import marshal, unmarshal


class Invocation:
    def __init__(self, headers):
        self.request_id = headers["lambda-runtime-aws-request-id"]
        self.invocation_id = headers.get("lambda-runtime-invocation-id")
        self.trace_id = headers.get("lambda-runtime-trace-id")
        self.tenant_id = headers.get("lambda-runtime-aws-tenant-id")
        self.function_arn = headers.get("lambda-runtime-invoked-function-arn")
        self.deadline_ms = int(headers.get("lambda-runtime-deadline-ms", 0))
        self.content_type = headers.get("content-type")
        self._client_context = headers.get("lambda-runtime-client-context")
        self._identity = headers.get("lambda-runtime-cognito-identity")

    def client_context(self):
        return parse(self._client_context, "Client Context")

    def identity(self):
        return parse(self._identity, "Cognito Identity")


def parse(header, name):
    if not header:
        return None
    try:
        return json.loads(header)
    except Exception as error:
        raise Fault(Fault.CONTEXT_UNMARSHAL_ERROR, "Unable to parse %s JSON: %s" % (name, error))


def serve(client, handler, sink):
    answer = b""
    while True:
        headers, payload = client.next(answer)
        invocation = Invocation(headers)
        log.set_context(invocation.request_id, invocation.tenant_id)
        forward_trace(invocation.trace_id)
        answer = answer_to(client, handler, invocation, payload, sink)


def forward_trace(trace_id):
    """Tracing libraries look for it there."""
    if trace_id is not None:
        os.environ["_X_AMZN_TRACE_ID"] = trace_id
    else:
        os.environ.pop("_X_AMZN_TRACE_ID", None)


def answer_to(client, handler, invocation, payload, sink):
    try:
        context = LambdaContext(invocation)
        result = handler(unmarshal(payload, invocation.content_type), context)
        body, content_type = marshal(result)
    except Exception as error:
        body = body_of(error, invocation.request_id)
        log.log_error(body, sink)
        return client.invocation_error(invocation, body)
    # What cannot be encoded ends the process, as it does on AWS.
    return client.response(invocation, body if isinstance(body, bytes) else body.encode(), content_type)
