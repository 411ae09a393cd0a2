def handler(event, context):
    if event.get("fail"):
        raise Exception("asked to fail")
    return context.aws_request_id
