import { randomUUID } from 'node:crypto';
import { milliseconds } from '../../units/index.js';
import type { FunctionVersion } from '../functions/configuration.js';
import { ACCOUNT_ID } from '../functions/function-name.js';
import { type EnvironmentLimits, PERIOD_US, quotaUs } from '../limits/limits.js';
import { MemoryUsed } from '../limits/memory-used.js';
import { EnvironmentLog, streamName } from '../logs/environment-log.js';
import type { HostObservation } from '../observation/host-observation.js';
import { Observer } from '../observation/observer.js';
import { threadTimes } from '../observation/threads.js';
import { DEFAULT_SYSTEM_LOG_LEVEL, SYSTEM_LOG_LEVELS } from '../telemetry/log-level.js';
import { Telemetry } from '../telemetry/telemetry.js';
import type { Action } from './action.js';
import type { Deed, Told, Verdict } from './effect.js';
import type { Extension } from './extension.js';
import type { Host } from './host.js';
import { Housing, NO_PLACE } from './housing.js';
import { Journal } from './journal.js';
import { MemoryWatch } from './memory-watch.js';
import { Narrator } from './narrator.js';
import type { Output } from './processes/output-reader.js';
import { Processes, type Who } from './processes/processes.js';
import { Apis } from './runtime-api/apis.js';
import { runtimeVersionOf } from './runtime-version.js';
import type { Terms } from './state.js';

/** The longest that an extension has to shut down (developer guide, read 2026-10): what it has not taken by then is lost. */
const FLUSH_LIMIT = milliseconds(2000);

/** What the machine behind it says to what happens here. */
export interface Mind {
  readonly act: (action: Action) => Verdict | undefined;
  readonly findExtension: (id: string) => Extension | undefined;
}

/** Deeds that concern processes, and not the pool or the callers. */
export type PremisesDeed = Exclude<Deed, { readonly kind: 'respond' | 'refuse' | 'leave' | 'remove' }>;

/**
 * Where one execution environment really is: its processes and what they talk to, their limits and their log. It does
 * what it is told, reports what happens, and decides nothing.
 */
export class Premises {
  readonly #host: Host;
  readonly #version: FunctionVersion;
  readonly #terms: Terms;
  readonly #mind: Mind;
  readonly #stream: string;
  readonly #log: EnvironmentLog;
  readonly #telemetry: Telemetry;
  readonly #journal: Journal;
  readonly #narrator: Narrator;
  readonly #limits: EnvironmentLimits;
  readonly #memory: MemoryUsed;
  readonly #memoryWatch: MemoryWatch;
  readonly #processes: Processes;
  readonly #apis: Apis;
  readonly #observer: Observer;
  readonly #id = randomUUID().replaceAll('-', '');
  #housing: Housing | undefined;
  #prepared: Promise<void> | undefined;
  /** An invocation is over, and how much memory it has used has not been looked up yet. */
  #isMemoryDue = false;

  constructor(host: Host, version: FunctionVersion, terms: Terms, mind: Mind) {
    const { clock } = host;
    const { settings } = version;
    const id = this.#id;
    this.#host = host;
    this.#version = version;
    this.#terms = terms;
    this.#mind = mind;
    this.#stream = streamName(clock.epoch(), version.version, id);
    this.#log = new EnvironmentLog(host.logs.region(version.region), settings.logGroup, this.#stream);
    const isJson = settings.logFormat === 'JSON';
    const level = SYSTEM_LOG_LEVELS.find((it) => it === settings.systemLogLevel) ?? DEFAULT_SYSTEM_LOG_LEVEL;
    this.#telemetry = new Telemetry({
      clock,
      logFormat: isJson ? 'JSON' : 'Text',
      emit: (event) => this.#journal.write(event),
      inside: () => this.#housing?.inside,
    });
    this.#journal = new Journal(this.#log, this.#telemetry, isJson ? level : undefined);
    this.#limits = host.limits.environment(id, settings.memorySize);
    this.#memory = new MemoryUsed(this.#limits, settings.memorySize);
    this.#memoryWatch = new MemoryWatch(clock, () => this.#memory.sample(this.#processes.runtimePid));
    this.#narrator = new Narrator({
      clock,
      version,
      instanceId: id,
      initializationType: terms.initializationType,
      runtimeVersion: runtimeVersionOf(version, host.interpreters),
      maxMemoryUsed: () => this.#memory.value,
    });
    this.#processes = new Processes(this.#limits, host.watchdog, {
      onOutput: (who, output) => this.#write(who, output),
      onEntered: () => {
        this.#observer.entered();
        mind.act({ kind: 'entered' });
      },
      onExit: ({ extension }, reason) => {
        if (extension === undefined) mind.act({ kind: 'exited', reason });
        else mind.act({ kind: 'extensionExited', name: extension, reason });
      },
    });
    this.#apis = this.#makeApis();
    this.#observer = new Observer({
      limits: this.#limits,
      leaders: () => this.#processes.leaders(),
      share: quotaUs(settings.memorySize, host.limits.cores) / PERIOD_US,
      now: () => clock.monotonic(),
    });
  }

  /** To be called once, before anything is started. */
  prepare(): Promise<void> {
    this.#prepared ??= this.#prepare();
    return this.#prepared;
  }

  async #prepare(): Promise<void> {
    const layers = await this.#host.layersOf(this.#version);
    const { initializationType } = this.#terms;
    const told = { listen: this.#apis.listen.bind(this.#apis), logStream: this.#stream, initializationType };
    this.#housing = new Housing(this.#host, this.#version, this.#id, layers, told);
    await this.#housing.settle();
  }

  /** @param done is called when it is written. */
  tell(told: Told, done?: () => void): void {
    if (told.kind === 'finish') {
      this.#isMemoryDue = true;
      this.#memoryWatch.end();
    }
    if (told.kind === 'initReport' && told.status === 'success') this.#telemetry.closeSubscriptions();
    this.#journal.later(() => {
      // By now the caller has the answer.
      this.#sampleMemory();
      for (const event of this.#narrator.eventsOf(told)) this.#journal.write(event);
      done?.();
    });
  }

  wantedCpu = () => threadTimes(this.#limits.processes() ?? this.#processes.leaders());

  /** The end of what was logged since the last call. */
  takeTail(): Buffer {
    return this.#log.takeTail();
  }

  /** From now on, or from INIT's first program on, until the observation is taken. */
  watch(phase?: 'init'): void {
    this.#observer.begin(phase);
  }

  takeObservation(): HostObservation | undefined {
    return this.#observer.take();
  }

  perform(deed: PremisesDeed): void {
    switch (deed.kind) {
      case 'launch':
        this.#mind.act({ kind: 'launched', extensions: this.#housing?.extensions() ?? [] });
        break;
      case 'startExtension':
        this.#startExtension(deed.name);
        break;
      case 'startRuntime':
        this.#startRuntime();
        break;
      case 'limitCpu':
        this.#limit(() => this.#limits.limitCpu());
        this.#observer.limited();
        break;
      case 'freeze':
        this.#memoryWatch.end();
        this.#telemetry.freeze();
        this.#limit(() => this.#limits.freeze(this.#processes.leaders()));
        this.#housing?.rest();
        break;
      case 'thaw':
        this.#housing?.wake();
        this.#limit(() => this.#limits.thaw(this.#processes.leaders()));
        this.#telemetry.thaw();
        break;
      case 'deliver':
        this.#memoryWatch.begin();
        this.#apis.deliver(deed.invocation, deed.deadline);
        // Of a function that dies in its first invocation this is all there will be to say.
        if (!this.#memory.isKnown) this.#memory.sample(this.#processes.runtimePid);
        break;
      case 'deliverEvent':
        if (deed.event.eventType === 'SHUTDOWN') void this.#telemetry.flush(FLUSH_LIMIT);
        this.#apis.deliverEvent(deed.id, deed.event);
        break;
      case 'signal':
        this.#sampleMemory();
        this.#processes.signal(deed, deed.signal);
        break;
      case 'kill':
        this.#kill();
        break;
    }
  }

  /** The runtime has given its answer, and will ask for the next invocation. */
  answered(): void {
    this.#limit(() => this.#limits.answered?.());
  }

  /** Ends all that there is. @returns when no process is left. */
  async remove(): Promise<void> {
    await this.#prepared?.catch(() => {});
    this.#apis.close();
    this.#telemetry.close();
    this.#memoryWatch.close();
    this.#memory.close();
    await this.#processes.remove(() => this.#housing?.evict());
    await this.#housing?.remove();
  }

  #kill(): void {
    this.#sampleMemory();
    this.#apis.disconnect();
    this.#telemetry.reset();
    void this.#clear().then((clean) => this.#mind.act({ kind: 'gone', clean }));
  }

  /** @returns whether others can be started. */
  async #clear(): Promise<boolean> {
    const clean = await this.#processes.kill(() => this.#housing?.evict());
    return (await this.#housing?.resettle()) !== false && clean;
  }

  #makeApis(): Apis {
    const { version, name, settings } = this.#version;
    const { act, findExtension } = this.#mind;
    return new Apis(
      this.#host.clock,
      { onAction: act, hasSnapStart: this.#terms.initializationType === 'snap-start' },
      {
        metadata: {
          functionName: name,
          functionVersion: version,
          handler: settings.handler,
          accountId: ACCOUNT_ID,
        },
        onAction: act,
        find: findExtension,
        subscribe: (extension, api, body) => this.#telemetry.subscribe(extension, api, body),
      },
    );
  }

  #startRuntime(): void {
    const program = this.#housing?.runtime() ?? NO_PLACE;
    if (typeof program === 'string') this.#cannotRun(program);
    else this.#processes.start({}, program);
    this.#memoryWatch.begin();
  }

  #startExtension(name: string): void {
    const program = this.#housing?.extension(name);
    if (program === undefined) return;
    if ('argv' in program) this.#processes.start({ extension: name }, program);
    else queueMicrotask(() => this.#mind.act({ kind: 'extensionNotLaunched', name, ...program }));
  }

  /** Without its limits a function would give figures of another size, so it does not run at all then. */
  #limit(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#cannotRun(`The limits cannot be set: ${error}`);
    }
  }

  #cannotRun(message: string): void {
    queueMicrotask(() => this.#mind.act({ kind: 'exited', reason: { kind: 'entrypoint', message } }));
  }

  #write({ extension }: Who, { text, endsOpen }: Output): void {
    const type = extension === undefined ? 'function' : 'extension';
    this.#journal.write({ time: this.#host.clock.epoch(), type, record: text, ...(endsOpen ? { endsOpen } : {}) });
  }

  #sampleMemory(): void {
    if (!this.#isMemoryDue) return;
    this.#isMemoryDue = false;
    const pid = this.#processes.runtimePid;
    if (pid === undefined) this.#memory.sampleAfterExit();
    else this.#memory.sample(pid);
  }
}
