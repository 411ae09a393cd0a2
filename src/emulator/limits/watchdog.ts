import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Kills what the emulator leaves when it dies without a chance to do so itself, by SIGKILL or the kernel's
 * out-of-memory killer: a shell in a session of its own that waits for the end of its input. The kernel closes the
 * emulator's end of the pipe however the emulator ends, and Node opens that end close-on-exec, so no function process
 * holds it open. Where there are cgroups they name every process, a daemon in its own session included; where there are
 * none, the process groups are told over the pipe and the rest is known by its environment (LAMBDA_TASK_ROOT lies in
 * the work folder, and no other emulator has the same) or, in a sandbox, where that is /var/task, by what is mounted
 * there.
 *
 * Killed together with the emulator it leaves no process either where functions have a process namespace, which ends with its
 * keeper. Elsewhere each process that the emulator started is killed by the kernel (see `deathOptions`), where there is
 * setpriv, stopped by signals or not. What such a one has started, and all on macOS, stays stopped; what is left in a cgroup,
 * frozen or not, the next emulator takes away (see `sweep`).
 */
const SCRIPT = `
trap '' HUP INT QUIT TERM PIPE
work=$1; shift
groups=' '
while read -r verb pid; do
  case $verb in
    +) groups="$groups$pid " ;;
    -) case $groups in *" $pid "*) groups="\${groups%%" $pid "*} \${groups#*" $pid "}" ;; esac ;;
    .) exit ;;
  esac
done
for pid in $groups; do kill -KILL -- "-$pid"; done
if [ $# -eq 0 ]; then
  here=$(readlink /proc/self/ns/mnt)
  for process in /proc/[0-9]*; do
    if tr '\\0' '\\n' < "$process/environ" | grep -qF "LAMBDA_TASK_ROOT=$work/" ||
      { grep -qF "/\${work##*/}/" "$process/mountinfo" && [ "$(readlink "$process/ns/mnt")" != "$here" ]; }; then
      kill -KILL "\${process#/proc/}"
    fi
  done
fi
tries=0
while [ $tries -lt 200 ]; do
  left=
  for root in "$@"; do
    [ -d "$root" ] || continue
    for group in "$root"/*/; do
      [ -e "$group/cgroup.kill" ] && echo 1 > "$group/cgroup.kill"
      [ -e "$group/freezer.state" ] && echo FROZEN > "$group/freezer.state"
      while read -r pid; do kill -KILL "$pid"; done < "$group/cgroup.procs"
      [ -e "$group/freezer.state" ] && echo THAWED > "$group/freezer.state"
      rmdir "$group"
    done
    rmdir "$root" || left=yes
  done
  [ -z "$left" ] && break
  tries=$((tries + 1))
  sleep 0.05
done
rm -rf "$work"
`;

export class Watchdog {
  readonly #shell: ChildProcess;

  constructor(workFolder: string, cgroupFolders: readonly string[]) {
    this.#shell = spawn('/bin/sh', ['-c', SCRIPT, 'kelvin-watchdog', workFolder, ...cgroupFolders], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      cwd: '/',
      env: { PATH: process.env.PATH ?? '/usr/bin:/bin' },
    });
    this.#shell.unref();
    // A dead watchdog must not take the emulator with it.
    this.#shell.on('error', () => {});
    this.#shell.stdin?.on('error', () => {});
  }

  guard(processGroup: number): void {
    this.#shell.stdin?.write(`+ ${processGroup}\n`);
  }

  release(processGroup: number): void {
    this.#shell.stdin?.write(`- ${processGroup}\n`);
  }

  /** Only when nothing is left for it to do. */
  dismiss(): void {
    this.#shell.stdin?.end('. -\n');
  }
}
