import type { Architecture } from '../../pricing/index.js';
import type { HistorySetting } from './history-schema.js';
import type { Session } from './session.js';

/**
 * What decides whether figures can be held against each other at all: the function, where it ran and on which CPUs, what
 * held it to its share, and whether times were drawn. Versions of runtimes, kernels and Kelvin itself are not in it: that
 * they changed may be what a change is due to.
 */
export function settingOf({ facts, target, host }: Session, architecture: Architecture): HistorySetting {
  const { kind, region, endpoint, cpu, memory, network, simulated } = target;
  const isEmulator = kind === 'emulator';
  const limits = [cpu, memory].map((it) => (it === undefined ? 'not known' : it.enforced ? it.backend : 'none'));
  const held = limits[0] === limits[1] ? limits[0] : limits.join(' and ');
  const setting = {
    ...{ name: facts.name, kind, region },
    ...(endpoint === undefined ? {} : { endpoint }),
    architecture,
    host: isEmulator ? `${host.cpuModel}, ${host.cores} cores, ${host.os}` : null,
    limits: isEmulator ? `${held}${network === 'off' ? ', without network' : ''}` : null,
    simulated: simulated === undefined ? null : simulated.parts.map(({ name }) => name).join(', '),
  };
  return { ...setting, label: labelOf(setting) };
}

function labelOf({ kind, region, endpoint, architecture, host, limits, simulated }: Omit<HistorySetting, 'label'>) {
  const place = kind === 'emulator' ? 'emulator' : kind === 'aws' ? `AWS ${region}` : `${endpoint ?? 'endpoint'}`;
  const parts = [
    place,
    architecture,
    host,
    limits === null || limits === 'not known'
      ? null
      : limits === 'none'
        ? 'limits not enforced'
        : `limits by ${limits}`,
    simulated === null ? null : 'with simulated platform noise',
  ];
  return parts.filter((it) => it !== null).join(', ');
}

/** Settings with equal text are one. */
export const keyOf = (setting: HistorySetting): string => JSON.stringify(setting);
