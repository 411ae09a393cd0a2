import { LiveLoad } from '../../../analysis/index.js';
import { epochMilliseconds } from '../../../units/index.js';
import { isFrameDue } from '../live/is-frame-due.js';
import type { LoadProgress } from './live/load-progress.js';
import type { LoadView, LoadViewOptions } from './load-view.js';

/** What shows the progress of a load: the live screen, or plain lines. */
export interface ProgressSink {
  update(progress: LoadProgress): void;
  note(text: string): void;
  close(): Promise<void>;
}

/**
 * What the command tells becomes figures, and figures a picture: twice a second at most, as percentiles and frames take
 * time on the machine that makes the load.
 */
export class ToldView implements LoadView {
  readonly #load: LiveLoad;
  readonly #startedAt: number;
  readonly #now: () => number;
  #drawn: LoadProgress | undefined;
  #activity = 'starting';
  #phase: LoadProgress['phase'] = 'preparing';
  #armsLeft: number;

  constructor(
    { header, now = Date.now }: Pick<LoadViewOptions, 'header' | 'now'>,
    private readonly sink: ProgressSink,
  ) {
    this.#load = new LiveLoad(header);
    this.#now = now;
    this.#startedAt = now();
    this.#armsLeft = this.#progress().figures.plannedArms;
  }

  armBegan(...[arm]: Parameters<LoadView['armBegan']>): void {
    this.#load.armBegan(arm);
    this.#phase = 'measuring';
    this.#draw();
  }

  requests(...[requests]: Parameters<LoadView['requests']>): void {
    this.#load.add(requests);
    this.#draw();
  }

  reports(...[reports]: Parameters<LoadView['reports']>): void {
    this.#load.reports(reports);
    this.#draw();
  }

  provisioned(...[line]: Parameters<LoadView['provisioned']>): void {
    this.#load.provisioned(line);
    this.#draw();
  }

  beat(...[beat]: Parameters<LoadView['beat']>): void {
    this.#load.beat(beat);
    this.#draw();
  }

  armEnded(...[end]: Parameters<LoadView['armEnded']>): void {
    this.#load.armEnded(end);
    this.#armsLeft--;
    this.#phase = this.#armsLeft > 0 ? 'preparing' : 'finishing';
    this.#draw(true);
  }

  activity(text: string): void {
    this.#activity = text;
    this.#draw(true);
  }

  note(text: string): void {
    this.sink.note(text);
  }

  async close(): Promise<void> {
    this.#phase = 'done';
    this.#draw(true);
    await this.sink.close();
  }

  #draw(now = false): void {
    const clock = { phase: this.#phase, now: this.#now() };
    if (!now && !isFrameDue(this.#drawn, clock)) return;
    this.#drawn = this.#progress();
    this.sink.update(this.#drawn);
  }

  #progress(): LoadProgress {
    const now = epochMilliseconds(this.#now());
    return {
      figures: this.#load.figures(now),
      activity: this.#activity,
      phase: this.#phase,
      startedAt: epochMilliseconds(this.#startedAt),
      now,
    };
  }
}
