"""Records as JSON objects, with whatever else a function has put into them."""

import json
import logging
import time
import traceback

OWN_FIELDS = frozenset(logging.makeLogRecord({}).__dict__) | {"aws_request_id", "tenant_id"}
# Python has added it since AWS listed the fields that it leaves out.
OWN_FIELDS -= {"taskName"}
encode = json.JSONEncoder(ensure_ascii=False).encode


class JsonFormatter(logging.Formatter):
    def format(self, record):
        error_type, error, tb = record.exc_info or (None, None, None)
        fields = {
            "timestamp": self.formatTime(record),
            "level": logging.getLevelName(min(50, max(0, record.levelno)) // 10 * 10),
            "message": record.getMessage(),
            "logger": record.name,
            "stackTrace": traceback.format_tb(tb) if error_type else None,
            "errorType": error_type.__name__ if error_type else None,
            "errorMessage": str(error) if error_type else None,
            "requestId": record.aws_request_id,
            "location": "%s:%s:%s" % (record.pathname, record.funcName, record.lineno) if error_type else None,
            "tenantId": record.tenant_id,
        }
        for name, value in record.__dict__.items():
            if name not in OWN_FIELDS:
                fields.setdefault(name, value)
        return encode({name: value for name, value in fields.items() if value is not None}) + "\n"

    def formatTime(self, record, datefmt=None):
        seconds = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        return "%s.%03dZ" % (seconds, record.msecs)
