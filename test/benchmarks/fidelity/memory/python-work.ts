/** As the other, with what Python alone can do: fork. */
export const PYTHON_WORK = {
  'index.py': `
import mmap, os, subprocess, sys, threading
MB = 1048576
kept = []

def touched(n):
    return bytearray(b'1') * (n * MB)

def in_child(work):
    """Forks, and lets the child end when the parent says so. Returns what ends it."""
    done, end = os.pipe(), os.pipe()
    pid = os.fork()
    if pid == 0:
        work()
        os.write(done[1], b'1')
        os.read(end[0], 1)
        os._exit(0)
    os.read(done[0], 1)
    def finish():
        os.write(end[1], b'1')
        os.waitpid(pid, 0)
    return finish

def write_to(data):
    for i in range(0, len(data), 4096):
        data[i] = 50

def nothing(n): pass
def allocated(n): kept.append(touched(n))
def given_back(n): touched(n)
def anonymous_mapping(n):
    kept.append(mmap.mmap(-1, n * MB) if n else None)
    if n: write_to(kept[-1])
def shared_by_three_forks(n):
    data = touched(n)
    for finish in [in_child(lambda: None) for _ in range(3)]: finish()
def fork_that_writes(n):
    data = touched(n)
    in_child(lambda: write_to(data))()
    return 2 * n
def three_children_at_once(n):
    for finish in [in_child(lambda: kept.append(touched(n))) for _ in range(3)]: finish()
    return 3 * n
def three_children_in_turn(n):
    for _ in range(3): in_child(lambda: kept.append(touched(n)))()
def ten_threads(n):
    threads = [threading.Thread(target=lambda: kept.append(touched(n // 10))) for _ in range(10)]
    for it in threads: it.start()
    for it in threads: it.join()
def file_in_memory(n):
    kept.append(os.memfd_create('file'))
    for _ in range(n): os.write(kept[-1], b'1' * MB)
def mapped_file(n):
    with open('/tmp/file', 'wb') as file:
        for _ in range(n): file.write(b'1' * MB)
    with open('/tmp/file', 'rb') as file:
        if not n: return
        kept.append(mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ))
        sum(kept[-1][i] for i in range(0, n * MB, 4096))

def handler(event, context):
    taken = globals()[event['way'].replace(' ', '_')](event['n'])
    return event['n'] if taken is None else taken
`,
};
