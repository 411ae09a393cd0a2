import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { epochMilliseconds, type Milliseconds, milliseconds, secondsToMilliseconds } from '../../units/index.js';
import type { FunctionVersion } from '../functions/configuration.js';
import type { EnvironmentLimits } from '../limits/limits.js';
import { MemoryUsed } from '../limits/memory-used.js';
import { EnvironmentLog, streamName } from '../logs/environment-log.js';
import { runtimeCommand } from '../runtimes/command.js';
import type { Action, Effect, ExitReason, Finish, Verdict } from './action.js';
import type { Host, Job } from './host.js';
import type { Invocation } from './invocation.js';
import { begin, deadlineOf, step } from './machine/machine.js';
import { killGroup, launch } from './process.js';
import { initReportLine, initStartLine, reportLine } from './report-lines.js';
import { RuntimeApi } from './runtime-api/runtime-api.js';
import { SocketServer } from './runtime-api/socket-server.js';
import type { State, Terms } from './state.js';
import { variablesFor } from './variables.js';

/** AWS's, for on-demand environments (developer guide, "Init phase", read 2026-10). */
const INIT_LIMIT = milliseconds(10_000);
/**
 * Freezing and thawing a Node.js process of eleven threads takes 180 microseconds here (Linux 6.18, cgroup v1, measured
 * 2026-11), half of what a warm invocation takes. So it is done when nobody has come for a while.
 */
const FREEZE_AFTER = milliseconds(5);

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
  readonly #server = new SocketServer((exchange) => this.#api.serve(exchange));
  readonly #limits: EnvironmentLimits;
  readonly #memory: MemoryUsed;
  readonly #jobs = new Map<Invocation, Job>();
  #address = '';
  #state: State;
  #child: ChildProcess | undefined;
  #alarm: { readonly at: Milliseconds; readonly cancel: () => void } | undefined;
  /** The last invocation is over and its report not written yet. */
  #reporting = false;
  #announced = false;
  #gone: Promise<void> = Promise.resolve();

  /** Starts at once, for the invocation that found no free environment. */
  constructor(host: Host, listener: Listener, version: FunctionVersion, job: Job) {
    const { settings } = version;
    const id = randomUUID().replaceAll('-', '');
    const now = host.clock.monotonic();
    this.version = version;
    this.#host = host;
    this.#listener = listener;
    this.#terms = {
      initializationType: 'on-demand',
      timeout: secondsToMilliseconds(settings.timeout),
      initLimit: INIT_LIMIT,
      idleTimeout: host.idleTimeout,
      freezeAfter: FREEZE_AFTER,
      endsAt: milliseconds(now + host.lifetime),
    };
    this.#stream = streamName(host.clock.epoch(), version.version, id);
    this.#log = new EnvironmentLog(host.logs, settings.logGroup, this.#stream);
    this.#limits = host.limits.environment(id, settings.memorySize);
    this.#memory = new MemoryUsed(this.#limits, settings.memorySize);
    this.#jobs.set(job.invocation, job);
    this.#state = begin(now, job.invocation);
    this.#start().catch((error: unknown) => this.#exited({ kind: 'entrypoint', message: String(error) }));
  }

  get isFree(): boolean {
    return ['Ready', 'Frozen', 'Reset'].includes(this.#state.name) && !this.#reporting;
  }

  /** The caller has the answer, and the runtime is not back at `next` yet. */
  get hasAnswered(): boolean {
    return this.#state.name === 'Invoke' && this.#state.responded !== undefined && !this.#state.last;
  }

  /** Will be free as soon as the processes of a failed invocation are gone, or its report is written. */
  get isBeingReset(): boolean {
    const { name } = this.#state;
    return (name === 'Stopping' && this.#state.purpose === 'reset') || (this.#reporting && name !== 'Shutdown');
  }

  invoke(job: Job): void {
    this.#announced = false;
    this.#jobs.set(job.invocation, job);
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
    this.#address = await this.#server.listen();
    if (this.#state.name === 'Init') this.#launch();
    else this.#server.close();
  }

  #launch(): void {
    const command = runtimeCommand(this.version, this.#host.interpreters);
    if (this.#state.name === 'Init' && this.#state.phase === 'init') {
      this.#log.write(initStartLine(this.version, this.#host.interpreters));
    }
    this.#act({ kind: 'launched' });
    if (command.kind === 'invalidEntrypoint') {
      queueMicrotask(() => this.#exited({ kind: 'entrypoint', message: command.message }));
      return;
    }
    const kills = this.#limits.outOfMemoryKills();
    const child = launch({
      argv: command.argv,
      cwd: this.version.code.folder,
      variables: variablesFor(this.version, { runtimeApi: this.#address, logStream: this.#stream }),
      procsFiles: this.#limits.procsFiles,
      onLine: (line) => this.#log.write(line),
      onExit: (code, signal) => {
        if (this.#child === child) this.#exited(this.#reasonOf(code, signal, kills));
      },
    });
    this.#child = child;
    if (child.pid !== undefined) this.#host.watchdog.guard(child.pid);
  }

  #act(action: Action): Verdict | undefined {
    const { state, effects } = step(this.#state, action, this.#host.clock.monotonic(), this.#terms);
    const before = this.#state;
    this.#state = state;
    let verdict: Verdict | undefined;
    for (const effect of effects) {
      if (effect.kind === 'accept' || effect.kind === 'reject') verdict = effect;
      else this.#execute(effect);
    }
    if (this.#state !== before) this.#setAlarm();
    this.#announceFree();
    return verdict;
  }

  #execute(effect: Exclude<Effect, Verdict>): void {
    switch (effect.kind) {
      case 'launch':
        this.#launch();
        break;
      case 'limitCpu':
        this.#limit(() => this.#limits.limitCpu());
        break;
      case 'freeze':
        this.#limit(() => this.#limits.freeze(this.#leaders()));
        break;
      case 'thaw':
        this.#limit(() => this.#limits.thaw(this.#leaders()));
        break;
      case 'deliver':
        this.#deliver(effect.invocation, effect.deadline);
        break;
      case 'logStart':
        this.#later(`START RequestId: ${effect.invocation.requestId} Version: ${this.version.version}`);
        break;
      case 'logInit':
        if (effect.status !== 'success') this.#later(initReportLine(effect));
        break;
      case 'respond':
        this.#jobs.get(effect.invocation)?.answered(effect.outcome);
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
      case 'remove':
        this.#remove();
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
  #limit(action: () => void): void {
    try {
      action();
    } catch (error) {
      queueMicrotask(() => this.#exited({ kind: 'entrypoint', message: `The limits cannot be set: ${error}` }));
    }
  }

  #deliver(invocation: Invocation, deadline: Milliseconds): void {
    const { clock } = this.#host;
    this.#api.deliver(invocation, epochMilliseconds(clock.epoch() + deadline - clock.monotonic()));
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
      job?.over(this.#log.takeTail());
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

  #kill(): void {
    const pid = this.#abandonProcesses();
    void this.#limits.kill().then((clean) => {
      if (pid !== undefined) this.#host.watchdog.release(pid);
      this.#act({ kind: 'gone', clean });
    });
  }

  #remove(): void {
    this.#server.close();
    const pid = this.#abandonProcesses();
    this.#gone = this.#limits.remove().finally(() => {
      if (pid !== undefined) this.#host.watchdog.release(pid);
    });
    this.#listener.onGone(this);
  }

  /** Kills the runtime and forgets it: what it may still do is nobody's business. */
  #abandonProcesses(): number | undefined {
    this.#server.disconnect();
    this.#api.disconnected();
    const pid = this.#child?.pid;
    this.#child = undefined;
    if (pid !== undefined) killGroup(pid);
    return pid;
  }

  #reasonOf(code: number | null, signal: string | null, killsBefore: number): ExitReason {
    // A custom runtime's shell reports a child that was killed as 137 and ends in the ordinary way.
    const killed = signal === 'SIGKILL' || code === 137;
    if (killed && this.#limits.outOfMemoryKills() > killsBefore) return { kind: 'outOfMemory' };
    return signal === null ? { kind: 'code', code: code ?? 0 } : { kind: 'signal', signal };
  }

  #exited(reason: ExitReason): void {
    this.#act({ kind: 'exited', reason });
  }

  #leaders(): number[] {
    return this.#child?.pid === undefined ? [] : [this.#child.pid];
  }

  /**
   * An alarm that is set already is left as it is when it goes off before the new deadline: the machine finds that it is
   * not time yet, and it is set anew. So a hot path that moves its deadline with each step sets no timers.
   */
  #setAlarm(): void {
    const deadline = deadlineOf(this.#state, this.#terms);
    if (deadline !== undefined && this.#alarm !== undefined && this.#alarm.at <= deadline) return;
    this.#alarm?.cancel();
    this.#alarm = undefined;
    if (deadline === undefined) return;
    const { clock } = this.#host;
    // A timer may fire a fraction early; the machine would find that it is not time yet.
    const cancel = clock.after(milliseconds(deadline - clock.monotonic() + 1), () => {
      this.#alarm = undefined;
      this.#act({ kind: 'time' });
      this.#setAlarm();
    });
    this.#alarm = { at: deadline, cancel };
  }
}
