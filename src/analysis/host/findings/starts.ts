import { formatMilliseconds } from '../../../units/index.js';
import type { Finding } from '../diagnosis-schema.js';
import type { Measured } from './measured.js';

/** INIT runs at full speed, whatever the size; what AWS does before it cannot be seen from here. */
export function startFindings({ speed: { startMs } }: Measured): Finding[] {
  const subject = 'cold-starts';
  if (startMs === null) {
    return [{ subject, trust: 'untrusted', message: 'Cold starts: no process could be started in an environment' }];
  }
  const message = `Cold starts: INIT runs at full speed, a bare Node.js takes ${formatMilliseconds(startMs.value)}; AWS's own part (microVM, download) is not in it`;
  return [{ subject, trust: 'trusted', message }];
}
