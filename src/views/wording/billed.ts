import { formatUsd } from '../../units/index.js';

/** What was spent, as far as reports tell it. */
interface Spent {
  readonly billedGbSeconds: number;
  readonly unbilled?: number | undefined;
}

/** `12.5 GB-s`; of invocations whose reports hold no Billed Duration nothing is known, and that is said. */
export function gbSecondsText({ billedGbSeconds, unbilled = 0 }: Spent, format: Intl.NumberFormatOptions): string {
  const known = `${billedGbSeconds.toLocaleString('en-US', format)} GB-s`;
  if (unbilled === 0) return known;
  const rest = `${unbilled.toLocaleString('en-US')} without a Billed Duration`;
  return billedGbSeconds === 0 ? `GB-s unknown (${rest})` : `at least ${known} (${rest})`;
}

/** Of dollars, where more than these was spent. */
export const atLeast = ({ unbilled = 0 }: Spent, dollars: string): string =>
  unbilled === 0 ? dollars : `at least ${dollars}`;

/** What of it was paid for environments that were kept, invoked or not. */
export const keptText = ({ provisionedUsd }: { readonly provisionedUsd?: number | undefined }): string =>
  provisionedUsd === undefined ? '' : `, ${formatUsd(provisionedUsd)} of it to keep provisioned concurrency`;
