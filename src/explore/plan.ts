import type { Architecture } from '../pricing/index.js';
import type { Header, Measurement } from '../recording/index.js';
import { seededRandom, shuffled } from '../statistics/index.js';
import type { Megabytes } from '../units/index.js';
import { payloadSequence } from './payload-sequence.js';
import { lackingOf, REPLACEMENT_ROUNDS, replacementPayloads } from './replacements.js';

/** A size is given up when it has failed from its first invocation on in this many blocks. */
const BLOCKS_BEFORE_GIVING_UP = 2;

/** So many visits at least, where enough cold starts are asked for: intervals need them, and so does interleaving. */
const FEWEST_BLOCKS = 6;

/** One visit to one size: fresh execution environments, their cold starts, then some warm invocations of them. */
export interface Step {
  readonly block: number;
  readonly memorySizeMB: Megabytes;
  readonly architecture: Architecture;
  /** Names of the payloads to send, in order; as many as are sent at a time meet a cold start first. */
  readonly payloads: readonly string[];
}

/**
 * What to measure next, or undefined when there is nothing left: a pure function of the recording so far.
 *
 * Every block visits each size once, in an order drawn anew. Measuring one size after the other was dropped: a host
 * that slows down half-way would then look like a memory size. Keeping one environment a size for the whole run was
 * dropped too: every figure of the size would hang on the one host that it landed on.
 *
 * What the host has disturbed is measured again when all blocks are done, in further rounds of blocks: each visit that
 * lacks something gets another one, so that the figures still come from as many environments.
 */
export function nextStep(header: Header, measurements: readonly Measurement[]): Step | undefined {
  const blocks = blocksOf(header);
  for (let block = 0; block < blocks * (1 + REPLACEMENT_ROUNDS); block++) {
    for (const arm of blockOrder(header, block)) {
      const own = ofArm(measurements, arm);
      if (own.some((it) => it.block === block) || isGivenUp(own)) continue;
      const payloads = block < blocks ? payloadsFor(header, block) : replacementsFor(header, own, block);
      if (payloads.length > 0) return { block, ...arm, payloads };
    }
  }
  return undefined;
}

/**
 * Invocations that the whole plan makes, less those that sizes given up no longer need, and with those that replace
 * disturbed ones as far as is known by now.
 */
export function plannedInvocations(header: Header, measurements: readonly Measurement[]): number {
  const full = fullVisits(header);
  return armsOf(header).reduce((total, arm) => {
    const own = ofArm(measurements, arm);
    return total + (isGivenUp(own) ? own.length : full + replacing(header, own).length + outstanding(header, own));
  }, 0);
}

/** Fresh versions that the whole plan publishes, when nothing is disturbed. */
export const plannedVisits = (header: Header): number => blocksOf(header) * armsOf(header).length;

/** Of one size, when nothing is disturbed. */
const fullVisits = (header: Header): number =>
  Array.from({ length: blocksOf(header) }, (_, block) => payloadsFor(header, block).length).reduce((a, b) => a + b, 0);

const replacing = (header: Header, own: readonly Measurement[]): Measurement[] =>
  own.filter(({ block }) => block >= blocksOf(header));

/** What the visit of a later round sends: nothing where nothing is lacking, or enough has been tried. */
function replacementsFor(header: Header, own: readonly Measurement[], block: number): string[] {
  const blocks = blocksOf(header);
  if (replacing(header, own).length >= fullVisits(header)) return [];
  const visit = own.filter((it) => it.block === block % blocks);
  const later = own.filter((it) => it.block >= blocks && it.block < block && it.block % blocks === block % blocks);
  return replacementPayloads(lackingOf(visit, later), header.scenario.concurrency);
}

/** Of the next round of each visit. */
function outstanding(header: Header, own: readonly Measurement[]): number {
  const blocks = blocksOf(header);
  return Array.from({ length: blocks }, (_, first) => {
    const rounds = Array.from({ length: REPLACEMENT_ROUNDS }, (_, round) => first + blocks * (round + 1));
    const next = rounds.find((block) => !own.some((it) => it.block === block));
    return next === undefined ? 0 : replacementsFor(header, own, next).length;
  }).reduce((total, it) => total + it, 0);
}

const ofArm = (measurements: readonly Measurement[], arm: ArmName): Measurement[] =>
  measurements.filter((it) => it.memorySizeMB === arm.memorySizeMB && it.architecture === arm.architecture);

type ArmName = Pick<Step, 'memorySizeMB' | 'architecture'>;

/** Each block starts as many environments cold as are invoked at a time. */
function blocksOf({ scenario: { invocations, concurrency } }: Header): number {
  return Math.max(1, Math.ceil(invocations.cold / concurrency), Math.min(invocations.cold, FEWEST_BLOCKS));
}

function armsOf({ scenario }: Header): ArmName[] {
  return scenario.architectures.flatMap((architecture) =>
    scenario.memorySizesMB.map((memorySizeMB) => ({ memorySizeMB, architecture })),
  );
}

const blockOrder = (header: Header, block: number): ArmName[] =>
  shuffled(armsOf(header), seededRandom(header.seed + block));

/** Warm invocations are dealt out evenly over the blocks, the remainder to the first ones. */
function payloadsFor(header: Header, block: number): string[] {
  const { concurrency, invocations } = header.scenario;
  const { warm } = invocations;
  const blocks = blocksOf(header);
  const share = (index: number): number => concurrency + Math.floor(warm / blocks) + (index < warm % blocks ? 1 : 0);
  const before = Array.from({ length: block }, (_, index) => share(index)).reduce((total, it) => total + it, 0);
  return payloadSequence(header.scenario.payloads, header.seed, before, share(block));
}

function isGivenUp(own: readonly Measurement[]): boolean {
  const blocks = new Set(own.map((it) => it.block));
  const failed = own.every(({ outcome }) => outcome.kind === 'function-error' || outcome.kind === 'timed-out');
  return failed && blocks.size >= BLOCKS_BEFORE_GIVING_UP;
}
