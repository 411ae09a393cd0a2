import { analyseCheck, type CheckResult } from '../../analysis/index.js';
import type { CheckHeader, CheckMeasurement, Explanation } from '../../recording/index.js';
import { type EpochMilliseconds, epochMilliseconds } from '../../units/index.js';
import type { CheckProgress } from '../../views/terminal/index.js';

/** The check so far, kept for the view. */
export class Progress {
  readonly measurements: CheckMeasurement[] = [];
  readonly explanations: Explanation[] = [];
  readonly #startedAt: EpochMilliseconds = epochMilliseconds(Date.now());
  #result: CheckResult;
  #activity = 'starting';
  #phase: CheckProgress['phase'] = 'preparing';

  constructor(private readonly header: CheckHeader) {
    this.#result = this.#analysed();
  }

  turnTo(activity: string, phase: CheckProgress['phase']): void {
    this.#activity = activity;
    this.#phase = phase;
  }

  /** Brings the figures up to date: between two blocks, as the machine must be quiet while an invocation runs. */
  lookAgain(): void {
    this.#result = this.#analysed();
  }

  now(): CheckProgress {
    return {
      result: this.#result,
      startedAt: this.#startedAt,
      now: epochMilliseconds(Date.now()),
      activity: this.#activity,
      phase: this.#phase,
    };
  }

  #analysed(): CheckResult {
    const { header, measurements, explanations } = this;
    return analyseCheck({ header, measurements, explanations, unreadable: [] }, { isLive: true });
  }
}
