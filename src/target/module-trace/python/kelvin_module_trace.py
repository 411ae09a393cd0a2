"""Runs in place of the user's handler, in a run of its own: imports that in INIT, as the runtime would, and answers every
invocation with what was imported. The user's handler is never called.

Not by `-X importtime`, though it measures the same: its lines go to the function's log, of which an answer holds 4 KB,
and it begins before the runtime itself. Python 3.8 to 3.14 import through one function that can be wrapped, also from
their C code (Python/import.c, import_find_and_load, read 2026-11).
"""

import importlib
import importlib._bootstrap as machinery
import os
import sys
from _thread import _local
from time import perf_counter

# So many are told of: an answer holds 6 MB.
MOST = 10000


class Load:
    """One import of one module; times in seconds."""

    __slots__ = ("name", "parent", "start", "own")

    def __init__(self, name, parent, start):
        self.name = name
        self.parent = parent
        self.start = start
        self.own = 0.0


class Tracer(_local):
    """Whose time it is, in each thread: that of the innermost import. Own times add up to the whole by construction."""

    def __init__(self, loads, known):
        self.loads = loads
        self.known = known
        self.stack = []
        self.since = 0.0

    def turn(self):
        """What has passed since the last turn was that of the innermost import."""
        now = perf_counter()
        if self.stack:
            self.stack[-1].own += now - self.since
        self.since = now
        return now

    def find_and_load(self, name, import_):
        if name in sys.modules:
            return find_and_load(name, import_)
        now = self.turn()
        asker = self.stack[-1] if self.stack else None
        load = self.known.get(name)
        if load is None:
            load = self.open(name, asker, now)
        self.stack.append(load)
        try:
            return find_and_load(name, import_)
        finally:
            now = self.turn()
            self.stack.pop()
            if asker is not None and load.parent is not asker and asker.name.startswith(name + "."):
                asker.start = now

    def open(self, name, asker, now):
        load = self.known[name] = Load(name, asker, now)
        # Of `import a.b` Python looks for `a` only now: whoever asked for both asked for `a` first.
        if asker is not None and asker.name.startswith(name + "."):
            load.parent = asker.parent
            self.loads.insert(self.loads.index(asker), load)
        else:
            self.loads.append(load)
        return load


find_and_load = machinery._find_and_load


def trace(handler):
    os.environ["_HANDLER"] = handler
    loads = []
    tracer = Tracer(loads, {})
    failure = None
    machinery._find_and_load = tracer.find_and_load
    start = perf_counter()
    try:
        importlib.import_module(handler.rsplit(".", 1)[0].replace("/", "."))
    except BaseException as error:
        failure = "%s: %s" % (type(error).__name__, (str(error).splitlines() or [""])[0])
    finally:
        machinery._find_and_load = find_and_load
    answer = answer_of(loads, start)
    answer["failure"] = failure
    answer["version"] = sys.version.split(" ")[0]
    return lambda event, context: answer


def answer_of(loads, start):
    # What was sought and not found was no module: its time is that of who sought it, and tells nobody anything.
    found = [load for load in loads if load.name in sys.modules]
    for load in reversed(loads):
        if load.name not in sys.modules and load.parent is not None:
            load.parent.own += load.own
    told = found[:MOST]
    indices = {id(load): index for index, load in enumerate(told)}
    return {
        "leftOut": len(found) - len(told),
        "modules": [
            {
                "name": load.name,
                "parent": indices.get(id(above(load))),
                "startMs": milliseconds(load.start - start),
                "ownMs": milliseconds(load.own),
                "bytes": bytes_of(sys.modules[load.name]),
            }
            for load in told
        ],
    }


def above(load):
    """The nearest that was found."""
    parent = load.parent
    while parent is not None and parent.name not in sys.modules:
        parent = parent.parent
    return parent


def milliseconds(seconds):
    return round(seconds * 1000, 3)


def bytes_of(module):
    spec = getattr(module, "__spec__", None)
    if spec is None or not spec.has_location or not isinstance(spec.origin, str):
        return None
    try:
        return os.stat(spec.origin).st_size
    except OSError:
        return None
