"""Runs the aws command for drivers/aws-process.ts without starting it anew, as four fifths of a call are imports.

A request a line in: its arguments, and the files that take what it prints; a line out says with which code it has ended.
Each is a fork of this process, which has imported the command and run none of it: no call sees what another has left.
"""

import json
import os
import sys
import threading
import traceback

import awscli.clidriver
import awscli.handlers  # What only a call would import.

ids = {}
lock = threading.Lock()
started = threading.Semaphore(0)


def reply():
    while started.acquire():
        pid, status = os.wait()
        with lock:
            id = ids.pop(pid)
        os.write(1, (json.dumps({"id": id, "result": os.waitstatus_to_exitcode(status)}) + "\n").encode())


def play(request):
    """In the fork, in place of the script `aws`."""
    sys.argv = ["aws", *request["args"]]
    for descriptor, path in enumerate([os.devnull, request["stdout"], request["stderr"]]):
        os.dup2(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), descriptor)
    try:
        code = awscli.clidriver.main()
    except SystemExit as end:
        code = end.code
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    return code or 0


threading.Thread(target=reply, daemon=True).start()
for line in sys.stdin:
    with lock:
        pid = os.fork()
        if pid == 0:
            os._exit(play(json.loads(line)))
        ids[pid] = json.loads(line)["id"]
    started.release()
