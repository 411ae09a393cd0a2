"""The context object that handlers get."""

import os
import sys
import time


class LambdaContext:
    def __init__(self, invocation):
        self.aws_request_id = invocation.request_id
        self.log_group_name = os.environ.get("AWS_LAMBDA_LOG_GROUP_NAME")
        self.log_stream_name = os.environ.get("AWS_LAMBDA_LOG_STREAM_NAME")
        self.function_name = os.environ.get("AWS_LAMBDA_FUNCTION_NAME")
        self.memory_limit_in_mb = os.environ.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
        self.function_version = os.environ.get("AWS_LAMBDA_FUNCTION_VERSION")
        self.invoked_function_arn = invocation.function_arn
        self.tenant_id = invocation.tenant_id
        self.client_context = make(ClientContext, invocation.client_context())
        if self.client_context is not None:
            self.client_context.client = make(Client, self.client_context.client)
        identity = invocation.identity() or {}
        self.identity = CognitoIdentity()
        self.identity.cognito_identity_id = identity.get("cognitoIdentityId")
        self.identity.cognito_identity_pool_id = identity.get("cognitoIdentityPoolId")
        self._epoch_deadline_time_in_ms = invocation.deadline_ms

    def get_remaining_time_in_millis(self):
        return max(self._epoch_deadline_time_in_ms - int(time.time() * 1000), 0)

    def log(self, message):
        sys.stdout.write(str(message))

    def __repr__(self):
        return show(self, [name for name in self.__dict__ if not name.startswith("_") and name != "tenant_id"] + ["tenant_id"])


class Slotted:
    __slots__ = []

    def __repr__(self):
        return show(self, self.__slots__)


class CognitoIdentity(Slotted):
    __slots__ = ["cognito_identity_id", "cognito_identity_pool_id"]


class Client(Slotted):
    __slots__ = ["installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name"]


class ClientContext(Slotted):
    __slots__ = ["custom", "env", "client"]


def make(kind, values):
    """What a client sends beside these fields is left out."""
    if values is None:
        return None
    made = kind()
    for name in kind.__slots__:
        setattr(made, name, values.get(name))
    return made


def show(it, names):
    fields = ",".join("%s=%s" % (name, getattr(it, name)) for name in names)
    return "%s([%s])" % (type(it).__name__, fields)
