import type { Server } from 'node:net';
import { join } from 'node:path';
import type { Megabytes } from '../../units/index.js';
import type { FunctionVersion } from '../functions/configuration.js';
import { familyOf } from '../runtimes/catalogue.js';
import { hostPaths, runtimeCommand } from '../runtimes/command.js';
import type { Paths } from '../runtimes/paths.js';
import type { Inside } from '../telemetry/destination.js';
import type { Host } from './host.js';
import type { InitializationType } from './platform-event.js';
import { findExtensions, type LaunchError, launchErrorOf } from './processes/find-extensions.js';
import type { Program } from './processes/program.js';
import type { Entrance, EnvironmentSandbox } from './sandbox/sandbox.js';
import { framingVariable, variablesFor } from './variables.js';

/** What the processes are told of, beside what they find. */
export interface Told {
  /** @param given of a network of its own @returns the Runtime API's address */
  readonly listen: (given?: Server) => Promise<string>;
  readonly logStream: string;
  readonly initializationType: InitializationType;
}

/** Said in place of AWS's words, which have none for it. */
export const NO_PLACE = 'It has no place to run in';

/** What the processes of one execution environment find on the disk, and how they get there. */
export class Housing {
  readonly #host: Host;
  readonly #version: FunctionVersion;
  readonly #layers: string | undefined;
  readonly #sandbox: EnvironmentSandbox;
  readonly #told: Told;
  readonly #affinity: readonly string[];
  #entrance: Entrance | undefined;
  #runtimeApi = '';

  /** @param layers the folder that is to be /opt, if there is one. */
  constructor(host: Host, version: FunctionVersion, id: string, layers: string | undefined, told: Told) {
    this.#host = host;
    this.#version = version;
    this.#layers = layers;
    this.#told = told;
    this.#affinity = host.cpus.prefixFor(version.settings.memorySize);
    const { taskRoot, runtimeDir, langDir } = this.#hostPaths();
    const { runtime } = version.settings;
    this.#sandbox = host.sandbox.environment(id, {
      ...(version.code.imageUri === undefined ? { package: taskRoot } : {}),
      tmpSize: version.settings.ephemeralStorage,
      memorySize: version.settings.memorySize,
      ...(layers === undefined ? {} : { layers }),
      ...(familyOf(runtime) === 'provided' ? {} : { runtime: runtimeDir }),
      ...(host.interpreters.of(runtime) === undefined ? {} : { language: langDir }),
    });
  }

  /** Where its extensions listen. */
  get inside(): Inside {
    const { doors } = this.#entrance ?? {};
    return { loopback: this.#sandbox.loopback, ...(doors === undefined ? {} : { connect: doors.connect }) };
  }

  /** To be called before anything is started. @throws when the host refuses. */
  async settle(): Promise<void> {
    this.#entrance = undefined;
    const entrance = await this.#sandbox.settle();
    this.#runtimeApi = await this.#told.listen(entrance.doors?.runtimeApi);
    this.#entrance = entrance;
  }

  /**
   * When all was killed. A place that the host has never given is refused to the next environment too, so that this one
   * stays, to say so to whoever waits, and does not hand it on.
   * @returns false where it refuses what it has given before.
   */
  async resettle(): Promise<boolean> {
    const hadPlace = this.#entrance !== undefined;
    try {
      await this.settle();
      return true;
    } catch {
      return !hadPlace;
    }
  }

  evict(): Promise<void> {
    return this.#sandbox.evict();
  }

  rest(): void {
    this.#sandbox.rest();
  }

  wake(): void {
    this.#sandbox.wake();
  }

  tellMemory(used: Megabytes): void {
    this.#sandbox.tellMemory(used);
  }

  extensions(): string[] {
    return findExtensions(this.#layers);
  }

  /** @returns AWS's message where there is nothing to run. */
  runtime(): Program | string {
    const { paths } = this.#sandbox;
    const command = runtimeCommand(this.#version, this.#host.interpreters, this.#hostPaths(), paths);
    if (command.kind === 'invalidEntrypoint') return command.message;
    const program = this.#program(command.argv, paths.taskRoot);
    if (program === undefined) return NO_PLACE;
    return { ...program, variables: { ...program.variables, ...framingVariable(this.#version.settings.runtime) } };
  }

  /** @returns nothing while it is not settled. */
  extension(name: string): Program | LaunchError | undefined {
    const error = launchErrorOf(join(this.#layers ?? '', 'extensions', name), `/opt/extensions/${name}`);
    return error ?? this.#program([join(this.#sandbox.paths.optDir, 'extensions', name)], '/');
  }

  /** To be called when no process is left. */
  remove(): Promise<void> {
    return this.#sandbox.remove();
  }

  #hostPaths(): Paths {
    const paths = hostPaths(this.#version, this.#host.interpreters);
    return this.#layers === undefined ? paths : { ...paths, optDir: this.#layers };
  }

  #program(argv: readonly string[], cwd: string): Program | undefined {
    const entrance = this.#entrance;
    if (entrance === undefined) return undefined;
    const { credentials } = this.#host;
    const surroundings = { ...this.#told, runtimeApi: this.#runtimeApi, paths: this.#sandbox.paths, credentials };
    const variables = variablesFor(this.#version, surroundings);
    return { argv, cwd, variables, entrance, affinity: this.#affinity };
  }
}
