/**
 * What hosts show of their cgroups, as far as it is read: recorded from the documentation of systemd and Docker, from this
 * project's machines (cgroup v1, hybrid) and from a Debian 12 kernel with version 2, 2026-11. A name without a slash in
 * front is a path from the root.
 */
type Files = Readonly<Record<string, string>>;

const MOUNT_V2 =
  '29 23 0:26 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime shared:4 - cgroup2 cgroup2 rw,nsdelegate\n';
const ALL = 'cpuset cpu io memory hugetlb pids rdma misc\n';
const DOMAIN = 'domain\n';

const group = (path: string, controllers: string, handedDown: string, procs = ''): Files => {
  const folder = path === '' ? 'sys/fs/cgroup' : `sys/fs/cgroup/${path}`;
  return {
    [`${folder}/cgroup.controllers`]: controllers,
    [`${folder}/cgroup.subtree_control`]: handedDown,
    [`${folder}/cgroup.procs`]: procs,
    ...(path === '' ? {} : { [`${folder}/cgroup.type`]: DOMAIN }),
  };
};

const self = (mountinfo: string, cgroup: string): Files => ({
  'proc/self/mountinfo': mountinfo,
  'proc/self/cgroup': cgroup,
});

/** Of version 1, by controllers that share a hierarchy. */
const v1 = (...hierarchies: string[]): Files => ({
  ...self(
    hierarchies
      .map(
        (it, index) => `${30 + index} 25 0:${26 + index} / /sys/fs/cgroup/${it} rw shared:9 - cgroup cgroup rw,${it}`,
      )
      .join('\n'),
    hierarchies.map((it, index) => `${index + 1}:${it}:/\n`).join(''),
  ),
  ...Object.fromEntries(hierarchies.map((it) => [`sys/fs/cgroup/${it}/cgroup.procs`, ''])),
});

const unifiedWithoutControllers = {
  mount: '41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw',
  files: { 'sys/fs/cgroup/unified/cgroup.controllers': '\n' },
};

function hybrid(): Files {
  const files = v1('cpu', 'cpuacct', 'memory', 'freezer', 'pids');
  return {
    ...files,
    ...unifiedWithoutControllers.files,
    'proc/self/mountinfo': `${files['proc/self/mountinfo']}\n${unifiedWithoutControllers.mount}`,
    'proc/self/cgroup': `${files['proc/self/cgroup']}0::/\n`,
  };
}

const SESSION = 'user.slice/user-1000.slice/session-3.scope';
const SCOPE = 'user.slice/user-1000.slice/user@1000.service/app.slice/run-7.scope';

export const HOSTS = {
  v2Root: {
    ...self(MOUNT_V2, '0::/user.slice/user-0.slice/session-1.scope\n'),
    ...group('', ALL, ALL),
    ...group('user.slice', ALL, 'memory pids\n'),
    ...group('user.slice/user-0.slice', 'memory pids\n', 'memory pids\n'),
    ...group('user.slice/user-0.slice/session-1.scope', 'memory pids\n', '\n', '4242\n'),
  },
  /** Those above are root's on a real host; in a fixture that root writes they have to show that they hand nothing down. */
  v2Delegated: {
    ...self(MOUNT_V2, `0::/${SCOPE}\n`),
    ...group(SCOPE, 'cpu memory pids\n', '\n', '4242\n'),
  },
  v2Session: {
    ...self(MOUNT_V2, `0::/${SESSION}\n`),
    ...group(SESSION, 'memory pids\n', '\n', '4242\n'),
    ...group('', ALL, '\n'),
    'sys/fs/cgroup/cgroup.type': DOMAIN,
    'sys/fs/cgroup/cgroup.procs': '1\n',
    ...group('user.slice', ALL, '\n', '2\n'),
    ...group('user.slice/user-1000.slice', 'memory pids\n', '\n', '3\n'),
  },
  hybrid: hybrid(),
  v1Joined: v1('cpu,cpuacct', 'memory', 'freezer', 'pids'),
  v1Bare: v1('cpu', 'memory'),
  noCgroup: self('23 1 8:1 / / rw - ext4 /dev/sda1 rw\n', '0::/\n'),
} satisfies Readonly<Record<string, Files>>;
