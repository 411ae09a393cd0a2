"""Calls boto3, unmodified, for drivers/boto3.ts: a request a line in, its answer a line out, both JSON.

One process for the whole suite, as Python takes half a second to start. Answers may come in another order than their
requests; the number in `id` says which is which.
"""

import base64
import datetime
import json
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore import xform_name
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.eventstream import EventStream
from botocore.exceptions import ClientError, ParamValidationError
from botocore.httpsession import URLLib3Session
from botocore.response import StreamingBody

JSON_BODY = {"Content-Type": "application/json"}
session = boto3.session.Session()
clients = {}
lock = threading.Lock()


def client_of(request):
    place = request["place"]
    key = (request["api"], place["endpoint"], place["region"])
    with lock:
        if key not in clients:
            clients[key] = session.client(
                request["api"],
                endpoint_url=place["endpoint"],
                region_name=place["region"],
                config=Config(retries={"max_attempts": 0}, max_pool_connections=8),
            )
        return clients[key]


def given(value):
    """Bytes come as {"$bytes": base64}."""
    if isinstance(value, dict):
        if "$bytes" in value:
            return base64.b64decode(value["$bytes"])
        return {name: given(it) for name, it in value.items()}
    return [given(it) for it in value] if isinstance(value, list) else value


def plain(value):
    """The one form of all clients' answers: see `plain` in answer.ts."""
    if isinstance(value, dict):
        return {name: plain(it) for name, it in value.items() if name != "ResponseMetadata" and it is not None}
    if isinstance(value, datetime.datetime):
        utc = value.astimezone(datetime.timezone.utc)
        return utc.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(value, StreamingBody):
        return value.read().decode()
    if isinstance(value, bytes):
        return value.decode()
    return [plain(it) for it in value] if isinstance(value, (list, EventStream)) else value


def is_known(client, operation):
    return operation in client.meta.service_model.operation_names


def call(request):
    client, operation = client_of(request), request["operation"]
    if not is_known(client, operation):
        return {"kind": "unknown"}
    try:
        output = getattr(client, xform_name(operation))(**given(request["input"]))
    except ClientError as error:
        return refusal(error)
    except ParamValidationError as error:
        if "Unknown parameter" in str(error):
            return {"kind": "unknown"}
        raise
    return {"kind": "answered", "output": plain(output), "status": output["ResponseMetadata"]["HTTPStatusCode"]}


def refusal(error):
    status = error.response["ResponseMetadata"]["HTTPStatusCode"]
    reason = {"reason": error.response["Reason"]} if "Reason" in error.response else {}
    told = error.response["Error"]
    return {"kind": "refused", "code": told["Code"], "message": told["Message"], "status": status, **reason}


def pages(request):
    client, operation = client_of(request), request["operation"]
    if not is_known(client, operation) or not client.can_paginate(xform_name(operation)):
        return None
    paginator = client.get_paginator(xform_name(operation))
    config = {"PageSize": request["pageSize"]}
    found = list(paginator.paginate(**given(request["input"]), PaginationConfig=config))
    return {"items": [plain(it) for page in found for it in page[request["member"]]], "count": len(found)}


def wait(request):
    client, name = client_of(request), xform_name(request["waiter"])
    if name not in client.waiter_names:
        return False
    client.get_waiter(name).wait(**given(request["input"]), WaiterConfig={"Delay": 0.05, "MaxAttempts": 1200})
    return True


def signed(request):
    signable = AWSRequest(method=request["method"], url=request["url"], data=request.get("body"), headers=JSON_BODY)
    SigV4Auth(session.get_credentials(), "lambda", request["place"]["region"]).add_auth(signable)
    answer = URLLib3Session().send(signable.prepare())
    headers = {name.lower(): value for name, value in answer.headers.items()}
    return {"status": answer.status_code, "headers": headers, "body": answer.text}


def knows(request):
    """Whether the model has a member of an operation's output, by the path to it."""
    shape = client_of(request).meta.service_model.operation_model(request["operation"]).output_shape
    for part in request["path"]:
        if shape is None:
            return False
        if shape.type_name == "list":
            shape = shape.member
        elif shape.type_name == "map":
            shape = shape.value
        elif shape.type_name == "structure":
            shape = shape.members.get(part)
        else:
            return True
    return shape is not None


ACTIONS = {"call": call, "pages": pages, "wait": wait, "signed": signed, "knows": knows}


def answer(request):
    try:
        reply = {"id": request["id"], "result": ACTIONS[request["action"]](request)}
    except Exception as error:  # Whatever it is, it is the caller's to report.
        reply = {"id": request["id"], "error": f"{type(error).__name__}: {error}"}
    line = json.dumps(reply)
    with lock:
        print(line, flush=True)


with ThreadPoolExecutor(4) as executor:
    print(json.dumps({"id": 0, "result": boto3.__version__}), flush=True)
    for line in sys.stdin:
        executor.submit(answer, json.loads(line))
