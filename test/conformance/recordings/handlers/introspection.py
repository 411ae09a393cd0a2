import os

FACTS = ["function_name", "function_version", "invoked_function_arn", "memory_limit_in_mb"]
LOGS = ["aws_request_id", "log_group_name", "log_stream_name"]


def handler(event, context):
    facts = {fact: getattr(context, fact) for fact in FACTS + LOGS}
    facts["remaining_time_in_millis"] = context.get_remaining_time_in_millis()
    return {"environment": dict(os.environ), "ctx": facts, "packages": []}
