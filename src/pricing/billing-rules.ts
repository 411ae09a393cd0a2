import type { Milliseconds } from '../units/index.js';
import { milliseconds } from '../units/index.js';

/** What decides whether INIT was billed before it was for everybody. */
export interface FunctionKind {
  readonly packageType: 'zip' | 'image';
  /** `custom`: an OS-only runtime (`provided`), whose INIT was billed from its first day, 2018-11-29. */
  readonly runtime: 'managed' | 'custom';
}

/** The most usual kind, and the only one that had its INIT for nothing. */
export const ZIP_ON_MANAGED: FunctionKind = { packageType: 'zip', runtime: 'managed' };

/** How an invocation is billed on a day. */
export interface BillingRules {
  /** Billed Duration is a multiple of this. */
  readonly roundingMs: Milliseconds;
  /** Whether Init Duration of an on-demand cold start is in Billed Duration. */
  readonly initIsBilled: (kind: FunctionKind) => boolean;
}

/** 2020-12-01: "AWS Lambda changes duration billing granularity from 100 ms down to 1 ms". */
const ONE_MILLISECOND_FROM = '2020-12-01';
/** AWS Compute blog, "AWS Lambda standardizes billing for INIT Phase", 2025-04-29. */
export const INIT_BILLED_FROM = '2025-08-01';

/** The rules in force on a day, `YYYY-MM-DD`; without one, today's. */
export function billingRules(day?: string): BillingRules {
  return {
    roundingMs: milliseconds(day !== undefined && day < ONE_MILLISECOND_FROM ? 100 : 1),
    initIsBilled: ({ packageType, runtime }) =>
      day === undefined || day >= INIT_BILLED_FROM || packageType === 'image' || runtime === 'custom',
  };
}
