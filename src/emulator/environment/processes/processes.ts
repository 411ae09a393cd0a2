import type { ChildProcess } from 'node:child_process';
import type { EnvironmentLimits } from '../../limits/limits.js';
import type { Watchdog } from '../../limits/watchdog.js';
import type { ExitReason } from '../action.js';
import type { Output } from './output-reader.js';
import { killGroup, launch, type Program, signalGroup } from './process.js';

/** The runtime, or an external extension by its name. */
export type Who = { readonly extension?: string };

export interface ProcessEvents {
  readonly onOutput: (who: Who, output: Output) => void;
  /** It has become its program. */
  readonly onEntered: () => void;
  readonly onExit: (who: Who, reason: ExitReason) => void;
}

/** The runtime's key in the map; an extension is never without a name. */
const RUNTIME = '';

/** The processes of one execution environment. Those that were killed are forgotten: nothing is heard of them any more. */
export class Processes {
  readonly #limits: EnvironmentLimits;
  readonly #watchdog: Watchdog;
  readonly #events: ProcessEvents;
  #children = new Map<string, ChildProcess>();
  #killsBefore = 0;

  constructor(limits: EnvironmentLimits, watchdog: Watchdog, events: ProcessEvents) {
    this.#limits = limits;
    this.#watchdog = watchdog;
    this.#events = events;
  }

  /** Undefined when the runtime does not run. */
  get runtimePid(): number | undefined {
    const child = this.#children.get(RUNTIME);
    return child?.exitCode === null && child.signalCode === null ? child.pid : undefined;
  }

  leaders(): number[] {
    return [...this.#children.values()].flatMap(({ pid }) => pid ?? []);
  }

  start(who: Who, program: Program): void {
    if (this.#children.size === 0) this.#killsBefore = this.#limits.outOfMemoryKills();
    const children = this.#children;
    const child = launch({
      ...program,
      entries: this.#limits.entries,
      onOutput: (output) => this.#events.onOutput(who, output),
      onEntered: () => {
        if (this.#children === children) this.#events.onEntered();
      },
      onExit: (code, signal) => {
        if (this.#children === children) this.#events.onExit(who, this.#reasonOf(code, signal));
      },
    });
    children.set(who.extension ?? RUNTIME, child);
    if (child.pid === undefined) return;
    this.#watchdog.guard(child.pid);
    this.#limits.started(child.pid);
  }

  signal({ extension = RUNTIME }: Who, signal: 'SIGTERM' | 'SIGKILL'): void {
    const child = this.#children.get(extension);
    if (child?.pid !== undefined) signalGroup(child.pid, signal);
  }

  /** @returns whether nothing of them is left. */
  async kill(): Promise<boolean> {
    const leaders = this.#forget();
    const clean = await this.#limits.kill();
    this.#release(leaders);
    return clean;
  }

  /** Takes the limits down as well. */
  async remove(): Promise<void> {
    const leaders = this.#forget();
    await this.#limits.remove();
    this.#release(leaders);
  }

  #forget(): number[] {
    const leaders = this.leaders();
    this.#children = new Map();
    leaders.forEach(killGroup);
    return leaders;
  }

  #release(leaders: readonly number[]): void {
    for (const leader of leaders) this.#watchdog.release(leader);
  }

  #reasonOf(code: number | null, signal: string | null): ExitReason {
    // A custom runtime's shell reports a child that was killed as 137 and ends in the ordinary way.
    const killed = signal === 'SIGKILL' || code === 137;
    if (killed && this.#limits.outOfMemoryKills() > this.#killsBefore) return { kind: 'outOfMemory' };
    return signal === null ? { kind: 'code', code: code ?? 0 } : { kind: 'signal', signal };
  }
}
