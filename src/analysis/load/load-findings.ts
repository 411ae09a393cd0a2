import type { PriceBook } from '../../pricing/index.js';
import type { LoadHeader, ProvisionedVersionLine, UnreadableLoadLine } from '../../recording/index.js';
import type { Warning } from '../result-schema.js';
import type { LoadChoice } from './choice.js';
import type { LoadResult } from './load-result.js';

/** What the warnings of a load are drawn from. */
export interface LoadFindings {
  readonly header: LoadHeader;
  readonly result: Omit<LoadResult, 'warnings'>;
  readonly choice: LoadChoice;
  readonly firstUnreadable: UnreadableLoadLine | undefined;
  /** Of versions of the load. */
  readonly provisioned: readonly ProvisionedVersionLine[];
  readonly book: PriceBook | null;
  /** The day that is priced, `YYYY-MM-DD`. */
  readonly day: string;
}

/** A warning when the condition holds, else nothing. */
export const warnIf = (condition: boolean, code: string, message: string, hint: string): Warning[] =>
  condition ? [{ code, message, hint }] : [];
