import type { Milliseconds } from '../../units/index.js';
import type { FunctionVersion } from '../functions/configuration.js';
import type { Action } from './action.js';
import { Alarm } from './alarm.js';
import type { Effect, Finish, Verdict } from './effect.js';
import { EnvironmentNoise } from './environment-noise.js';
import type { Host, Job } from './host.js';
import type { Invocation, Outcome } from './invocation.js';
import { begin, deadlineOf, step } from './machine/machine.js';
import { Premises } from './premises.js';
import type { State, Terms } from './state.js';
import { termsFor } from './terms.js';

/** What the pool wants to know of an environment. */
export interface Listener {
  readonly onFree: (environment: ExecutionEnvironment) => void;
  /** It takes no invocation any more, though its processes may have some time left. */
  readonly onLeaving: (environment: ExecutionEnvironment) => void;
  readonly onGone: (environment: ExecutionEnvironment) => void;
}

/** Drives one state machine: feeds it what happens to real processes and has done what it asks for. */
export class ExecutionEnvironment {
  readonly version: FunctionVersion;
  readonly isProvisioned: boolean;
  readonly #host: Host;
  readonly #listener: Listener;
  readonly #terms: Terms;
  readonly #premises: Premises;
  readonly #alarm: Alarm;
  readonly #jobs = new Map<Invocation, Job>();
  /** Given on request alone. */
  readonly #noise: EnvironmentNoise | undefined;
  #state: State;
  /** The last invocation is over and its report not written yet. */
  #reporting = false;
  #announced = false;
  #initFailure: string | undefined;
  #gone: () => void = () => {};
  readonly #whenGone = new Promise<void>((resolve) => {
    this.#gone = resolve;
  });

  /**
   * Starts at once.
   * @param job the invocation that found no free environment; none for provisioned concurrency.
   */
  constructor(host: Host, listener: Listener, version: FunctionVersion, job?: Job) {
    this.version = version;
    this.isProvisioned = job === undefined;
    this.#host = host;
    this.#listener = listener;
    this.#terms = termsFor(host, version, this.isProvisioned);
    this.#alarm = new Alarm(host.clock, () => this.#onTime());
    this.#premises = new Premises(host, version, this.#terms, {
      act: (action) => (this.#noise?.hold(this.#state, action) ? undefined : this.#act(action)),
      findExtension: (id) =>
        'extensions' in this.#state ? this.#state.extensions.find((it) => it.id === id) : undefined,
    });
    this.#noise = EnvironmentNoise.of(host, version, {
      wanted: () => this.#premises.wantedCpu(),
      act: (action, at) => this.#act(action, at),
    });
    if (job !== undefined) this.#jobs.set(job.invocation, job);
    this.#state = begin(host.clock.monotonic(), job?.invocation);
    this.#start().catch((error: unknown) => {
      this.#act({ kind: 'exited', reason: { kind: 'entrypoint', message: String(error) } });
    });
  }

  get isFree(): boolean {
    const { name } = this.#state;
    return (name === 'Ready' || name === 'Frozen' || name === 'Reset') && !this.#reporting;
  }

  /** The caller has the answer, and the processes are not back at `next` yet. */
  get hasAnswered(): boolean {
    return this.#state.name === 'Invoke' && this.#state.responded !== undefined && !this.#state.last;
  }

  /** Will be free as soon as the processes of a failed invocation are gone, or its report is written. */
  get isBeingReset(): boolean {
    if (this.#state.name === 'Stopping') return this.#state.goal.purpose === 'reset';
    return this.#reporting && this.#state.name !== 'Shutdown';
  }

  /** Why INIT has failed for good, if it has. */
  get initFailure(): string | undefined {
    return this.#initFailure;
  }

  invoke(job: Job): void {
    if (this.#state.name === 'Frozen') this.#act({ kind: 'wake' });
    this.#announced = false;
    this.#jobs.set(job.invocation, job);
    if (job.invocation.observeHost === true) this.#premises.watch();
    this.#act({ kind: 'invoke', invocation: job.invocation });
  }

  retire(): void {
    this.#act({ kind: 'retire' });
  }

  /** @returns when no process of it is left. */
  async stop(): Promise<void> {
    this.#act({ kind: 'stop' });
    await this.#whenGone;
  }

  async #start(): Promise<void> {
    await this.#premises.prepare();
    if (!this.isProvisioned) await this.#noise?.beforeInit();
    if (this.#state.name !== 'Init') return;
    if (this.#state.invocation?.observeHost === true) this.#premises.watch('init');
    this.#premises.perform({ kind: 'launch' });
  }

  #act(action: Action, now: Milliseconds = this.#host.clock.monotonic()): Verdict | undefined {
    const before = this.#state;
    const { state, effects } = step(before, action, now, this.#terms);
    this.#state = state;
    let verdict: Verdict | undefined;
    for (const effect of effects) {
      if (effect.kind === 'accept' || effect.kind === 'reject') verdict = effect;
      else this.#execute(effect);
    }
    if (this.#state !== before) this.#alarm.set(deadlineOf(this.#state, this.#terms));
    this.#announceFree();
    return verdict;
  }

  #execute(effect: Exclude<Effect, Verdict>): void {
    switch (effect.kind) {
      case 'respond':
        this.#premises.answered();
        this.#respond(effect.invocation, effect.outcome);
        break;
      case 'refuse':
        this.#take(effect.invocation)?.retry();
        break;
      case 'leave':
        this.#listener.onLeaving(this);
        break;
      case 'remove':
        this.#remove();
        break;
      case 'finish':
        this.#finish(effect);
        break;
      case 'initReport':
        this.#initFailure = effect.status === 'success' ? undefined : (effect.errorType ?? effect.status);
        this.#premises.tell(effect);
        break;
      case 'initStart':
      case 'initRuntimeDone':
      case 'extensionStates':
      case 'start':
      case 'runtimeDone':
        this.#premises.tell(effect);
        break;
      default:
        this.#premises.perform(effect);
        this.#noise?.performed(effect);
    }
  }

  #respond(invocation: Invocation, outcome: Outcome): void {
    const job = this.#jobs.get(invocation);
    if (this.#noise !== undefined) job?.simulated(this.#noise.takeTimes());
    job?.answered(outcome);
  }

  #finish(finish: Finish & { readonly kind: 'finish' }): void {
    const job = this.#take(finish.invocation);
    const observed = this.#premises.takeObservation();
    this.#reporting = true;
    this.#premises.tell(finish, () => {
      this.#reporting = false;
      job?.over(this.#premises.takeTail(), observed);
      this.#announceFree();
    });
  }

  #take(invocation: Invocation): Job | undefined {
    const job = this.#jobs.get(invocation);
    this.#jobs.delete(invocation);
    return job;
  }

  #announceFree(): void {
    if (!this.isFree || this.#announced) return;
    this.#announced = true;
    this.#listener.onFree(this);
  }

  #remove(): void {
    this.#noise?.close();
    this.#listener.onLeaving(this);
    void this.#premises.remove().finally(() => {
      this.#listener.onGone(this);
      this.#gone();
    });
  }

  #onTime(): void {
    this.#noise?.onTime();
    this.#act({ kind: 'time' });
    this.#alarm.set(deadlineOf(this.#state, this.#terms));
  }
}
