import {
  type AccountTerms,
  type Architecture,
  FREE_TIER_PARTS,
  type FreeTierPart,
  isDay,
  notYet,
  type SavingsPlan,
} from '../../pricing/index.js';
import { gbSeconds } from '../../units/index.js';
import type { FieldReader } from './field-reader.js';
import { ARCHITECTURE } from './shape.js';
import { COUNT, oneOf, TEXT, type ValueKind } from './values.js';

export interface Account {
  readonly terms: AccountTerms;
  /** As typed. */
  readonly region: string | undefined;
  readonly asOf: string | undefined;
  readonly pricesFile: string | undefined;
}

const PLAN = oneOf<SavingsPlan>({
  'no-upfront': 'noUpfront',
  noupfront: 'noUpfront',
  'all-upfront': 'allUpfront',
  allupfront: 'allUpfront',
});
const PLAN_KIND: ValueKind<SavingsPlan> = { ...PLAN, expected: 'no-upfront or all-upfront' };

const DAY: ValueKind<string> = {
  expected: 'a day, such as 2025-08-01',
  parse: (typed) => (isDay(typed) ? typed : undefined),
};

/** What holds for the whole bill. `architecture` is that of its first function. */
export function readAccount(reader: FieldReader, architecture: Architecture): Account {
  const asOf = reader.read('as-of', DAY);
  const savingsPlan = reader.read('savings-plan', PLAN_KIND);
  const others = reader.read('other-gb-seconds', othersKind(architecture));
  const freeTier = readFreeTier(reader);
  const early = asOf === undefined || savingsPlan === undefined ? undefined : notYet('savingsPlan', asOf);
  if (early !== undefined) reader.problem('savings-plan', early);
  return {
    region: reader.read('region', TEXT),
    asOf,
    pricesFile: reader.read('prices', { ...TEXT, expected: 'a file' }),
    terms: {
      ...(others === undefined ? {} : { others }),
      ...(savingsPlan === undefined ? {} : { savingsPlan }),
      ...(freeTier === undefined ? {} : { freeTier }),
    },
  };
}

/** `7B` for the bill's architecture, or `x86_64=7B,arm64=1B`. */
function othersKind(architecture: Architecture): ValueKind<NonNullable<AccountTerms['others']>> {
  return {
    expected: 'GB-seconds, such as 7B or arm64=1B',
    parse: (typed) => {
      const parts = typed.includes('=') ? typed.split(',').map((it) => it.split('=')) : [[architecture, typed]];
      const read = parts.map(([name = '', count = '']) => [ARCHITECTURE.parse(name), COUNT.parse(count)] as const);
      if (read.some(([name, count]) => name === undefined || count === undefined)) return undefined;
      if (new Set(read.map(([name]) => name)).size < read.length) return undefined;
      return Object.fromEntries(read.map(([name, count]) => [name, gbSeconds(count ?? 0)]));
    },
  };
}

const FREE_TIER_KIND: ValueKind<NonNullable<AccountTerms['freeTier']>> = {
  expected: `all, or some of ${FREE_TIER_PARTS.join(', ')} with commas`,
  parse: (typed) => {
    if (typed === 'all') return { parts: FREE_TIER_PARTS, withProvisioned: true };
    const words = typed.split(',').map((it) => it.trim());
    const parts = words.filter((it): it is FreeTierPart => (FREE_TIER_PARTS as readonly string[]).includes(it));
    return parts.length === words.length ? { parts, withProvisioned: false } : undefined;
  },
};

function readFreeTier(reader: FieldReader): AccountTerms['freeTier'] {
  return reader.typed('free-tier') === true
    ? { parts: FREE_TIER_PARTS, withProvisioned: false }
    : reader.read('free-tier', FREE_TIER_KIND);
}
