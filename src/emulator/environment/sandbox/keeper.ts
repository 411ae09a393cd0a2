import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { KEEPER } from '../../limits/marked-processes.js';
import { Starter } from '../processes/starter.js';
import { intoNetwork, type Kept, keeperCommand, type Namespaces, prefixOf } from './namespaces.js';
import { OwnNetwork, RUNTIME_API } from './own-network.js';
import { LAMBDA_USER } from './own-user.js';
import type { Programs } from './programs.js';
import { reasonOf } from './reason.js';

/**
 * The first process of an environment. What depends on no function is done ahead, and the rest when its table of mounts
 * comes. Whoever loses his parent becomes its child, and leaves the process table when he dies where it ignores that
 * (kernel, do_notify_parent); a shell never does, so it becomes `cat` by way of GNU's `env`. It ends when the emulator
 * does, however that ends, as its input ends then; and with it end all of its namespace, the mounts and the namespaces.
 *
 * The emulator's folder is a mount of its own, so that it stays writable, for the file of a /tmp, when the root file
 * system becomes read-only.
 *
 * Its host's process id comes from a /proc of the host: the one that it sees first. AWS's runtimes have process id 7 or
 * above, as a few others have run before them (`ps -ef` in a python3.7 function, published 2020-11).
 */
const SCRIPT = `
mount=$1 processes=$2 user=$3 place=$4 ip=$5
shift 5
read -r pid rest < /proc/self/stat
"$mount" --bind "\${place%/*}" "\${place%/*}" || exit 125
"$mount" -o remount,bind,ro,nosuid / 2>&- || [ -n "$user" ] || exit 125
ignore=--ignore-signal=CHLD
env $ignore true 2>&- || ignore=
if [ -n "$ip" ]; then
  "$ip" link set lo up && "$ip" address add ${RUNTIME_API.host}/32 dev lo || exit 125
fi
echo "$pid"
read -r image || exit
if [ -n "$image" ]; then
  "$mount" -t ext4 -o loop,rw,nosuid,nodev,noinit_itable "$image" "$place" || exit 125
  rmdir "$place/lost+found" 2>&-
  chmod 1777 "$place" || exit 125
fi
if [ -n "$processes" ]; then
  { echo 6 > /proc/sys/kernel/ns_last_pid; echo 169.254.0.1 > /proc/sys/kernel/hostname || hostname 169.254.0.1; } 2>&-
fi
echo tmp
read -r table && read -r owner || exit
[ -z "$image" ] || [ -z "$owner" ] || chown "$owner:$owner" "$place" || exit 125
"$mount" --all --no-mtab --no-canonicalize --fstab "$table" || exit 125
[ $# -eq 0 ] || exec "$@" /bin/sh -c 'echo ready; exec env "$@" cat >&2' sh $ignore
echo ready
exec env $ignore cat >&2
`;

/** Goes on one user namespace further down, where nothing is owned but itself: that no right comes from. */
const toLambdaUser = ({ unshare }: Programs): string[] => [
  ...[unshare, '--user', `--map-user=${LAMBDA_USER.uid}`, `--map-group=${LAMBDA_USER.gid}`],
];

/** Keeps the namespaces of one environment. */
export class Keeper {
  readonly #child: ChildProcess;
  readonly #words: AsyncIterator<string>;
  readonly #ended: Promise<void>;
  readonly #inside: Promise<Kept>;
  readonly #network: Promise<OwnNetwork | undefined>;
  #starter: Starter | undefined;
  #image: string | undefined;
  #isGiven: Promise<unknown> | undefined;
  #pid: number | undefined;
  #said = '';
  #isAlive = true;

  /** @param place see `KeepersOptions` */
  constructor(programs: Programs, namespaces: Namespaces, place: string) {
    const [program = '', ...args] = keeperCommand(programs, namespaces);
    const flags = [namespaces.processes ? 'yes' : '', namespaces.user === false ? '' : 'yes'];
    const ip = namespaces.network ? (programs.ip ?? '') : '';
    const words = [
      programs.mount,
      ...flags,
      place,
      ip,
      ...(namespaces.user === 'lambda' ? toLambdaUser(programs) : []),
    ];
    const child = spawn(program, [...args, '/bin/sh', '-c', SCRIPT, 'init', ...words], {
      ...{ cwd: '/', env: { ...KEEPER }, detached: true, stdio: ['pipe', 'pipe', 'pipe'] },
    });
    this.#child = child;
    child.stdin?.on('error', () => {});
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#said = (this.#said + text).slice(-1000);
    });
    this.#words = createInterface({ input: child.stdout ?? process.stdin })[Symbol.asyncIterator]();
    this.#ended = once(child, 'close').then(
      () => this.#over(),
      () => this.#over(),
    );
    this.#inside = this.#next().then((word) => {
      this.#pid = Number(word);
      return { keeper: this.#pid, outside: child.pid ?? this.#pid };
    });
    this.#network = this.#inside.then((kept) =>
      namespaces.network ? OwnNetwork.open(intoNetwork(programs, namespaces, kept)) : undefined,
    );
    // Who settles hears of it.
    this.#inside.catch(() => {});
    this.#network.catch(() => {});
  }

  /** That of `giveTmp`. */
  get image(): string | undefined {
    return this.#image;
  }

  /** To be called once, before it is settled. @param image a file that holds the file system of its /tmp, if one does */
  giveTmp(image: string | undefined): Promise<unknown> {
    this.#image = image;
    this.#isGiven = this.#inside.then(() => {
      this.#child.stdin?.write(`${image ?? ''}\n`);
      return this.#next();
    });
    // Who settles hears of it.
    this.#isGiven.catch(() => {});
    return this.#isGiven;
  }

  /** Nothing where it has the host's. @throws with what the host has said. */
  get network(): Promise<OwnNetwork | undefined> {
    return this.#network;
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** Sends a process ahead into what is there already, for the first program. */
  async sendAhead(programs: Programs, namespaces: Namespaces): Promise<void> {
    const prefix = prefixOf(programs, namespaces, await this.#inside);
    // Without it nothing is gained.
    if (prefix.length > 0 && this.#isAlive) this.#starter = new Starter(prefix);
  }

  /** Once. */
  takeStarter(): Starter | undefined {
    const starter = this.#starter;
    this.#starter = undefined;
    return starter?.isAlive === true ? starter : undefined;
  }

  /** Makes the mounts of a table. @param owner of /tmp, where not who mounts it @throws with what the host has said. */
  async settle(table: string, owner: number | undefined): Promise<Kept> {
    const kept = await this.#inside;
    await this.#isGiven;
    this.#child.stdin?.write(`${table}\n${owner ?? ''}\n`);
    await this.#next();
    return kept;
  }

  /** @returns when all that is inside is gone. */
  async end(): Promise<void> {
    this.takeStarter()?.end();
    if (this.#isAlive) this.#kill();
    await this.#ended;
  }

  /** The one outside waits for the one inside, which has ended when all others inside have. */
  #kill(): void {
    try {
      if (this.#pid === undefined) this.#child.kill('SIGKILL');
      else process.kill(this.#pid, 'SIGKILL');
    } catch {
      // Already gone.
    }
  }

  #over(): void {
    this.#isAlive = false;
    this.#network.then(
      (network) => network?.end(),
      () => {},
    );
  }

  async #next(): Promise<string> {
    const { value, done } = await this.#words.next();
    if (done !== true) return value;
    await this.#ended;
    throw new Error(reasonOf(this.#said));
  }
}
