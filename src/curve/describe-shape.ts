import { formatMilliseconds, type Milliseconds, milliseconds } from '../units/index.js';
import type { Posterior } from './posterior.js';

/** What a share of the belief must be to be put into words without a maybe. */
const BELIEVED = 0.8;
/** Own roughness from which no shape is said to fit. */
const SHAPELESS = 0.15;

/** One phrase: what the curve is believed to be. */
export function shapeOf({ hypotheses }: Posterior): string {
  const share = (of: (it: Posterior['hypotheses'][number]) => boolean): number =>
    hypotheses.reduce((sum, it) => sum + (of(it) ? it.weight : 0), 0);
  if (share(({ family }) => family.roughness.own >= SHAPELESS) > 1 - BELIEVED / 2) {
    return 'no known shape fits: sizes differ for reasons of their own';
  }
  const maybe = (chance: number): string => (chance >= BELIEVED ? '' : 'perhaps ');
  const waiting = share(({ shape }) => shape.waiting >= 5);
  if (waiting > 0.5) return `${maybe(waiting)}waiting for others, which no memory size makes shorter`;
  const stepped = share(({ shape }) => shape.cpuMs !== undefined);
  if (stepped > 0.5) return `${maybe(stepped)}steps of the CPU quota, of a task of about ${cpuTimeOf(hypotheses)}`;
  const computing = share(({ shape }) => shape.waiting <= 0.15);
  const reach = vcpusOf(hypotheses);
  return computing > 0.5
    ? `${maybe(computing)}CPU-bound up to ${reach}`
    : `${maybe(1 - computing - waiting)}part computing up to ${reach}, part waiting`;
}

function vcpusOf(hypotheses: Posterior['hypotheses']): string {
  const chances = new Map<number, number>();
  for (const { shape, weight } of hypotheses) chances.set(shape.vcpus, (chances.get(shape.vcpus) ?? 0) + weight);
  const [likeliest] = [...chances].sort(([, a], [, b]) => b - a);
  const vcpus = likeliest?.[0] ?? 1;
  return vcpus === 1 ? 'one vCPU' : `${vcpus} vCPUs`;
}

function cpuTimeOf(hypotheses: Posterior['hypotheses']): string {
  const stepped = hypotheses.flatMap(({ shape: { cpuMs }, weight }) =>
    cpuMs === undefined ? [] : [{ cpuMs, weight }],
  );
  const total = stepped.reduce((sum, { weight }) => sum + weight, 0);
  const mean: Milliseconds = milliseconds(
    stepped.reduce((sum, { cpuMs, weight }) => sum + (cpuMs * weight) / total, 0),
  );
  return `${formatMilliseconds(mean)} of CPU`;
}
