import type { Shape } from './model.js';
import { creatableRuntimes, everyRuntime } from './runtime-names.js';

/**
 * Where AWS's own answers say something else than its published model: texts of validation messages in recorded answers
 * (localstack/localstack, Apache-2.0, recorded 2024-2026).
 */

/** The service knows the European Sovereign Cloud's regions in every pattern; the model in some. */
const REGION = '[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}';
const withSovereignCloud = (pattern: string): string =>
  pattern.includes(`(eusc-)?${REGION}`) ? pattern : pattern.replaceAll(REGION, `(eusc-)?${REGION}`);

const LAYER_VERSION_ARN = `(arn:(aws[a-zA-Z-]*)?:lambda:${REGION}:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+)`;
const UUID = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';
const TAGGABLE = `arn:(aws[a-zA-Z-]*):lambda:${REGION}:\\d{12}:(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:${UUID}|capacity-provider:[a-zA-Z0-9-_]+)`;

const SHAPES: Readonly<Record<string, Partial<Shape>>> = {
  LayerVersionArn: { max: 2048, pattern: LAYER_VERSION_ARN, neverNull: true },
  Architecture: { neverNull: true },
  AdditionalVersion: { neverNull: true },
  Weight: { neverNull: true },
  TaggableResource: { pattern: TAGGABLE },
  SecurityGroupId: { min: 0, max: 1024, pattern: 'sg-[0-9a-zA-Z]*' },
  SubnetId: { min: 0, max: 1024, pattern: 'subnet-[0-9a-z]*' },
  Runtime: { enum: everyRuntime, enumInLists: creatableRuntimes },
};

/** Sets of values that no rule known here puts in the order in which AWS prints them. */
const ENUM_ORDERS: readonly (readonly string[])[] = [
  ['LATEST', 'AT_TIMESTAMP', 'TRIM_HORIZON'],
  ['RESPONSE_STREAM', 'BUFFERED'],
  ['w3c', 'raw', 'json', 'plain', 'parquet'],
  everyRuntime,
  creatableRuntimes,
];

export function corrected(name: string, shape: Shape): Shape {
  const changed = { ...shape, ...SHAPES[name] };
  return {
    ...changed,
    ...(changed.pattern === undefined ? {} : { pattern: withSovereignCloud(changed.pattern) }),
    ...(changed.enum === undefined ? {} : { enum: asPrinted(changed.enum) }),
  };
}

/** AWS prints a set of values in the order of a Java HashSet (five of the eight recorded sets are in exactly that). */
export function asPrinted(values: readonly string[]): readonly string[] {
  const known = ENUM_ORDERS.find((order) => order.length === values.length && values.every((it) => order.includes(it)));
  if (known !== undefined) return known;
  let buckets = 16;
  while (values.length > 0.75 * buckets) buckets *= 2;
  return [...values].sort((a, b) => bucketOf(a, buckets) - bucketOf(b, buckets));
}

/** `String.hashCode`, spread as `HashMap` does. */
function bucketOf(text: string, buckets: number): number {
  let hash = 0;
  for (let index = 0; index < text.length; index++) hash = (Math.imul(31, hash) + text.charCodeAt(index)) | 0;
  return (hash ^ (hash >>> 16)) & (buckets - 1);
}
