import type { Architecture, PriceBook } from '../../pricing/index.js';
import { LOAD_RECORDING_SCHEMA_VERSION, type LoadHeader, type RecordedPhase } from '../../recording/index.js';
import { type LoadScenario, type Phase, phaseLengthMs, type Threshold, type Via } from '../../scenario/index.js';
import type { Connection } from '../../target/index.js';
import { hooksPart } from '../hooks/index.js';
import { originOf } from '../origin.js';
import { functionPart, hostPart, pricesPart, targetPart } from '../run-header.js';
import type { Bounds } from './bounds.js';
import type { LoadedFunction } from './open-load.js';

export interface LoadHeaderParts {
  readonly scenario: LoadScenario;
  readonly functions: readonly LoadedFunction[];
  readonly architectures: readonly Architecture[];
  /** None where an address is all that is known. */
  readonly connection: Connection | undefined;
  readonly bounds: Bounds;
  /** Provisioned concurrency that each version of the run is given. */
  readonly ofEachVersion?: number | undefined;
  readonly startedAt: Date;
  readonly seed: number;
  readonly version: string;
  /** The user's own, when --prices names a file. */
  readonly books: readonly PriceBook[] | undefined;
}

/** The first line of the recording. Payload contents, headers, paths of addresses and account ids stay out of it. */
export function headerOf(parts: LoadHeaderParts): LoadHeader {
  const { connection, startedAt } = parts;
  return {
    type: 'header',
    schemaVersion: LOAD_RECORDING_SCHEMA_VERSION,
    kind: 'load',
    tool: { name: 'kelvin', version: parts.version },
    startedAt: startedAt.toISOString(),
    seed: parts.seed,
    load: askedPart(parts),
    functions: connection === undefined ? [] : functionsPart(parts, connection),
    target: connection === undefined ? { kind: 'endpoint', region: NO_REGION } : targetPart(connection),
    ...(connection === undefined ? {} : { prices: pricesPart({ ...parts, region: connection.region }) }),
    host: hostPart(),
  };
}

/** Of an address of which nothing more is known. */
const NO_REGION = 'unknown';

function askedPart({ scenario, architectures, bounds, ofEachVersion }: LoadHeaderParts): LoadHeader['load'] {
  const { name, description, memorySizesMB, load, strategy } = scenario;
  const { maxRequests, budgetUsd, maxOpen } = bounds;
  return {
    name,
    ...(description === undefined ? {} : { description }),
    memorySizesMB: [...memorySizesMB],
    architectures: [...architectures],
    phases: load.phases.map(recordedPhase),
    via: viaPart(load.via),
    payloads: payloadsPart(scenario),
    timeoutMs: load.timeoutMs,
    retries: load.retries,
    thresholds: load.thresholds.map((it) => ({ ...it, text: thresholdText(it) })),
    strategy,
    ...(ofEachVersion === undefined ? {} : { provisionedConcurrency: ofEachVersion }),
    ...hooksOfLoad(scenario),
    limits: {
      ...(maxRequests === undefined ? {} : { maxRequests }),
      ...(budgetUsd === undefined ? {} : { budgetUsd }),
      maxOpen,
    },
  };
}

/** Around each invocation they would bend its arrivals; nor can what one gives be sent. */
function hooksOfLoad(scenario: LoadScenario): Pick<LoadHeader['load'], 'hooks' | 'allowedErrors'> {
  const { hooks, ...part } = hooksPart(scenario);
  if (hooks === undefined) return part;
  const { payloadFromBefore: _, ...kept } = hooks;
  return { ...part, hooks: { ...kept, each: 'load' } };
}

/** By itself it must say what it is put on: `p99Latency: <300ms`. */
const thresholdText = ({ metric, text }: Threshold): string => (text.startsWith(metric) ? text : `${metric}: ${text}`);

/** When the requests of a trace were due stands in the requests themselves. */
function recordedPhase(phase: Phase): RecordedPhase {
  if (phase.kind !== 'trace') return phase;
  const { kind, name, arrivalsMs } = phase;
  return { kind, name, requests: arrivalsMs.length, forMs: phaseLengthMs(phase) };
}

function viaPart(via: Via): LoadHeader['load']['via'] {
  if (via.kind === 'invoke') return { kind: via.streamed ? 'invoke-stream' : 'invoke' };
  if (via.kind === 'function-url') return { kind: 'function-url' };
  return { kind: 'url', origin: originOf(via.url) };
}

function payloadsPart({ functions, urlPayloads }: LoadScenario): LoadHeader['load']['payloads'] {
  if (functions.length === 0) return urlPayloads.map(({ name, weight }) => ({ name, weight }));
  return functions.flatMap((it) =>
    it.payloads.map(({ name, weight }) => ({ ...(functions.length > 1 ? { function: it.name } : {}), name, weight })),
  );
}

function functionsPart({ functions }: LoadHeaderParts, connection: Connection): LoadHeader['functions'] {
  return functions.map(({ mixed, ...found }) => ({
    ...functionPart({ ...found, spec: mixed.function, name: mixed.name, connection }),
    ...(functions.length > 1 ? { name: mixed.name } : {}),
    weight: mixed.weight,
  }));
}
