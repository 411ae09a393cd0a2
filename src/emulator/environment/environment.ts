import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { epochMilliseconds, milliseconds, secondsToMilliseconds } from '../../units/index.js';
import type { FunctionVersion } from '../functions/configuration.js';
import type { EnvironmentLimits } from '../limits/limits.js';
import { MemoryUsed } from '../limits/memory-used.js';
import { EnvironmentLog, streamName } from '../logs/environment-log.js';
import { hostPaths, runtimeCommand } from '../runtimes/command.js';
import type { Host, Job } from './host.js';
import { begin, deadlineOf, step } from './machine.js';
import { killGroup, launch } from './process.js';
import { initReportLine, initStartLine, reportLine } from './report-lines.js';
import { type RuntimeAnswer, RuntimeApi } from './runtime-api.js';
import type { Action, Effect, ExitReason, Finish, Invocation, State, Terms } from './state.js';
import { variablesFor } from './variables.js';

/** AWS's, for on-demand environments (developer guide, "Init phase", read 2026-10). */
const INIT_LIMIT = milliseconds(10_000);

/** What the pool wants to know of an environment. */
export interface Listener {
  readonly onFree: (environment: ExecutionEnvironment) => void;
  readonly onGone: (environment: ExecutionEnvironment) => void;
}

/** Drives one state machine: feeds it what happens to a real process and does what it asks for. */
export class ExecutionEnvironment {
  readonly version: FunctionVersion;
  readonly #host: Host;
  readonly #listener: Listener;
  readonly #terms: Terms;
  readonly #stream: string;
  readonly #log: EnvironmentLog;
  readonly #api = new RuntimeApi((action) => this.#act(action));
  readonly #limits: EnvironmentLimits;
  readonly #memory: MemoryUsed;
  readonly #jobs = new Map<string, Job>();
  #state: State;
  #child: ChildProcess | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** The last invocation is over and its report not written yet. */
  #reporting = false;
  #gone: Promise<void> = Promise.resolve();

  /** Starts at once, for the invocation that found no free environment. */
  constructor(host: Host, listener: Listener, version: FunctionVersion, job: Job) {
    const { settings } = version;
    const id = randomUUID().replaceAll('-', '');
    this.version = version;
    this.#host = host;
    this.#listener = listener;
    this.#terms = {
      timeout: secondsToMilliseconds(settings.timeout),
      initLimit: INIT_LIMIT,
      idleTimeout: host.idleTimeout,
    };
    this.#stream = streamName(host.clock.epoch(), version.version, id);
    this.#log = new EnvironmentLog(host.logs, settings.logGroup, this.#stream);
    this.#limits = host.limits.environment(id, settings.memorySize);
    this.#memory = new MemoryUsed(this.#limits, settings.memorySize);
    this.#jobs.set(job.invocation.requestId, job);
    this.#state = begin(host.clock.monotonic(), job.invocation);
    this.#start().catch((error: unknown) => this.#exited({ kind: 'entrypoint', message: String(error) }));
  }

  get isFree(): boolean {
    return (this.#state.name === 'Ready' || this.#state.name === 'Frozen') && !this.#reporting;
  }

  invoke(job: Job): void {
    this.#jobs.set(job.invocation.requestId, job);
    this.#act({ kind: 'invoke', invocation: job.invocation });
  }

  retire(): void {
    this.#act({ kind: 'retire' });
  }

  /** @returns when no process of it is left. */
  async stop(): Promise<void> {
    this.#act({ kind: 'stop' });
    await this.#gone;
  }

  async #start(): Promise<void> {
    const runtimeApi = await this.#api.listen();
    if (this.#state.name !== 'Init') {
      this.#api.close();
      return;
    }
    const command = runtimeCommand(this.version, this.#host.interpreters);
    this.#log.write(initStartLine(this.version, this.#host.interpreters));
    // INIT is what the runtime takes, not what the emulator took to get ready for it.
    this.#state = { ...this.#state, startedAt: this.#host.clock.monotonic() };
    if (command.kind === 'invalidEntrypoint') {
      this.#exited({ kind: 'entrypoint', message: command.message });
      return;
    }
    this.#child = launch({
      argv: command.argv,
      cwd: this.version.code.folder,
      variables: variablesFor(this.version, {
        runtimeApi,
        logStream: this.#stream,
        paths: hostPaths(this.version, this.#host.interpreters),
      }),
      procsFiles: this.#limits.procsFiles,
      onLine: (line) => this.#log.write(line),
      onExit: (code, signal) => this.#exited(this.#reasonOf(code, signal)),
    });
    if (this.#child.pid !== undefined) this.#host.watchdog.guard(this.#child.pid);
    this.#setTimer();
  }

  #act(action: Action): RuntimeAnswer | undefined {
    const { state, effects } = step(this.#state, action, this.#host.clock.monotonic(), this.#terms);
    this.#state = state;
    let answer: RuntimeAnswer | undefined;
    for (const effect of effects) {
      if (effect.kind === 'accept' || effect.kind === 'reject') answer = effect;
      else this.#execute(effect);
    }
    if (action.kind !== 'answer') this.#setTimer();
    return answer;
  }

  #execute(effect: Exclude<Effect, RuntimeAnswer>): void {
    switch (effect.kind) {
      case 'limitCpu':
        this.#limitCpu();
        break;
      case 'deliver':
        this.#deliver(effect.invocation);
        break;
      case 'logStart':
        this.#later(`START RequestId: ${effect.invocation.requestId} Version: ${this.version.version}`);
        break;
      case 'logInitFailure':
        this.#later(initReportLine(effect));
        break;
      case 'finish':
        this.#finish(effect);
        break;
      case 'refuse':
        this.#take(effect.invocation)?.retry();
        break;
      case 'kill':
        this.#kill();
        break;
    }
  }

  /**
   * What the function printed before it called the Runtime API lies in the pipe already, and the event loop may come to
   * the call first. A line of ours waits for the end of this round of the loop, by when the pipe has been read.
   */
  #later(line: string): void {
    setImmediate(() => this.#log.write(line));
  }

  /** Without its limit a function would give figures of another size, so it does not run at all then. */
  #limitCpu(): void {
    try {
      this.#limits.limitCpu();
    } catch (error) {
      queueMicrotask(() => this.#exited({ kind: 'entrypoint', message: `CPU limit: ${error}` }));
    }
  }

  #deliver(invocation: Invocation): void {
    const deadline = this.#host.clock.epoch() + this.#terms.timeout;
    this.#api.deliver(invocation, epochMilliseconds(deadline));
    // Of a function that dies in its first invocation this is all there will be to say.
    if (!this.#memory.isKnown) this.#memory.sample(this.#child?.pid);
  }

  #finish(finish: Finish): void {
    if (this.#child?.exitCode === null && this.#child.signalCode === null) this.#memory.sample(this.#child.pid);
    else this.#memory.sampleAfterExit();
    const job = this.#take(finish.invocation);
    const memorySize = this.version.settings.memorySize;
    const used = finish.errorType === 'Runtime.OutOfMemory' ? memorySize : this.#memory.value;
    this.#reporting = true;
    setImmediate(() => {
      this.#log.write(`END RequestId: ${finish.invocation.requestId}`);
      this.#log.write(reportLine(finish, memorySize, used));
      this.#reporting = false;
      job?.done({ outcome: finish.outcome, logTail: this.#log.takeTail() });
      if (this.isFree) this.#listener.onFree(this);
    });
  }

  #take({ requestId }: Invocation): Job | undefined {
    const job = this.#jobs.get(requestId);
    this.#jobs.delete(requestId);
    return job;
  }

  #kill(): void {
    this.#api.close();
    const pid = this.#child?.pid;
    if (pid !== undefined) killGroup(pid);
    this.#gone = this.#limits.remove().finally(() => {
      if (pid !== undefined) this.#host.watchdog.release(pid);
    });
    this.#listener.onGone(this);
  }

  #reasonOf(code: number | null, signal: string | null): ExitReason {
    // A custom runtime's shell reports a child that was killed as 137 and ends in the ordinary way.
    const killed = signal === 'SIGKILL' || code === 137;
    if (killed && this.#limits.outOfMemoryKills() > 0) return { kind: 'outOfMemory' };
    return signal === null ? { kind: 'code', code: code ?? 0 } : { kind: 'signal', signal };
  }

  #exited(reason: ExitReason): void {
    this.#act({ kind: 'exited', reason });
  }

  #setTimer(): void {
    clearTimeout(this.#timer);
    const deadline = deadlineOf(this.#state, this.#terms);
    if (deadline === undefined) return;
    // A timer may fire a fraction early; the machine would find that it is not time yet.
    const left = Math.ceil(deadline - this.#host.clock.monotonic()) + 1;
    this.#timer = setTimeout(() => this.#act({ kind: 'time' }), Math.max(0, left));
  }
}
