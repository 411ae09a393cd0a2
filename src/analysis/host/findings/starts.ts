import { formatMilliseconds } from '../../../units/index.js';
import type { Finding } from '../diagnosis-schema.js';
import type { Measured } from './measured.js';

/** INIT runs at full speed, whatever the size; what AWS does before it cannot be seen from here. */
export function startFindings({ speed: { startMs }, facts: { hostCores } }: Measured): Finding[] {
  const subject = 'cold-starts';
  if (startMs === null) {
    return [{ subject, trust: 'untrusted', message: 'Cold starts: no process could be started in an environment' }];
  }
  if (hostCores < 1) {
    const message = `Cold starts: INIT has ${Number(hostCores.toFixed(2))} of a CPU here, on Lambda a whole one or more: it takes longer`;
    return [{ subject, trust: 'with-care', message, hint: 'give the container more CPU' }];
  }
  const message = `Cold starts: INIT runs at full speed, a bare Node.js takes ${formatMilliseconds(startMs.value)}; AWS's own part (microVM, download) is not in it`;
  return [{ subject, trust: 'trusted', message }];
}
