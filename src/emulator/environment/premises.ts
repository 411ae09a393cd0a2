import { randomUUID } from 'node:crypto';
import type { FunctionVersion } from '../functions/configuration.js';
import { ACCOUNT_ID } from '../functions/function-name.js';
import { type EnvironmentLimits, PERIOD_US, quotaUs } from '../limits/limits.js';
import type { HostObservation } from '../observation/host-observation.js';
import { Observer } from '../observation/observer.js';
import { threadTimes } from '../observation/threads.js';
import { withDescendants } from '../proc.js';
import type { Action } from './action.js';
import { Chronicle } from './chronicle.js';
import type { Deed, Told, Verdict } from './effect.js';
import type { Extension } from './extension.js';
import type { Host } from './host.js';
import { Housing, NO_PLACE } from './housing.js';
import { MemoryAccount } from './memory-account.js';
import { Processes } from './processes/processes.js';
import { Apis } from './runtime-api/apis.js';
import type { Terms } from './state.js';

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
  readonly #chronicle: Chronicle;
  readonly #limits: EnvironmentLimits;
  readonly #memory: MemoryAccount;
  readonly #processes: Processes;
  readonly #apis: Apis;
  readonly #observer: Observer;
  readonly #id = randomUUID().replaceAll('-', '');
  #housing: Housing | undefined;
  #prepared: Promise<void> | undefined;

  constructor(host: Host, version: FunctionVersion, terms: Terms, mind: Mind) {
    const { memorySize } = version.settings;
    this.#host = host;
    this.#version = version;
    this.#terms = terms;
    this.#mind = mind;
    this.#limits = host.limits.environment(this.#id, memorySize);
    this.#memory = new MemoryAccount({
      clock: host.clock,
      limits: this.#limits,
      memorySize,
      runtimePid: () => this.#processes.runtimePid,
      onMore: (used) => this.#housing?.tellMemory(used),
    });
    this.#chronicle = new Chronicle(host, {
      version,
      instanceId: this.#id,
      initializationType: terms.initializationType,
      maxMemoryUsed: () => this.#memory.maxMemoryUsed,
      inside: () => this.#housing?.inside,
    });
    this.#processes = new Processes(this.#limits, host.watchdog, {
      onOutput: (who, output) => this.#chronicle.printed(who, output),
      onEntered: (late) => {
        this.#observer.entered(late);
        mind.act({ kind: 'entered', late });
      },
      onExit: ({ extension }, reason) => {
        if (extension === undefined) mind.act({ kind: 'exited', reason });
        else mind.act({ kind: 'extensionExited', name: extension, reason });
      },
    });
    this.#apis = this.#makeApis();
    this.#observer = new Observer({
      limits: this.#limits,
      processes: () => this.#allProcesses(),
      share: quotaUs(memorySize, host.limits.cores) / PERIOD_US,
      now: () => host.clock.monotonic(),
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
    const told = { listen: this.#apis.listen.bind(this.#apis), logStream: this.#chronicle.stream, initializationType };
    this.#housing = new Housing(this.#host, this.#version, this.#id, layers, told);
    await this.#housing.settle();
  }

  /** @param done is called when it is written. */
  tell(told: Told, done?: () => void): void {
    if (told.kind === 'finish') this.#memory.finished();
    this.#chronicle.tell(told, () => this.#memory.settle(), done);
  }

  wantedCpu = () => threadTimes(this.#allProcesses());

  /** The end of what was logged since the last call. */
  takeTail(): Buffer {
    return this.#chronicle.takeTail();
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
        this.#memory.pause();
        this.#chronicle.freeze();
        this.#limit(() => this.#limits.freeze(this.#processes.leaders()));
        this.#housing?.rest();
        break;
      case 'thaw':
        this.#housing?.wake();
        this.#limit(() => this.#limits.thaw(this.#processes.leaders()));
        this.#chronicle.thaw();
        break;
      case 'deliver':
        this.#memory.begin();
        this.#apis.deliver(deed.invocation, deed.deadline);
        this.#memory.delivered();
        break;
      case 'deliverEvent':
        if (deed.event.eventType === 'SHUTDOWN') this.#chronicle.flush();
        this.#apis.deliverEvent(deed.id, deed.event);
        break;
      case 'signal':
        this.#memory.settle();
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
    this.#chronicle.close();
    this.#memory.close();
    await this.#processes.remove(() => this.#housing?.evict());
    await this.#housing?.remove();
  }

  #kill(): void {
    this.#memory.settle();
    this.#apis.disconnect();
    this.#chronicle.reset();
    void this.#clear().then((clean) => this.#mind.act({ kind: 'gone', clean }));
  }

  /** @returns whether others can be started. */
  async #clear(): Promise<boolean> {
    const clean = await this.#processes.kill(() => this.#housing?.evict());
    return (await this.#housing?.resettle()) !== false && clean;
  }

  /** Where the kernel keeps no list of them, who has left its parents is missing. */
  #allProcesses(): readonly number[] {
    return this.#limits.processes() ?? this.#processes.leaders().flatMap(withDescendants);
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
        subscribe: (extension, api, body) => this.#chronicle.subscribe(extension, api, body),
      },
    );
  }

  #startRuntime(): void {
    const program = this.#housing?.runtime() ?? NO_PLACE;
    if (typeof program === 'string') this.#cannotRun(program);
    else this.#processes.start({}, program);
    this.#memory.begin();
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
}
