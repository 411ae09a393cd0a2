import { formatMegabytes } from '../../../units/index.js';
import type { Finding } from '../diagnosis-schema.js';
import type { Measured } from './measured.js';

/** Whether a function that needs more than its memory size would be killed here as on Lambda. */
export function memoryFindings({ memory, facts }: Measured): Finding[] {
  const subject = 'memory';
  const { memorySizeMB, outcome, filledMB = 0, missing = '' } = memory;
  const size = formatMegabytes(memorySizeMB);
  const hint = facts.memory.enforced ? {} : { hint: facts.memory.hint };
  switch (outcome) {
    case 'killed': {
      const message = `Memory: the limit holds, at ${size} a process was killed with ${formatMegabytes(filledMB)} of its own`;
      return [{ subject, trust: 'trusted', message }];
    }
    case 'survived': {
      const why = facts.memory.enforced ? '' : ` (${facts.memory.reason})`;
      const message = `Memory: nothing is out of memory here, at ${size} a process lived on with ${formatMegabytes(filledMB)}${why}`;
      return [{ subject, trust: 'untrusted', message, ...hint }];
    }
    case 'unknown':
      return [
        { subject, trust: 'with-care', message: `Memory: whether the limit holds is unknown, ${missing}`, ...hint },
      ];
  }
}
