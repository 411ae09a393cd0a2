import { type Milliseconds, milliseconds } from '../../units/index.js';
import type { FunctionVersion } from '../functions/configuration.js';
import type { EnvironmentNoise as Dealt, PlatformNoise } from '../platform-noise/platform-noise.js';
import type { SimulatedTimes } from '../platform-noise/simulated.js';
import type { Wait } from '../platform-noise/waits.js';
import type { Action } from './action.js';
import type { Deed } from './effect.js';
import type { Host } from './host.js';
import type { Invocation } from './invocation.js';
import type { WantedCpu } from './processes/wanted-cpu.js';
import { SlowHost } from './slow-host.js';
import type { State } from './state.js';

interface Surroundings {
  readonly wanted: () => WantedCpu;
  readonly act: (action: Action, at: Milliseconds) => void;
}

/** What one execution environment was dealt of the cloud's noise, applied to it, and accounted for. */
export class EnvironmentNoise {
  readonly #host: Host;
  readonly #noise: PlatformNoise;
  readonly #dealt: Dealt;
  readonly #slow: SlowHost | undefined;
  #boot: Wait | undefined;
  #times: SimulatedTimes;
  /** Its processes are started inside an invocation: what that takes longer is in Duration. */
  #isSuppressed = false;
  /** The first of its processes has become its program: INIT has begun. */
  #hasEntered = false;
  #delivered: Invocation | undefined;

  /** @returns nothing where no noise was asked for. */
  static of(host: Host, version: FunctionVersion, surroundings: Surroundings): EnvironmentNoise | undefined {
    return host.noise === undefined ? undefined : new EnvironmentNoise(host, host.noise, version, surroundings);
  }

  private constructor(host: Host, noise: PlatformNoise, version: FunctionVersion, { wanted, act }: Surroundings) {
    this.#host = host;
    this.#noise = noise;
    this.#dealt = noise.environment(version.settings.architecture);
    const { slowdown } = this.#dealt.host;
    this.#times = { hostSlowdown: slowdown };
    if (slowdown === 1) return;
    const perform = (action: Action, at: Milliseconds, lag: Milliseconds): void => {
      this.#note(action, lag);
      act(action, at);
    };
    this.#slow = new SlowHost({ clock: host.clock, slowdown, wanted, perform });
  }

  /** What AWS does before INIT; the client waits for it, and no limit and no bill knows of it. */
  async beforeInit(): Promise<void> {
    const { coldStart } = this.#dealt;
    this.#boot = this.#noise.wait(coldStart);
    await this.#boot.passed;
    this.#times = { ...this.#times, coldStartMs: coldStart };
  }

  /** @returns whether the action will be performed later. */
  hold(state: State, action: Action): boolean {
    if (this.#slow === undefined) return false;
    if (action.kind === 'entered' && !this.#hasEntered) {
      this.#hasEntered = true;
      this.#slow.begin();
    }
    this.#isSuppressed = state.name === 'Init' && state.phase === 'invoke';
    return this.#slow.hold(action, isDone(state, action));
  }

  performed(deed: Deed): void {
    if (deed.kind === 'deliver' && deed.invocation !== this.#delivered) {
      this.#delivered = deed.invocation;
      this.#slow?.begin();
    }
    if (deed.kind === 'kill') {
      this.#hasEntered = false;
      this.#slow?.clear();
    }
  }

  /** What was due before some limit that is due now counts as having come before it, however late a timer is. */
  onTime(): void {
    this.#slow?.release(this.#host.clock.monotonic());
  }

  /** Of the invocation that is answered now; Init Duration goes to the first, as it does in its report. */
  takeTimes(): SimulatedTimes {
    const times = this.#times;
    this.#times = { hostSlowdown: this.#dealt.host.slowdown };
    return times;
  }

  close(): void {
    this.#slow?.clear();
    this.#boot?.end();
  }

  #note({ kind }: Action, lag: Milliseconds): void {
    if (lag === 0) return;
    const isInit = kind === 'next' && !this.#isSuppressed;
    const name = isInit ? 'initDurationMs' : 'durationMs';
    this.#times = { ...this.#times, [name]: milliseconds((this.#times[name] ?? 0) + lag) };
  }
}

/** The runtime is ready after INIT, or has answered: what it does next is to wait. */
function isDone(state: State, action: Action): boolean {
  if (state.name === 'Init') return action.kind === 'next' && state.runtime !== 'none' && state.runtime !== 'Ready';
  return state.name === 'Invoke' && action.kind === 'responded' && action.invocation === state.invocation;
}
