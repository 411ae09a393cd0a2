import type { Milliseconds } from '../../../units/index.js';
import type { EnvironmentLimits } from '../../limits/limits.js';
import type { Watchdog } from '../../limits/watchdog.js';
import type { ExitReason } from '../action.js';
import type { Output } from './output-reader.js';
import { killGroup, type Launched, launch, signalGroup } from './process.js';
import type { Program } from './program.js';

/** The runtime, or an external extension by its name. */
export type Who = { readonly extension?: string };

export interface ProcessEvents {
  readonly onOutput: (who: Who, output: Output) => void;
  /** It has become its program. */
  readonly onEntered: (late: Milliseconds) => void;
  readonly onExit: (who: Who, reason: ExitReason) => void;
}

/** The runtime's key in the map; an extension is never without a name. */
const RUNTIME = '';

/** The processes of one execution environment. Those that were killed are forgotten: nothing is heard of them any more. */
export class Processes {
  readonly #limits: EnvironmentLimits;
  readonly #watchdog: Watchdog;
  readonly #events: ProcessEvents;
  #children = new Map<string, Launched>();
  #killsBefore = 0;
  readonly #guarded: number[] = [];

  constructor(limits: EnvironmentLimits, watchdog: Watchdog, events: ProcessEvents) {
    this.#limits = limits;
    this.#watchdog = watchdog;
    this.#events = events;
  }

  /** Undefined when the runtime does not run. */
  get runtimePid(): number | undefined {
    return this.#children.get(RUNTIME)?.pid();
  }

  leaders(): number[] {
    return [...this.#children.values()].flatMap((it) => it.leader() ?? []);
  }

  start(who: Who, program: Program): void {
    if (this.#children.size === 0) this.#killsBefore = this.#limits.outOfMemoryKills();
    const children = this.#children;
    const guard = (leader: number): void => {
      this.#guarded.push(leader);
      this.#watchdog.guard(leader);
    };
    const lead = (leader: number): void => {
      if (this.#children !== children) {
        // It was on its way still when the others were killed.
        killGroup(leader);
        return;
      }
      guard(leader);
      this.#limits.started(leader);
    };
    const child = launch({
      ...program,
      entries: this.#limits.entries,
      onLeader: lead,
      onOutput: (output) => this.#events.onOutput(who, output),
      onEntered: (late) => {
        if (this.#children === children) this.#events.onEntered(late);
      },
      onExit: (code, signal) => {
        if (this.#children === children) this.#events.onExit(who, this.#reasonOf(code, signal));
      },
    });
    children.set(who.extension ?? RUNTIME, child);
    const leader = child.leader();
    if (leader === undefined) return;
    // Who waits outside of a process namespace is no process of the environment: stopped for its quota, it would never end.
    if (child.waitsOutside) guard(leader);
    else lead(leader);
  }

  signal({ extension = RUNTIME }: Who, signal: 'SIGTERM' | 'SIGKILL'): void {
    const leader = this.#children.get(extension)?.leader();
    if (leader !== undefined) signalGroup(leader, signal);
  }

  /**
   * @param evict ends all where no group lists those that have left theirs.
   * @returns whether nothing of them is left.
   */
  async kill(evict: () => Promise<void> | undefined): Promise<boolean> {
    await this.#end(evict);
    const clean = await this.#limits.kill();
    this.#release();
    return clean;
  }

  /** Takes the limits down as well. @param evict as with `kill` */
  async remove(evict: () => Promise<void> | undefined): Promise<void> {
    await this.#end(evict);
    await this.#limits.remove();
    this.#release();
  }

  async #end(evict: () => Promise<void> | undefined): Promise<void> {
    this.#forget();
    if (this.#limits.processes() === undefined) await evict();
  }

  #forget(): void {
    const leaders = this.leaders();
    this.#children = new Map();
    leaders.forEach(killGroup);
  }

  #release(): void {
    for (const leader of this.#guarded.splice(0)) this.#watchdog.release(leader);
  }

  #reasonOf(code: number | null, signal: string | null): ExitReason {
    // A custom runtime's shell reports a child that was killed as 137 and ends in the ordinary way.
    const killed = signal === 'SIGKILL' || code === 137;
    if (killed && this.#limits.outOfMemoryKills() > this.#killsBefore) {
      return { kind: 'outOfMemory', ...(code === null ? {} : { code }) };
    }
    return signal === null ? { kind: 'code', code: code ?? 0 } : { kind: 'signal', signal };
  }
}
