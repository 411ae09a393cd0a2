import os
import time


def handler(event, context):
    time.sleep(event.get("wait", 0) if isinstance(event, dict) else 0)
    return os.environ["AWS_LAMBDA_INITIALIZATION_TYPE"]
