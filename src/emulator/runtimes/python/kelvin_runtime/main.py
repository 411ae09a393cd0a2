"""The order of things from the start of the process to its end."""

import os
import sys

from . import log
from .client import RuntimeClient
from .errors import Fault, body_of
from .handler import load_handler
from .invocation import serve


def main():
    set_up_search_path(os.environ["LAMBDA_TASK_ROOT"], sys.argv.pop())
    forget_locale()
    client = RuntimeClient(os.environ["AWS_LAMBDA_RUNTIME_API"])
    sink = log.make_sink()
    try:
        log.set_up_logging(sink)
        handler = load_handler(os.environ["_HANDLER"])
    except Exception as error:
        body = body_of(error)
        log.warn_of_update()
        log.log_error(body, sink)
        client.send(client.error("init/error", body))
        sys.exit(1)
    if os.environ.get("AWS_LAMBDA_INITIALIZATION_TYPE") == "snap-start":
        take_and_restore_snapshot(client, sink)
    serve(client, handler, sink)


def set_up_search_path(task_root, opt):
    """The package, the layers, the runtime, the language: in the place of this program's own folder."""
    layers = ["%s/python/lib/python%d.%d/site-packages" % (opt, *sys.version_info[:2]), "%s/python" % opt]
    sys.path[:1] = [task_root] + layers
    # AWS names them once more at the end, by a .pth file, which leaves out what does not exist.
    sys.path += [folder for folder in layers if os.path.isdir(folder)]


def forget_locale():
    """Amazon Linux 2 has the locale that LANG names; where it is missing, Python sets this in its place."""
    runtime = os.environ.get("AWS_EXECUTION_ENV", "")
    if runtime in {"AWS_Lambda_python3.%d" % minor for minor in range(8, 12)} and os.environ.get("LC_CTYPE") == "C.UTF-8":
        del os.environ["LC_CTYPE"]


def take_and_restore_snapshot(client, sink):
    from snapshot_restore_py import get_after_restore, get_before_snapshot

    try:
        hooks = get_before_snapshot()
        while hooks:
            function, arguments, keywords = hooks.pop()
            function(*arguments, **keywords)
        client.restore_next()
    except BaseException as error:
        body = body_of(error)
        log.log_error(body, sink)
        client.send(client.error("init/error", body, Fault.BEFORE_SNAPSHOT))
        sys.exit(64)
    try:
        for function, arguments, keywords in get_after_restore():
            function(*arguments, **keywords)
    except BaseException as error:
        body = body_of(error)
        log.log_error(body, sink)
        client.send(client.error("restore/error", body, Fault.AFTER_RESTORE))
        sys.exit(65)
