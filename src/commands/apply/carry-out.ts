import type { CanaryResult } from '../../analysis/index.js';
import type { ApplyHeader, ApplyStep, Watched } from '../../recording/index.js';
import { AppliedChange, type Connection, type FunctionUnderTest } from '../../target/index.js';
import { formatAskedRatio } from '../../units/index.js';
import { firstLine } from '../first-line.js';
import { type FoundTarget, logGroupOf } from './find-target.js';
import { watchCanary } from './watch-canary.js';

export interface CarryOutParts {
  readonly header: ApplyHeader;
  readonly target: Pick<FoundTarget, 'name' | 'latest' | 'alias'>;
  readonly connection: Connection;
  /** Visited before: it is locked, and has its journal. */
  readonly fn: Pick<FunctionUnderTest, 'journal'>;
  readonly signal: AbortSignal;
  readonly onStep: (step: ApplyStep) => void;
  readonly onWatched: (watched: Watched) => void;
  /** What happens now. */
  readonly tell: (line: string) => void;
  /** What stays to be read. */
  readonly note: (line: string) => void;
  readonly onRollBack: (why: string) => void;
  /** Instead of watching the canary, where all of it is only gone through. */
  readonly watch?: () => void;
}

/**
 * Sets what was recommended, and with a canary looks how it does. Whatever comes in between, trouble, a signal or a canary
 * that breaks the promise, puts all of it back.
 */
export async function carryOut(parts: CarryOutParts): Promise<void> {
  const { connection, target, fn } = parts;
  const { journal } = fn;
  if (journal === undefined) throw new Error(`${target.name} has not been locked`);
  const change = new AppliedChange({ connection, functionName: target.name, journal, original: target.latest });
  const broken = await settled(change, parts).catch(async (error: unknown) => {
    await rollBack(change, parts.signal.aborted ? 'it was interrupted' : firstLine(error), parts);
    throw error;
  });
  if (broken !== undefined) return rollBack(change, canaryText(broken), parts);
  // Said before it is written down: on a full disk it stays all the same.
  parts.note('it is applied, and stays');
  parts.onStep({ kind: 'applied' });
}

/** @returns what the canary has broken; then nothing is settled */
async function settled(change: AppliedChange, parts: CarryOutParts): Promise<CanaryResult | undefined> {
  const canary = await steps(change, parts);
  if (canary !== undefined && canary.verdict !== 'kept') return canary;
  change.settle();
  return undefined;
}

async function steps(change: AppliedChange, parts: CarryOutParts): Promise<CanaryResult | undefined> {
  const { header, target, signal, onStep, tell } = parts;
  const { toMB, canary } = header.apply;
  const { alias } = target;
  tell('setting the memory size of $LATEST');
  await change.setMemorySize(toMB, signal);
  onStep({ kind: 'memory-size', memorySizeMB: toMB });
  if (alias === undefined) return undefined;
  tell('publishing it');
  const version = await change.publish(toMB, signal);
  onStep({ kind: 'published', version, memorySizeMB: toMB });
  const all = { version, weights: {} };
  if (canary === undefined) {
    await change.moveAlias(alias.name, alias.routing, all);
    onStep({ kind: 'alias', name: alias.name, version });
    return undefined;
  }
  const { version: old } = alias.routing;
  const { shareRatio } = canary;
  const split = { version: old, weights: { [version]: shareRatio } };
  await change.moveAlias(alias.name, alias.routing, split);
  onStep({ kind: 'alias', name: alias.name, version: old, canary: { version, shareRatio } });
  tell(`version ${version} gets ${formatAskedRatio(shareRatio)} of ${alias.name} from now on`);
  if (parts.watch !== undefined) {
    parts.watch();
    await change.moveAlias(alias.name, split, all);
    return undefined;
  }
  const found = await watchCanary({ ...parts, logGroup: logGroupOf(target), old, new: version });
  if (found.verdict !== 'kept') return found;
  await change.moveAlias(alias.name, split, all);
  onStep({ kind: 'alias', name: alias.name, version });
  return found;
}

async function rollBack(
  change: AppliedChange,
  why: string,
  { onStep, note, onRollBack }: CarryOutParts,
): Promise<void> {
  onRollBack(why);
  for (const it of await change.rollBack()) note(it);
  onStep({ kind: 'rolled-back', why });
}

const WHY: Readonly<Record<NonNullable<CanaryResult['why']>, string>> = {
  'out-of-memory': 'the new version ran out of memory',
  failures: 'the new version fails more often than the old one',
  slower: 'the new version is slower than the worst that was promised',
};

function canaryText({ verdict, why, new: { version, invocations }, trouble }: CanaryResult): string {
  if (verdict === 'unseen') {
    const what = invocations === 0 ? 'nothing' : 'too little';
    return `${what} of version ${version} was seen in the log group${trouble === null ? '' : ` (${trouble})`}`;
  }
  return why === undefined ? 'the canary broke the promise' : WHY[why];
}
