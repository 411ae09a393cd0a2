"""What the function logs, and what the runtime says of errors."""

import logging
import os
import sys
import time

from .marshal import to_json

JSON = (os.environ.get("AWS_LAMBDA_LOG_FORMAT") or "").upper() == "JSON"
LEVEL = (os.environ.get("AWS_LAMBDA_LOG_LEVEL") or "").upper()
TEXT_FRAME, JSON_FRAME = 0xA55A0003, 0xA55A0002

# Where errors tell of a runtime that AWS may have updated on its own.
UPDATE_WARNING = (
    "LAMBDA_WARNING: Unhandled exception. The most likely cause is an issue in the function code. However, in rare cases, "
    "a Lambda runtime update can cause unexpected function behavior. For functions using managed runtimes, runtime updates "
    "can be triggered by a function change, or can be applied automatically. To determine if the runtime has been updated, "
    "check the runtime version in the INIT_START log entry. If this error correlates with a change in the runtime version, "
    "you may be able to mitigate this error by temporarily rolling back to the previous runtime version. For more "
    "information, see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-update.html"
)


class Context:
    request_id = ""
    tenant_id = None


def set_context(request_id, tenant_id):
    Context.request_id = request_id
    Context.tenant_id = tenant_id


class StandardLogSink:
    """A message of several lines is several events here; an error is one, its lines parted by carriage returns."""

    def log(self, message, level=logging.NOTSET, json=False):
        sys.stdout.write(message)

    def log_error(self, lines):
        sys.stdout.write("\r".join(lines) + "\n")


class FramedLogSink:
    """The contract of AWS's runtimes with its platform: type, length, time in microseconds and text of each message."""

    def __init__(self, descriptor):
        self._descriptor = descriptor

    def log(self, message, level=logging.NOTSET, json=False):
        text = message.encode()
        kind = (JSON_FRAME if json else TEXT_FRAME) + (level // 10 * 4 + 4 if level else 0)
        head = kind.to_bytes(4, "big") + len(text).to_bytes(4, "big") + (time.time_ns() // 1000).to_bytes(8, "big")
        frame = head + text
        # In one piece, if the pipe takes it: what the function's children write at the same time stays outside.
        while frame:
            frame = frame[os.write(self._descriptor, frame) :]

    def log_error(self, lines):
        self.log("\n".join(lines), logging.ERROR, JSON)


def make_sink():
    descriptor = os.environ.pop("_LAMBDA_TELEMETRY_LOG_FD", "")
    return FramedLogSink(int(descriptor)) if descriptor else StandardLogSink()


class LambdaLoggerHandler(logging.Handler):
    def __init__(self, sink):
        super().__init__()
        self.log_sink = sink

    def emit(self, record):
        message = self.format(record)
        # Without a format or a level of the function's choice, AWS sends text without its level.
        level = min(50, max(0, record.levelno)) // 10 * 10 if JSON or LEVEL else logging.NOTSET
        self.log_sink.log(message, level, JSON)


class LambdaLoggerFilter(logging.Filter):
    def filter(self, record):
        record.aws_request_id = Context.request_id
        record.tenant_id = Context.tenant_id
        return True


def set_up_logging(sink):
    logging.Formatter.converter = time.gmtime
    handler = LambdaLoggerHandler(sink)
    handler.setFormatter(make_formatter())
    handler.addFilter(LambdaLoggerFilter())
    root = logging.getLogger()
    level = "DEBUG" if LEVEL == "TRACE" else LEVEL
    if isinstance(logging.getLevelName(level), int):
        root.setLevel(level)
    root.addHandler(handler)


def make_formatter():
    if JSON:
        from .json_formatter import JsonFormatter

        return JsonFormatter()
    text = "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s\n"
    return logging.Formatter(text, "%Y-%m-%dT%H:%M:%S")


def warn_of_update():
    logging.warning(UPDATE_WARNING)


def log_error(body, sink):
    if JSON:
        timestamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        sink.log_error([to_json({"timestamp": timestamp, "level": "ERROR", **body})])
        return
    lines = ["[ERROR] %s: %s" % (body["errorType"], body["errorMessage"])]
    if not body["errorMessage"]:
        lines = ["[ERROR] %s" % body["errorType"]]
    lines.append("Traceback (most recent call last):")
    for frame in body["stackTrace"]:
        lines += [hard_spaces(line) for line in frame.splitlines()] or [""]
    sink.log_error(lines)


def hard_spaces(line):
    """The console of CloudWatch would take ordinary ones away."""
    text = line.lstrip(" ")
    return "\u00a0" * (len(line) - len(text)) + text
