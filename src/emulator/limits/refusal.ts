/** Why a backend cannot be had on this host, and what its user can do about it. */
export class Refusal extends Error {
  readonly hint: string;

  constructor(reason: string, hint: string) {
    super(reason);
    this.name = 'Refusal';
    this.hint = hint;
  }
}

const READ_ONLY =
  'start the container with a cgroup file system that may be written: docker run --privileged --cgroupns=private …';
/** What most hosts lack is a right. */
export const NO_RIGHT =
  'run as root, or in a delegated cgroup v2 subtree: systemd-run --user --scope -p Delegate=yes kelvin …';

const KNOWN: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  EACCES: ['no right to make cgroups', NO_RIGHT],
  EPERM: ['no right to make cgroups', NO_RIGHT],
  EROFS: ['the cgroup file system is read-only', READ_ONLY],
  EBUSY: ['its cgroup holds processes that cannot be moved', NO_RIGHT],
};

/** What the kernel or a program has said, as something to be shown. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const { code = '', message = String(error) } = error as NodeJS.ErrnoException;
  // `ENODEV: no such device, write '/sys/fs/cgroup/…'`: a recording is to hold no path of the host.
  const [said = message] = code === '' ? [message] : message.split(', ');
  const [reason, hint] = KNOWN[code] ?? [said, NO_RIGHT];
  return new Refusal(reason, hint);
}
