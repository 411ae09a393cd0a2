"""Stands in for AWS's Python runtime (awslambdaric): fetches invocations, calls the handler, sends answers.

The Runtime API is spoken over a bare socket: importing http.client would be a part of every cold start.
"""

import importlib
import json
import logging
import os
import socket
import sys
import time
import traceback

TASK_ROOT = os.environ["LAMBDA_TASK_ROOT"]


class RuntimeClient:
    def __init__(self, address):
        host, port = address.split(":")
        self.address = address
        self.socket = socket.create_connection((host, int(port)))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received = self.socket.makefile("rb")

    def next(self, answer=b""):
        """Asks for the next invocation; an answer to the last one leaves in the same packet."""
        get = "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: %s\r\n\r\n" % self.address
        self.socket.sendall(answer + get.encode())
        if answer:
            self.read()
        return self.read()

    def send(self, request):
        self.socket.sendall(request)
        return self.read()

    def post(self, path, body, headers):
        lines = "".join("%s: %s\r\n" % item for item in headers.items())
        head = "POST /2018-06-01/runtime/%s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%s\r\n"
        return (head % (path, self.address, len(body), lines)).encode() + body

    def read(self):
        if not self.received.readline():
            sys.exit(1)
        headers = {}
        while True:
            line = self.received.readline().decode("latin-1").strip()
            if not line:
                break
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        return headers, self.received.read(int(headers.get("content-length", 0)))


class LambdaContext:
    def __init__(self, headers):
        self.aws_request_id = headers.get("lambda-runtime-aws-request-id")
        self.log_group_name = os.environ.get("AWS_LAMBDA_LOG_GROUP_NAME")
        self.log_stream_name = os.environ.get("AWS_LAMBDA_LOG_STREAM_NAME")
        self.function_name = os.environ.get("AWS_LAMBDA_FUNCTION_NAME")
        self.memory_limit_in_mb = os.environ.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
        self.function_version = os.environ.get("AWS_LAMBDA_FUNCTION_VERSION")
        self.invoked_function_arn = headers.get("lambda-runtime-invoked-function-arn")
        self.client_context = json.loads(headers.get("lambda-runtime-client-context", "null"))
        self.identity = None
        self._deadline_ms = int(headers.get("lambda-runtime-deadline-ms", 0))

    def get_remaining_time_in_millis(self):
        return max(self._deadline_ms - int(round(time.time() * 1000)), 0)

    def log(self, message):
        sys.stdout.write(str(message))


class LambdaLoggerHandler(logging.Handler):
    """One log event a record: a newline within becomes a carriage return, as in awslambdaric's StandardLogSink."""

    def emit(self, record):
        sys.stdout.write(self.format(record).replace("\n", "\r") + "\n")


class LambdaLoggerFilter(logging.Filter):
    request_id = ""

    def filter(self, record):
        record.aws_request_id = LambdaLoggerFilter.request_id
        return True


def set_up_logging():
    handler = LambdaLoggerHandler()
    formatter = logging.Formatter(
        "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s", "%Y-%m-%dT%H:%M:%S"
    )
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    handler.addFilter(LambdaLoggerFilter())
    logging.getLogger().addHandler(handler)


class Fault(Exception):
    """A mistake that the runtime itself has a name for."""

    def __init__(self, error_type, message, trace=()):
        super().__init__(message)
        self.error_type = error_type
        self.trace = list(trace)


def load_handler(name):
    module_name, dot, function_name = name.rpartition(".")
    if not dot:
        raise Fault("Runtime.MalformedHandlerName", "Bad handler '%s': not enough values to unpack (expected 2, got 1)" % name)
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        raise Fault("Runtime.ImportModuleError", "Unable to import module '%s': %s" % (module_name, error))
    except SyntaxError as error:
        trace = ['  File "%s" Line %s\n    %s' % (error.filename, error.lineno, (error.text or "").rstrip())]
        message = "Syntax error in module '%s': %s" % (module_name, error)
        raise Fault("Runtime.UserCodeSyntaxError", message, trace)
    if not hasattr(module, function_name):
        message = "Handler '%s' missing on module '%s'" % (function_name, module_name)
        raise Fault("Runtime.HandlerNotFound", message)
    return getattr(module, function_name)


def error_body(error, request_id=None):
    """The trace leaves this file's own frames out."""
    if isinstance(error, Fault):
        body = {"errorMessage": str(error), "errorType": error.error_type, "stackTrace": error.trace}
    else:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename != __file__]
        body = {
            "errorMessage": str(error),
            "errorType": type(error).__name__,
            "stackTrace": traceback.format_list(frames),
        }
    return body if request_id is None else {**body, "requestId": request_id}


def log_error(body):
    lines = ["[ERROR] %s: %s" % (body["errorType"], body["errorMessage"])]
    if body["stackTrace"]:
        lines += ["Traceback (most recent call last):"] + [line.rstrip() for line in body["stackTrace"]]
    sys.stdout.write("\r".join(lines).replace("\n", "\r") + "\n")


def error_post(client, path, body, headers):
    typed = {**headers, "Lambda-Runtime-Function-Error-Type": body["errorType"]}
    return client.post(path, json.dumps(body).encode(), typed)


def encode(result):
    try:
        return json.dumps(result, ensure_ascii=False).encode()
    except Exception as error:
        raise Fault("Runtime.MarshalError", "Unable to marshal response: %s" % error)


def answer_to(client, handler, headers, payload):
    request_id = headers["lambda-runtime-aws-request-id"]
    invocation_id = headers.get("lambda-runtime-invocation-id")
    echo = {"Lambda-Runtime-Invocation-Id": invocation_id} if invocation_id else {}
    try:
        result = encode(handler(json.loads(payload), LambdaContext(headers)))
        return client.post("invocation/%s/response" % request_id, result, echo)
    except Exception as error:
        body = error_body(error, request_id)
        log_error(body)
        return error_post(client, "invocation/%s/error" % request_id, body, echo)


def main():
    sys.stdout.reconfigure(line_buffering=False, write_through=True)
    # Both end in one descriptor; on AWS they are one stream too.
    sys.stderr = sys.stdout
    sys.path.insert(0, TASK_ROOT)
    client = RuntimeClient(os.environ["AWS_LAMBDA_RUNTIME_API"])
    set_up_logging()
    try:
        handler = load_handler(os.environ["_HANDLER"])
    except Exception as error:
        body = error_body(error)
        log_error(body)
        client.send(error_post(client, "init/error", body, {}))
        sys.exit(1)
    answer = b""
    while True:
        headers, payload = client.next(answer)
        LambdaLoggerFilter.request_id = headers["lambda-runtime-aws-request-id"]
        os.environ["_X_AMZN_TRACE_ID"] = headers.get("lambda-runtime-trace-id", "")
        answer = answer_to(client, handler, headers, payload)
        sys.stdout.flush()


main()
