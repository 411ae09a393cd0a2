import type { Decision } from '../../curve/index.js';
import type { PriceBook } from '../../pricing/index.js';
import type { Recording } from '../../recording/index.js';
import type { Choice } from '../choice.js';
import type { OnProvisioned, Recommendation, Result, SizeResult, Warning } from '../result-schema.js';

/** What the warnings are drawn from. */
export interface Findings {
  readonly recording: Recording;
  readonly unreadable: Result['unreadable'];
  readonly sizes: readonly SizeResult[];
  readonly choice: Choice;
  readonly recommendation: Recommendation | null;
  /** What was decided where Kelvin chose itself what to measure. */
  readonly exploration: Decision | undefined;
  /** What provisioned concurrency did; undefined where there was none. */
  readonly onProvisioned: OnProvisioned | undefined;
  readonly book: PriceBook;
  /** The day that is priced, `YYYY-MM-DD`. */
  readonly day: string;
}

/** A warning when the condition holds, else nothing. */
export const warnIf = (condition: boolean, code: string, message: string, hint: string): Warning[] =>
  condition ? [{ code, message, hint }] : [];
