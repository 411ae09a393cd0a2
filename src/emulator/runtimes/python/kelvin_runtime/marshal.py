"""JSON as AWS's runtime writes it, which is simplejson's: Decimals are numbers, named tuples objects, bytes text."""

import json
import os

from .errors import Fault

# By name, as AWS's runtime has it: from 3.12 on, characters stay what they are.
ASCII = os.environ.get("AWS_EXECUTION_ENV") in {"AWS_Lambda_python3.%d" % minor for minor in range(8, 12)}
# Stands on both sides of a Decimal until the text is done; the standard encoder cannot write numbers of any length.
MARK = "\x00kelvin-decimal\x00"
MARKED = json.dumps(MARK)[1:-1]


def default(value):
    # Imported by whoever has made one.
    if type(value).__module__ in ("decimal", "_pydecimal") and hasattr(value, "is_nan"):
        return float("nan") if value.is_nan() else MARK + str(value) + MARK
    raise TypeError("Object of type %s is not JSON serializable" % type(value).__name__)


encoder = json.JSONEncoder(ensure_ascii=ASCII, default=default)


def to_json(value):
    text = encoder.encode(plain(value) if is_special(value) else value)
    if MARKED in text:
        text = text.replace('"' + MARKED, "").replace(MARKED + '"', "")
    return text.replace("\x7f", "\\u007f") if ASCII else text


def is_special(value):
    """Whether simplejson writes something in it in another way. Looks at types of many values at once: most are none."""
    if isinstance(value, dict):
        types = set(map(type, value)) | set(map(type, value.values()))
        inner = value.values()
    elif isinstance(value, (list, tuple)):
        if hasattr(value, "_asdict"):
            return True
        types, inner = set(map(type, value)), value
    else:
        return isinstance(value, bytes)
    if any(issubclass(it, bytes) for it in types):
        return True
    holders = tuple(it for it in types if issubclass(it, (dict, list, tuple)))
    try:
        return bool(holders) and any(is_special(it) for it in inner if isinstance(it, holders))
    except RecursionError:
        return False


def plain(value):
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, tuple) and callable(getattr(value, "_asdict", None)):
        value = value._asdict()
    if isinstance(value, dict):
        return {key.decode() if isinstance(key, bytes) else key: plain(it) for key, it in value.items()}
    return [plain(it) for it in value] if isinstance(value, (list, tuple)) else value


def unmarshal(payload, content_type):
    if content_type != "application/json":
        return payload
    try:
        return json.loads(payload)
    except Exception as error:
        raise Fault(Fault.UNMARSHAL_ERROR, "Unable to unmarshal input: %s" % error)


def marshal(result):
    if isinstance(result, bytes):
        return result, "application/unknown"
    try:
        return to_json(result), "application/json"
    except Exception as error:
        raise Fault(Fault.MARSHAL_ERROR, "Unable to marshal response: %s" % error)
