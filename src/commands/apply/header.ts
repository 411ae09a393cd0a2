import { looksFor, promisesOf } from '../../analysis/index.js';
import { APPLY_RECORDING_SCHEMA_VERSION, type ApplyHeader } from '../../recording/index.js';
import { scenarioForFunction } from '../../scenario/index.js';
import type { Connection } from '../../target/index.js';
import { megabytes } from '../../units/index.js';
import { hooksPart } from '../hooks/index.js';
import type { RunParts } from '../recorded-run.js';
import { functionPart, hostPart, pricesPart, targetPart } from '../run-header.js';
import type { AskedApply } from './asked.js';
import type { FoundTarget } from './find-target.js';
import { againstToday, type Recommended } from './recommended.js';
import type { Sending } from './sending.js';

export interface ApplyHeaderParts extends Pick<RunParts, 'startedAt' | 'books'> {
  readonly recommended: Recommended;
  readonly asked: AskedApply;
  readonly target: FoundTarget;
  readonly connection: Connection;
  readonly sending: Sending;
  readonly seed: number;
  readonly version: string;
}

/** Ten warm invocations a visit: with its cold start a visit costs about what publishing its version takes. */
const WARM_A_VISIT = 10;

/** The first line of the recording: the fresh measurement of both sizes, and what is to be applied. */
export function applyHeaderOf(parts: ApplyHeaderParts): ApplyHeader {
  const { recommended, target, connection } = parts;
  const apply = applyPart(parts);
  const spec = scenarioForFunction(target.name).function;
  return {
    type: 'header',
    schemaVersion: APPLY_RECORDING_SCHEMA_VERSION,
    kind: 'apply',
    tool: { name: 'kelvin', version: parts.version },
    startedAt: parts.startedAt.toISOString(),
    seed: parts.seed,
    scenario: scenarioPart(parts, apply),
    function: {
      ...functionPart({ spec, name: target.name, configuration: target.latest, connection }),
      ...(target.alias === undefined ? {} : { qualifier: target.alias.name }),
      currentMemorySizeMB: target.fromMB,
    },
    target: targetPart(connection),
    prices: pricesPart({ ...parts, region: connection.region }),
    host: hostPart(),
    apply: { ...apply, recordedAt: recommended.recording.header.startedAt },
  };
}

function applyPart({ recommended, asked, target }: ApplyHeaderParts): ApplyHeader['apply'] {
  const { recommendation, recording, doubts } = recommended;
  const { toleranceRatio, canary } = asked;
  const promises = promisesOf(againstToday(recommended, target.fromMB), toleranceRatio);
  const { alias } = target;
  return {
    recordedAt: recording.header.startedAt,
    strategy: recommendation.strategy,
    fromMB: target.fromMB,
    toMB: recommendation.memorySizeMB,
    promises,
    toleranceRatio,
    looksAtBlocks: looksFor(promises),
    ...(alias === undefined
      ? {}
      : { alias: { name: alias.name, version: alias.routing.version, memorySizeMB: target.fromMB } }),
    ...(canary === undefined ? {} : { canary }),
    notes: [...doubts, ...target.notes],
  };
}

function scenarioPart(
  { recommended, sending }: ApplyHeaderParts,
  { fromMB, toMB, looksAtBlocks }: ApplyHeader['apply'],
): ApplyHeader['scenario'] {
  const { name, description, coldShareRatio, strategy } = recommended.recording.header.scenario;
  const blocks = Math.max(...looksAtBlocks);
  return {
    name,
    ...(description === undefined ? {} : { description }),
    memorySizesMB: [fromMB, toMB].sort((a, b) => a - b).map(megabytes),
    architectures: [recommended.recommendation.architecture],
    payloads: sending.payloads.map((it) => ({ name: it.name, weight: it.weight })),
    invocations: { cold: blocks, warm: blocks * WARM_A_VISIT },
    concurrency: 1,
    coldShareRatio,
    ...(sending.invoke === undefined ? {} : { invoke: sending.invoke }),
    ...hooksPart(sending),
    strategy,
  };
}
