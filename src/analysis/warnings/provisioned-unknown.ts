import type { Header } from '../../recording/index.js';
import type { Warning } from '../result-schema.js';

/**
 * Whether there was provisioned concurrency may not be asked, but the reports tell where it was seen at work: on demand
 * each INIT is billed with its invocation (since 2025-08), so that one which is not ran ahead.
 * @param ahead how many reports show that, where they are counted
 */
export function provisionedUnknownWarnings(
  functions: readonly Pick<Header['function'], 'provisionedConcurrencyUnknown'>[],
  ahead?: number,
): Warning[] {
  if (!functions.some((it) => it.provisionedConcurrencyUnknown === true)) return [];
  return [
    {
      code: 'provisioned-concurrency-unknown',
      message: `whether it has provisioned concurrency could not be asked (lambda:GetProvisionedConcurrencyConfig is denied): ${seenText(ahead)}; costs are those on demand`,
      hint: 'allow the action on its versions and aliases; "kelvin doctor --aws --for read-only" prints the policy',
    },
  ];
}

function seenText(ahead: number | undefined): string {
  if (ahead === undefined) return 'an INIT that ran ahead, as its report shows, is no cold start here';
  if (ahead === 0) return 'no report shows an INIT that ran ahead of its invocation';
  return `${ahead} ${ahead === 1 ? 'report shows' : 'reports show'} that it has: INIT ran ahead, and is no cold start here`;
}
