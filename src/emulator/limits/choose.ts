import { megabytes } from '../../units/index.js';
import { type Candidate, candidates, type Host } from './candidates.js';
import { errorCode } from './control-file.js';
import type { Backend, Enforcement, Limits, PassedOver } from './limits.js';
import { noLimits } from './none.js';
import { Refusal, refusalOf } from './refusal.js';

export type { Host } from './candidates.js';

/**
 * Takes the first way of limiting that works when tried; what was passed over for it is among its facts.
 * @param asked takes this one and no other.
 * @throws Refusal where the one that was asked for does not work here
 */
export async function chooseLimits(host: Host, name: string, asked?: Backend): Promise<Limits> {
  if (asked === 'none') return noLimits(host.cores, 'asked for with --limits none', 'leave --limits out');
  const passedOver: PassedOver[] = [];
  for (const candidate of candidates(host, name)) {
    const { backend } = candidate;
    if (asked !== undefined && asked !== backend) continue;
    try {
      return withPassedOver(await firstOf(candidate), passedOver);
    } catch (error) {
      const { message: reason, hint } = refusalOf(error);
      if (asked === backend) throw new Refusal(`--limits ${asked} does not work here: ${reason}`, hint);
      passedOver.push({ backend, reason, hint });
    }
  }
  const reasons = new Set(passedOver.map(({ reason }) => reason));
  return noLimits(host.cores, [...reasons].join('; '), passedOver[0]?.hint);
}

function withPassedOver(limits: Limits, passedOver: readonly PassedOver[]): Limits {
  if (passedOver.length === 0) return limits;
  const noting = (it: Enforcement): Enforcement => (it.enforced ? { ...it, passedOver } : it);
  const { cpu, memory } = limits.enforcement;
  return { ...limits, enforcement: { cpu: noting(cpu), memory: noting(memory) } };
}

async function firstOf({ ways, more }: Candidate): Promise<Limits> {
  const first = await ways();
  try {
    return await firstThatWorks(first);
  } catch (error) {
    // Nobody can give a right to what is read-only.
    if (more === undefined || errorCode(error) === 'EROFS') throw error;
    try {
      return await firstThatWorks(await more());
    } catch (again) {
      throw both(refusalOf(error), refusalOf(again));
    }
  }
}

const both = (first: Refusal, second: Refusal): Refusal =>
  new Refusal([...new Set([first.message, second.message])].join('; '), second.hint);

async function firstThatWorks(ways: readonly (() => Limits)[]): Promise<Limits> {
  let last: unknown;
  for (const make of ways) {
    try {
      return await tried(make);
    } catch (error) {
      last = error;
    }
  }
  throw last;
}

/** A folder may be made where a limit may not be set, so the largest of each is set before anyone relies on it. */
async function tried(make: () => Limits): Promise<Limits> {
  const limits = make();
  try {
    const probe = limits.environment('probe', megabytes(10_240));
    probe.limitCpu();
    probe.freeze([]);
    probe.thaw([]);
    await probe.remove();
    return limits;
  } catch (error) {
    await limits.remove();
    throw error;
  }
}
