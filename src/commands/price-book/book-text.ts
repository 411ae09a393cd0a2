import { type PriceBook, SECTIONS } from '../../pricing/index.js';

/** A line of the table: what is priced and its price; a title has none. */
type Line = readonly [what: string, price?: string];

/** A book as a reader wants it: which it is, from when, by whom, and its prices by section, none of them rounded. */
export function bookText(book: PriceBook): string {
  const notes = (book.notes ?? []).map((note) => `  ${note}`);
  const lacks = Object.entries(SECTIONS).flatMap(([key, name]) => (Reflect.get(book, key) === undefined ? [name] : []));
  return [
    `${book.id}: ${book.region}, in force from ${book.effectiveFrom}`,
    `source: ${book.source}`,
    ...notes,
    '',
    ...table(linesOf(book)),
    ...(lacks.length === 0 ? [] : ['', `no price known: ${lacks.join(', ')}`]),
    '',
  ].join('\n');
}

const WORDS: Readonly<Record<string, string>> = {
  usdPerRequest: 'a request',
  usdPerEphemeralGbSecond: 'a GB-second of /tmp above 512 MB',
  usdPerConfiguredGbSecond: 'a GB-second configured',
  usdPerDurationGbSecond: 'a GB-second of duration',
  usdPerCachedGbSecond: 'a GB-second cached',
  usdPerRestoredGb: 'a GB restored',
  usdPerGb: 'a GB',
  usdPerGbSecond: 'a GB-second of duration',
  managementFeeRatio: 'management fee, share of the EC2 price',
  usdPerInstanceHour: 'an hour of an EC2 instance on demand',
  usdPerOperation: 'an operation',
  usdPerWrittenGb: 'a GB written',
  usdPerStoredGbMonth: 'a GB stored for a month',
  usdPerEnvironmentGb: 'a GB of a new environment',
  usdPerKafkaHour: 'an hour of a unit, Kafka',
  usdPerSqsHour: 'an hour of a unit, SQS',
  provisionedConfigured: 'provisioned concurrency, a GB-second configured',
  provisionedDuration: 'provisioned concurrency, a GB-second of duration',
  noUpfront: 'no upfront',
  allUpfront: 'all upfront',
};
const wordsFor = (key: string): string => WORDS[key] ?? key;

/** Digits as they stand in the book: no exponent, nothing rounded away. */
const exact = (value: number): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: 20, useGrouping: false });
const price = (key: string, value: number): string => (key.endsWith('Ratio') ? exact(value) : `$${exact(value)}`);

function linesOf(book: PriceBook): Line[] {
  return Object.entries({ onDemand: 'on demand', ...SECTIONS }).flatMap(([key, name]) =>
    block(name, Reflect.get(book, key)),
  );
}

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The prices of a section, whatever their depth: a new one in the schema is shown without a change here. */
function block(title: string, node: unknown): Line[] {
  if (!isNode(node)) return [];
  const lines = Object.entries(node).flatMap(([key, value]): Line[] =>
    typeof value === 'number' ? [[`  ${wordsFor(key)}`, price(key, value)]] : Array.isArray(value) ? tiers(value) : [],
  );
  const inside = Object.entries(node).flatMap(([key, value]) => block(`${title}, ${wordsFor(key)}`, value));
  return [...(lines.length === 0 ? [] : [[title] as const, ...lines]), ...inside];
}

/** Each step with where it ends. */
function tiers(steps: readonly Node[]): Line[] {
  return steps.map((step): Line => {
    const key = Object.keys(step).find((it) => it.startsWith('usd')) ?? '';
    const end = Object.entries(step).find(([it]) => it.startsWith('upTo'))?.[1];
    const what = key === 'usdPerGbSecond' ? 'a GB-second of duration' : wordsFor(key);
    const limit = typeof end === 'number' ? `up to ${end.toLocaleString('en-US')} a month` : 'beyond';
    return [`  ${what}${steps.length === 1 && end === null ? '' : `, ${limit}`}`, price(key, Number(step[key]))];
  });
}

function table(lines: readonly Line[]): string[] {
  // A title has no price beside it, and may be longer than what has.
  const width = Math.max(...lines.map(([what, usd]) => (usd === undefined ? 0 : what.length)));
  return lines.map(([what, usd]) => (usd === undefined ? what : `${what.padEnd(width)}  ${usd}`));
}
