def handler(event, context):
    http = event["requestContext"]["http"]
    return {
        "args": event.get("queryStringParameters") or {},
        "data": event.get("body", ""),
        "domain": event["requestContext"]["domainName"],
        "headers": event["headers"],
        "method": http["method"],
        "origin": http["sourceIp"],
        "path": http["path"],
    }
