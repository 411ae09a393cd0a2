import { formatMegabytes } from '../../../units/index.js';
import type { Finding } from '../diagnosis-schema.js';
import type { Measured } from './measured.js';

const LARGEST_MB = 10_240;
const MB_PER_VCPU = 1769;

/** What this host does not have: CPUs for the largest sizes, a better backend, a sandbox. */
export function reachFindings({ facts }: Measured): Finding[] {
  return [...tooLarge(facts), ...betterLimits(facts), ...unsandboxed(facts)];
}

function tooLarge({ largestFullShareMB, hostCores }: Measured['facts']): Finding[] {
  if (largestFullShareMB >= LARGEST_MB) return [];
  const cores = Number(hostCores.toFixed(2));
  const due = (LARGEST_MB / MB_PER_VCPU).toFixed(1);
  return [
    {
      subject: 'sizes',
      trust: 'out-of-reach',
      message: `Sizes above ${formatMegabytes(largestFullShareMB)} get ${cores} vCPU at most (${formatMegabytes(LARGEST_MB)} is due ${due})`,
    },
  ];
}

/** Both versions of cgroups hold a share alike: where one of them does, the other is no better. */
function betterLimits({ cpu }: Measured['facts']): Finding[] {
  if (!cpu.enforced || cpu.backend.startsWith('cgroup')) return [];
  return (cpu.passedOver ?? []).map(({ backend, reason, hint }) => ({
    subject: 'limits',
    trust: 'out-of-reach',
    message: `${backend} would hold the CPU better than ${cpu.backend}, and cannot be had: ${reason}`,
    hint,
  }));
}

function unsandboxed({ sandbox }: Measured['facts']): Finding[] {
  if (sandbox.enforced) return [];
  const message = `Functions see the host's file system: ${sandbox.reason}`;
  return [{ subject: 'sandbox', trust: 'out-of-reach', message, hint: sandbox.hint }];
}
