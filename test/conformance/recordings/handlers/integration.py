"""Answers with what it was asked and in which context, or fails when it is told to.

The line on which it fails is part of what AWS recorded: `line 55, in handler`.
"""

#
#
#
#
#
#
#
#
#
#
#
#
#
#
#
#
#
#
#
#
#
#
#
#
#
#
#
#
#
#
#
#
#
#
#
FACTS = [
    "invoked_function_arn",
    "function_version",
    "function_name",
    "memory_limit_in_mb",
    "aws_request_id",
    "log_group_name",
    "log_stream_name",
    "client_context",
]


def handler(event, context):
    if event.get("raise_error"):
        raise Exception("Test exception (this is intentional)")
    return {"event": event, "context": {fact: getattr(context, fact) for fact in FACTS}}
