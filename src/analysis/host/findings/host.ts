import { formatRatio } from '../../../units/index.js';
import type { Finding, Trust } from '../diagnosis-schema.js';
import type { Measured } from './measured.js';

/** The host itself: how much it wavers, and who else is on it. */
export function hostFindings(measured: Measured): Finding[] {
  return [...noiseFindings(measured), ...stealFindings(measured), ...loadFindings(measured)];
}

/** Up to the first a figure (the further end of its interval) can be taken as it is, up to the second with care. */
const grade = (value: number, [good, fair]: readonly [number, number]): Trust =>
  value <= good ? 'trusted' : value <= fair ? 'with-care' : 'untrusted';

/** From one memory size to the next that people try, duration changes by a tenth or more (1,024 to 1,152 MB: 12 %). */
const NOISE = [0.05, 0.12] as const;

function noiseFindings(measured: Measured): Finding[] {
  const { differenceRatio, waverRatio, groups } = measured.speed;
  const subject = 'noise';
  if (differenceRatio === null) {
    return [{ subject, trust: 'with-care', message: 'Noise: unknown, no task was done twice' }];
  }
  const waver =
    waverRatio === null ? '' : `, the speed of ${groups} moments seconds apart by up to ${formatRatio(waverRatio)}`;
  const { value, high } = differenceRatio;
  const most = Math.max(value, high ?? value);
  const trust = grade(Math.max(most, waverRatio ?? 0), NOISE);
  // Only where it decides: two figures for one thing are more to read.
  const unsure = grade(most, NOISE) === grade(value, NOISE) ? '' : `, maybe by ${formatRatio(most)}`;
  const message = `Noise: two identical tasks differ by ${formatRatio(value)}${unsure}${waver}`;
  return [{ subject, trust, message, ...(trust === 'trusted' ? {} : { hint: quieter(measured) }) }];
}

function quieter({ kernel: { governor, virtual }, load }: Measured): string {
  if (isBusy(load)) return END_IT;
  if (governor !== undefined && governor !== 'performance') {
    return `the CPU's clock follows the load (${governor}): cpupower frequency-set -g performance`;
  }
  const neighbours = virtual === true ? '; on a shared virtual machine neighbours do this, take dedicated CPUs' : '';
  return `plug a laptop in, and let it cool down${neighbours}`;
}

/** A per cent is lost in the noise; from five on a duration says more about the neighbours than about the function. */
const STEAL = [0.01, 0.05] as const;

function stealFindings({ load: { stealRatio } }: Measured): Finding[] {
  if (stealRatio === null || stealRatio <= STEAL[0]) return [];
  return [
    {
      subject: 'steal',
      trust: grade(stealRatio, STEAL),
      message: `The hypervisor took ${formatRatio(stealRatio)} of the CPU time for others`,
      hint: 'take a machine with dedicated CPUs, not a burstable or shared one',
    },
  ];
}

/** A tenth of a CPU is what an idle desktop takes. What a busy one does to durations is measured, and said there. */
const IDLE_CPUS = 0.1;
const END_IT = 'see what else computes here (top), end it, then run kelvin doctor again';

const isBusy = ({ otherBusyCpus }: Measured['load']): boolean => (otherBusyCpus?.value ?? 0) > IDLE_CPUS;

function loadFindings({ load, facts }: Measured): Finding[] {
  if (load.otherBusyCpus === null || !isBusy(load)) return [];
  const cpus = `${load.otherBusyCpus.value.toFixed(2)} of ${Number(facts.hostCores.toFixed(2))} CPUs`;
  return [{ subject: 'load', trust: 'with-care', message: `Something else keeps ${cpus} busy`, hint: END_IT }];
}
