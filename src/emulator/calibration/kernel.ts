import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** What of the host's kernel decides how CPU time is taken away. A fact that cannot be known is left out. */
export interface KernelFacts {
  readonly release: string;
  /** Ticks a second: a quota's overrun is noticed at a tick, so this makes the steps of the staircase. Lambda's is 250. */
  readonly hz?: number;
  readonly hzSource?: 'configuration' | 'measured';
  /** How much of a quota a CPU takes at a time, in microseconds. Lambda's seems to be the default of 5,000. */
  readonly sliceUs?: number;
  readonly clockSource?: string;
  readonly governor?: string;
  /** Whether two CPUs share a core, as two vCPUs do on Lambda. */
  readonly smt?: boolean;
  /** Whether it is a guest, whose hypervisor may take CPU time away. */
  readonly virtual?: boolean;
}

/** @param root `/`, or a folder that stands for it in a test. */
export function readKernelFacts(release: string, root = '/'): KernelFacts {
  const text = (path: string): string | undefined => readBytes(join(root, path))?.toString('utf8').trim();
  const hz = hzOf(release, root);
  const facts = {
    hz,
    hzSource: hz === undefined ? undefined : ('configuration' as const),
    sliceUs: number(text('proc/sys/kernel/sched_cfs_bandwidth_slice_us')),
    clockSource: text('sys/devices/system/clocksource/clocksource0/current_clocksource'),
    governor: text('sys/devices/system/cpu/cpu0/cpufreq/scaling_governor'),
    smt: flag(text('sys/devices/system/cpu/smt/active')),
    virtual: isVirtual(text('proc/cpuinfo')),
  };
  return { release, ...withoutUnknown(facts) };
}

/** Not every kernel carries its configuration in itself (CONFIG_IKCONFIG_PROC), not every container sees /boot. */
function hzOf(release: string, root: string): number | undefined {
  const inside = readBytes(join(root, 'proc/config.gz'));
  const texts = [
    () => (inside === undefined ? undefined : gunzipSync(inside)),
    () => readBytes(join(root, 'boot', `config-${release}`)),
    () => readBytes(join(root, 'lib/modules', release, 'config')),
  ];
  for (const read of texts) {
    const hz = /^CONFIG_HZ=(\d+)$/m.exec(read()?.toString('latin1') ?? '')?.[1];
    if (hz !== undefined) return Number(hz);
  }
  return undefined;
}

/** The CPUs of Arm have no such flag: there it stays unknown. */
function isVirtual(cpuinfo: string | undefined): boolean | undefined {
  const flags = /^flags\s*:(.*)$/m.exec(cpuinfo ?? '')?.[1];
  return flags?.split(' ').includes('hypervisor');
}

const number = (text: string | undefined): number | undefined =>
  text === undefined || text === '' || !Number.isFinite(Number(text)) ? undefined : Number(text);
const flag = (text: string | undefined): boolean | undefined => (text === undefined ? undefined : text === '1');

type Known<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

const withoutUnknown = <T extends object>(facts: T): Known<T> =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Known<T>;

function readBytes(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
