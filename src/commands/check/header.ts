import type { PriceBook } from '../../pricing/index.js';
import { CHECK_RECORDING_SCHEMA_VERSION, type CheckHeader } from '../../recording/index.js';
import type { CheckGoal } from '../../scenario/index.js';
import type { Megabytes } from '../../units/index.js';
import { hooksPart } from '../hooks/index.js';
import { hostPart, pricesPart, targetPart } from '../run-header.js';
import type { OpenSides } from './sides/side.js';

export interface CheckHeaderParts {
  readonly open: OpenSides;
  readonly goal: CheckGoal;
  readonly memorySizesMB: readonly Megabytes[];
  readonly isSelf: boolean;
  readonly startedAt: Date;
  readonly seed: number;
  readonly version: string;
  /** The user's own, when --prices names a file. */
  readonly books: readonly PriceBook[] | undefined;
}

/** To publish a version takes seconds on AWS, and several cold starts of it at once no longer than one. */
const AT_A_TIME_ON_AWS = 5;

/** The first line of the recording. Payload contents, environment values and account ids stay out of it. */
export function checkHeaderOf(parts: CheckHeaderParts): CheckHeader {
  const { open, isSelf, startedAt, seed, version } = parts;
  const { connection, base, head } = open;
  return {
    type: 'header',
    schemaVersion: CHECK_RECORDING_SCHEMA_VERSION,
    kind: 'check',
    tool: { name: 'kelvin', version },
    startedAt: startedAt.toISOString(),
    seed,
    check: askedPart(parts),
    isSelf,
    base: { source: base.source, function: base.function },
    head: { source: head.source, function: head.function },
    target: targetPart(connection),
    prices: pricesPart({ ...parts, region: connection.region }),
    host: hostPart(),
  };
}

function askedPart({ open, goal, memorySizesMB }: CheckHeaderParts): CheckHeader['check'] {
  const { connection, head, scenario } = open;
  const { name, description, payloads, coldShareRatio, invoke } = scenario;
  const { budgetUsd, maxTimeMs } = goal;
  return {
    name,
    ...(description === undefined ? {} : { description }),
    memorySizesMB: [...memorySizesMB],
    architecture: head.architecture,
    payloads: payloads.map((payload) => ({ name: payload.name, weight: payload.weight })),
    ...(invoke === undefined ? {} : { invoke }),
    warmPerEnvironment: goal.warm,
    atATime: goal.atATime ?? (connection.kind === 'emulator' ? 1 : AT_A_TIME_ON_AWS),
    coldShareRatio,
    limits: goal.limits.map((it) => ({ ...it })),
    confidenceRatio: goal.confidenceRatio,
    maxColdStarts: goal.maxColdStarts,
    ...(budgetUsd === undefined ? {} : { budgetUsd }),
    ...(maxTimeMs === undefined ? {} : { maxTimeMs }),
    ...hooksPart(scenario),
    isInconclusiveFine: goal.isInconclusiveFine,
  };
}
