import type { Warning } from '../../result-schema.js';
import { provisionedUnknownWarnings } from '../../warnings/provisioned-unknown.js';
import { type LoadFindings, warnIf } from '../load-findings.js';

/** What the figures are of where a load was put on provisioned concurrency, and what its cost leaves out. */
export function provisionedWarnings({ header: { functions } }: Pick<LoadFindings, 'header'>): Warning[] {
  const [kept] = functions.flatMap((it) => it.provisionedConcurrency ?? []);
  if (kept === undefined) return provisionedUnknownWarnings(functions);
  return warnIf(
    true,
    'provisioned-concurrency',
    `put on provisioned concurrency of ${kept}: an INIT that ran before its invocation is no cold start here; the cold starts are of what spilled over to on demand`,
    'costs are those on demand: provisioned concurrency is paid by the time it is configured for, and its duration at a lower price ("kelvin price --provisioned")',
  );
}
