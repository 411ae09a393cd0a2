import { type Analysis, analyse } from '../../analysis/index.js';
import { plannedInvocations } from '../../explore/index.js';
import {
  type End,
  type Header,
  isDisturbed,
  latestOfEach,
  type Measurement,
  type ProvisionedVersionLine,
  type Recording,
  type ReportedInit,
  startKind,
} from '../../recording/index.js';
import { type EpochMilliseconds, epochMilliseconds } from '../../units/index.js';
import type { RunProgress } from '../../views/terminal/index.js';
import type { RunControl } from '../interrupt.js';

/** Enough for a screen that is drawn anew all the time; the final result takes the full number. */
const LIVE = { resamples: 200, draws: 500 };

/** The run so far, kept for the view. */
export class Progress {
  readonly measurements: Measurement[] = [];
  readonly provisioned: ProvisionedVersionLine[] = [];
  readonly inits: ReportedInit[] = [];
  readonly #startedAt: EpochMilliseconds = epochMilliseconds(Date.now());
  #analysis: Analysis;
  #activity = 'starting';
  #phase: RunProgress['phase'] = 'preparing';
  #next: RunProgress['next'];

  constructor(
    private readonly header: Header,
    private readonly control: RunControl,
    /** How many invocations the run makes, where that does not come of its header. */
    private readonly planned?: number,
  ) {
    this.#analysis = analyse(this.recording(), LIVE);
  }

  recording(end?: End): Recording {
    const { header, measurements, inits } = this;
    const provisioned = latestOfEach(this.provisioned);
    return { header, measurements, provisioned, inits, unreadable: [], ...(end === undefined ? {} : { end }) };
  }

  /**
   * Says what happens next and brings the figures up to date. They are computed here, between two visits, and not at
   * every measurement: the machine must be quiet while an invocation runs.
   */
  turnTo(activity: string, phase: RunProgress['phase'], next?: RunProgress['next']): void {
    this.#activity = activity;
    this.#next = next;
    this.#phase = phase;
    this.#analysis = analyse(this.recording(), LIVE);
  }

  now(): RunProgress {
    const reports = this.measurements.flatMap(({ outcome }) => (outcome.kind === 'completed' ? [outcome.report] : []));
    const cold = reports.filter((report) => startKind(report) === 'cold').length;
    const explores = this.header.scenario.exploration !== undefined;
    return {
      result: this.#analysis.result,
      done: this.measurements.length,
      planned: explores ? 0 : (this.planned ?? plannedInvocations(this.header, this.measurements)),
      cold,
      warm: reports.length - cold,
      errors: this.measurements.length - reports.length,
      disturbed: this.measurements.filter((it) => it.outcome.kind === 'completed' && isDisturbed(it)).length,
      startedAt: epochMilliseconds(this.#startedAt + this.control.pausedFor),
      now: epochMilliseconds(Date.now()),
      activity: this.#activity,
      phase: this.control.paused && this.#phase === 'measuring' ? 'paused' : this.#phase,
      next: this.#next,
    };
  }
}
