import type { Candidate, Problem } from '../../curve/index.js';
import type { End, Measurement } from '../../recording/index.js';
import type { ExplorationGoal } from '../../scenario/index.js';
import { type Megabytes, type Milliseconds, milliseconds, type Usd } from '../../units/index.js';

export type Bound = Extract<End['exploration'], 'budget' | 'max-invocations' | 'max-time'>;

export interface AllowanceTerms {
  readonly goal: Pick<ExplorationGoal, 'budgetUsd' | 'maxInvocations' | 'maxTimeMs'>;
  readonly priceUsd: Problem['priceUsd'];
  /** Of each restore, where SnapStart is charged for. */
  readonly restoreUsd?: ((memorySizeMB: Megabytes) => number) | undefined;
  /** How long the run has measured, pauses left out. */
  readonly spentMs: () => Milliseconds;
}

/**
 * What a run may still spend. Dollars are counted by reports at the price book; an invocation whose report is missing is
 * billed for no longer than it was waited for. No invocation is begun that would go beyond by what is known of its size,
 * so the budget is overspent only by one that runs longer than any there before. Time ends what has not begun: an
 * invocation that is under way is billed anyway, and awaited.
 */
export class Allowance {
  #usd = 0;
  /** Sent, whatever became of them. */
  #sent = 0;
  /** What those under way are expected to cost, by candidate. */
  readonly #underWay = new Map<string, number[]>();
  readonly #longest = new Map<number, number>();
  /** What is kept of provisioned concurrency, and paid for while it is. */
  #keptUsd: (() => number) | undefined;
  constructor(private readonly terms: AllowanceTerms) {}

  /**
   * What the bound is that so many more invocations there would go beyond; undefined while none is.
   * @param besidesUsd what is paid beside them
   */
  reachedBy(candidate: Candidate, count = 1, besidesUsd = 0): Bound | undefined {
    const { budgetUsd, maxInvocations, maxTimeMs } = this.terms.goal;
    if (maxInvocations !== undefined && this.#sent + count > maxInvocations) return 'max-invocations';
    if (maxTimeMs !== undefined && this.terms.spentMs() >= maxTimeMs) return 'max-time';
    const committed = [...this.#underWay.values()]
      .flat()
      .reduce((sum, usd) => sum + usd, this.#usd + (this.#keptUsd?.() ?? 0));
    const expected = committed + besidesUsd + count * this.#expectedUsd(candidate);
    return budgetUsd !== undefined && expected > budgetUsd ? 'budget' : undefined;
  }

  /** Counts an invocation that is about to be sent; false where it must not be. */
  take(candidate: Candidate): boolean {
    if (this.reachedBy(candidate) !== undefined) return false;
    this.#sent += 1;
    const key = keyOf(candidate);
    this.#underWay.set(key, [...(this.#underWay.get(key) ?? []), this.#expectedUsd(candidate)]);
    return true;
  }

  /** What is paid at once, whatever is invoked: of SnapStart the snapshot of a version. */
  pay(amount: Usd): void {
    this.#usd += amount;
  }

  /** @param usdSoFar what it has cost by the time that it is asked */
  keep(usdSoFar: () => number): void {
    this.#keptUsd = usdSoFar;
  }

  /** It has ended: what it has cost by now is spent. */
  keepNoMore(): void {
    this.#usd += this.#keptUsd?.() ?? 0;
    this.#keptUsd = undefined;
  }

  /** What became of one that was taken. */
  settle(measurement: Measurement): void {
    this.#underWay.get(keyOf(measurement))?.shift();
    const billedMs = billedMsOf(measurement);
    if (billedMs === undefined) return;
    const { memorySizeMB } = measurement;
    this.#longest.set(memorySizeMB, Math.max(billedMs, this.#longest.get(memorySizeMB) ?? 0));
    this.#usd += this.terms.priceUsd(measurement, billedMs) + this.#restoreUsd(measurement);
  }

  #restoreUsd({ outcome, memorySizeMB }: Measurement): number {
    const isRestore = 'report' in outcome && outcome.report?.restoreDurationMs !== undefined;
    return isRestore ? (this.terms.restoreUsd?.(memorySizeMB) ?? 0) : 0;
  }

  #expectedUsd(candidate: Candidate): number {
    return this.terms.priceUsd(candidate, milliseconds(this.#expectedMs(candidate.memorySizeMB)));
  }

  /**
   * The longest that was seen at this size; else at the next smaller one, as more memory makes nothing slower; else at the
   * next larger one, made longer by as much as a function is that only computes.
   */
  #expectedMs(memorySizeMB: number): number {
    const sizes = [...this.#longest.keys()].sort((a, b) => a - b);
    const smaller = sizes.findLast((size) => size <= memorySizeMB);
    const nearest = smaller ?? sizes[0];
    if (nearest === undefined) return 0;
    return (this.#longest.get(nearest) ?? 0) * Math.max(1, nearest / memorySizeMB);
  }
}

const keyOf = ({ memorySizeMB, architecture }: Candidate): string => `${memorySizeMB} ${architecture}`;

/** Undefined where nothing has run, and of an event whose report is missing. */
function billedMsOf({ outcome }: Measurement): Milliseconds | undefined {
  if (outcome.kind === 'hook-failed' || outcome.kind === 'throttled' || outcome.kind === 'unreachable')
    return undefined;
  const report = 'report' in outcome ? outcome.report : undefined;
  if (report?.billedDurationMs !== undefined) return report.billedDurationMs;
  const waitedMs = outcome.kind === 'open' ? outcome.waitedMs : outcome.latencyMs;
  return waitedMs === undefined ? undefined : milliseconds(Math.ceil(waitedMs));
}
