import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { Architecture, PriceBook } from '../../pricing/index.js';
import { type Copied, type Header, RECORDING_SCHEMA_VERSION } from '../../recording/index.js';
import type { Scenario } from '../../scenario/index.js';
import type { Connection } from '../../target/index.js';
import { ratio } from '../../units/index.js';
import { hooksPart } from '../hooks/index.js';
import { type FunctionParts, functionPart, hostPart, pricesPart, targetPart } from '../run-header.js';

export interface HeaderParts {
  readonly scenario: Scenario;
  readonly configuration: FunctionConfiguration;
  readonly architectures: readonly Architecture[];
  readonly connection: Connection;
  readonly functions?: FunctionParts['functions'];
  readonly provisionedConcurrency?: number;
  /** What each version of the run is given of it: with it no start is cold by design, whatever the share is of those that are. */
  readonly ofEachVersion?: number | undefined;
  /** Whether it has any may not be asked. */
  readonly isProvisionedUnknown?: true;
  readonly copied?: Copied;
  readonly twinCopied?: Copied;
  readonly startedAt: Date;
  readonly seed: number;
  readonly version: string;
  /** The user's own, when --prices names a file. */
  readonly books: readonly PriceBook[] | undefined;
}

/** The first line of the recording. Payload contents, environment values and account ids stay out of it. */
export function headerOf(parts: HeaderParts): Header {
  return {
    type: 'header',
    schemaVersion: RECORDING_SCHEMA_VERSION,
    tool: { name: 'kelvin', version: parts.version },
    startedAt: parts.startedAt.toISOString(),
    seed: parts.seed,
    scenario: scenarioPart(parts),
    function: {
      ...functionPart({ ...parts, spec: parts.scenario.function, name: parts.scenario.name }),
      ...twinPart(parts),
    },
    target: targetPart(parts.connection),
    prices: pricesPart({ ...parts, region: parts.connection.region }),
    host: hostPart(),
  };
}

/** Its name alone: an ARN holds an account id. */
function twinPart({ scenario: { function: spec }, architectures: [, architecture], twinCopied: copied }: HeaderParts) {
  if (spec.kind !== 'existing' || spec.twin === undefined || architecture === undefined) return {};
  const name = spec.twin.name.split(':').at(-1) ?? spec.twin.name;
  return { twin: { name, architecture, ...(copied === undefined ? {} : { copied }) } };
}

function scenarioPart({ scenario, architectures, ofEachVersion }: HeaderParts): Header['scenario'] {
  const { name, description, memorySizesMB, payloads, invocations, concurrency, coldShareRatio, strategy } = scenario;
  const { exploration, invoke } = scenario;
  return {
    name,
    ...(description === undefined ? {} : { description }),
    memorySizesMB: [...memorySizesMB],
    architectures: [...architectures],
    payloads: payloads.map((payload) => ({ name: payload.name, weight: payload.weight })),
    invocations,
    ...(exploration === undefined ? {} : { exploration }),
    concurrency,
    ...(invoke === undefined ? {} : { invoke }),
    coldShareRatio: ofEachVersion === undefined ? coldShareRatio : ratio(0),
    strategy,
    ...(ofEachVersion === undefined ? {} : { provisionedConcurrency: ofEachVersion }),
    ...hooksPart(scenario),
  };
}
