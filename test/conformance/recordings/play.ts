import { join } from 'node:path';
import { type Emulator, startEmulator } from '../../../src/emulator/index.js';
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

  async close(): Promise<void> {
    await (await this.#shared)?.close();
  }

  #emulatorOf(script: Script): Promise<Emulator> {
    if (script.emulator !== undefined) return startEmulator({ port: 0, ...script.emulator });
    this.#shared ??= startEmulator({ port: 0 });
    return this.#shared;
  }
}

export const recordingsOf = (sharedData: string): string => join(sharedData, 'aws-recorded');
