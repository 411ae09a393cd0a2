import { join } from 'node:path';
import {
  type Emulator,
  type EmulatorOptions,
  type Network,
  Refusal,
  startEmulator,
} from '../../../src/emulator/index.js';
import { differences } from './compare/differences.js';
import { normalise } from './compare/normalise.js';
import { recordedFiles } from './files.js';
import type { Recording } from './recorded.js';
import type { Script } from './script.js';
import { modelsBeside, Stage } from './stage/stage.js';

/** Plays recorded tests, on one emulator where a script does not ask for its own. */
export class Player {
  readonly #models: string;
  #shared: Promise<Emulator> | undefined;

  constructor(sharedData: string) {
    this.#models = modelsBeside(sharedData);
  }

  /** @returns the places at which the emulator's answers differ from AWS's; none when the recording is met. */
  async play(recording: Recording): Promise<string[]> {
    const file = recordedFiles[recording.file];
    const script = file?.scripts.find(({ test }) => test === recording.name);
    if (file === undefined || script === undefined) return ['no script asks the requests that led to it'];
    const emulator = await this.#emulatorOf(script);
    const stage = new Stage(emulator, this.#models);
    stage.addRules(...file.rules);
    try {
      await script.run(stage);
      return differences(recording.steps, normalise(stage.answers, stage.rules));
    } catch (error) {
      const reached = differences(recording.steps, normalise(stage.answers, stage.rules));
      return [`the requests came to an end: ${error instanceof Error ? error.message : error}`, ...reached];
    } finally {
      stage.close();
      if (script.emulator !== undefined) await emulator.close();
    }
  }

  /** That of the functions; nothing where they have no place of their own. */
  async network(): Promise<Network | undefined> {
    this.#shared ??= start({});
    const { sandbox } = (await this.#shared).facts;
    return sandbox.enforced ? sandbox.network : undefined;
  }

  async close(): Promise<void> {
    await (await this.#shared)?.close();
  }

  #emulatorOf(script: Script): Promise<Emulator> {
    if (script.emulator !== undefined) return start(script.emulator);
    this.#shared ??= start({});
    return this.#shared;
  }
}

/** No recorded function reaches anything but the Runtime API, which is at AWS's address where the host lets it. */
async function start(options: Partial<EmulatorOptions>): Promise<Emulator> {
  try {
    return await startEmulator({ port: 0, network: 'off', ...options });
  } catch (error) {
    if (error instanceof Refusal) return startEmulator({ port: 0, ...options });
    throw error;
  }
}

export const recordingsOf = (sharedData: string): string => join(sharedData, 'aws-recorded');
