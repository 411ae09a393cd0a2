"""Errors as they are reported and logged."""

import os
import sys
import traceback

OWN_FOLDER = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep


class Fault(Exception):
    """A mistake that the runtime itself has a name for."""

    AFTER_RESTORE = "Runtime.AfterRestoreError"
    BEFORE_SNAPSHOT = "Runtime.BeforeSnapshotError"
    BUILT_IN_MODULE_CONFLICT = "Runtime.BuiltInModuleConflict"
    CONTEXT_UNMARSHAL_ERROR = "Runtime.LambdaContextUnmarshalError"
    HANDLER_NOT_FOUND = "Runtime.HandlerNotFound"
    IMPORT_MODULE_ERROR = "Runtime.ImportModuleError"
    MALFORMED_HANDLER_NAME = "Runtime.MalformedHandlerName"
    MARSHAL_ERROR = "Runtime.MarshalError"
    UNMARSHAL_ERROR = "Runtime.UnmarshalError"
    USER_CODE_SYNTAX_ERROR = "Runtime.UserCodeSyntaxError"

    def __init__(self, error_type, message, trace=()):
        super().__init__(message)
        self.error_type = error_type
        self.message = message
        self.trace = list(trace)


def body_of(error, request_id=""):
    """Of an error that is being handled. The trace begins behind the runtime's own frames."""
    if isinstance(error, Fault):
        message, error_type, trace = error.message, error.error_type, error.trace
    else:
        frames = [(it.filename, it.lineno, it.name, it.line) for it in traceback.extract_tb(sys.exc_info()[2])]
        outside = next((i for i, frame in enumerate(frames) if not frame[0].startswith(OWN_FOLDER)), 0)
        # Frames of four parts are printed without the marks under the line that newer versions add.
        message, error_type, trace = str(error), type(error).__name__, traceback.format_list(frames[outside:])
    return {"errorMessage": message, "errorType": error_type, "requestId": request_id, "stackTrace": trace}
