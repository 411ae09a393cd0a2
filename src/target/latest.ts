import {
  type FunctionConfiguration,
  GetFunctionConfigurationCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import type { Connection } from './connection.js';
import { TargetError } from './error.js';
import type { Journal } from './journal/index.js';
import { markedDescription } from './marked-description.js';
import { type OwnFields, refuseChanged } from './somebody-else.js';
import { whenReady } from './when-ready.js';

/** A function that is not the run's own: what it was, and where each change of it is written down. */
export interface Kept {
  readonly journal: Journal;
  readonly original: FunctionConfiguration;
}

/**
 * So often may AWS itself move the revision between the look and the change: it does so once more when an update has
 * arrived (aws/aws-sdk issue 377, 2022), so each look waits for that.
 */
const MOST_ATTEMPTS = 5;

/**
 * `$LATEST` of a function of somebody's: set for as long as publishing it takes, or measuring it where no version is
 * published, and put back straight after. Every look before a change makes sure that nobody else has changed the function,
 * and the revision that nobody does in between.
 */
export class Latest {
  readonly #asItWas: OwnFields;
  constructor(
    private readonly connection: Connection,
    private readonly name: string,
    private readonly marker: string,
    private readonly kept: Kept,
  ) {
    const { MemorySize = 128, Description = '' } = kept.original;
    this.#asItWas = { memorySizeMB: MemorySize, description: Description };
  }

  /** Returns when it is ready to be published. @throws TargetError when somebody else has changed the function */
  async set(memorySizeMB: number, number: number, signal: AbortSignal): Promise<FunctionConfiguration> {
    const to = this.#marked(memorySizeMB, number);
    await this.#change(this.#asItWas, to, () => whenReady(this.connection, this.name, { signal }));
    const now = await whenReady(this.connection, this.name, { signal });
    refuseChanged(this.name, this.kept.original, now, to);
    return now;
  }

  /** Not waited for: the next change waits. */
  async putBack(memorySizeMB: number, number: number): Promise<void> {
    const from = this.#marked(memorySizeMB, number);
    await this.#change(from, this.#asItWas, () => whenReady(this.connection, this.name));
  }

  /** One look whether it is still as it was set. @throws TargetError when somebody else has changed the function */
  async checkStillAt(memorySizeMB: number, number: number): Promise<void> {
    const { connection, name, kept } = this;
    const now = await connection.control.send(new GetFunctionConfigurationCommand({ FunctionName: name }));
    refuseChanged(name, kept.original, now, this.#marked(memorySizeMB, number));
  }

  #marked(memorySizeMB: number, number: number): OwnFields {
    return { memorySizeMB, description: markedDescription(this.#asItWas.description, this.marker, number) };
  }

  async #change(from: OwnFields, to: OwnFields, look: () => Promise<FunctionConfiguration>): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const now = await look();
      // An answer may have been lost on its way, and the change made all the same.
      if (isAt(now, to)) return refuseChanged(this.name, this.kept.original, now, to);
      refuseChanged(this.name, this.kept.original, now, from);
      if (to !== this.#asItWas) this.kept.journal.before({ kind: 'configuration', ...to });
      if (await this.#update(to, now.RevisionId)) return;
      if (attempt === MOST_ATTEMPTS) {
        throw new TargetError(`${this.name} changes all the time`, 'wait until whoever changes it is done');
      }
    }
  }

  /** @returns false where something has come in between */
  async #update(
    { memorySizeMB: MemorySize, description: Description }: OwnFields,
    revision?: string,
  ): Promise<boolean> {
    const RevisionId = revision === undefined ? {} : { RevisionId: revision };
    const input = { FunctionName: this.name, MemorySize, Description, ...RevisionId };
    try {
      await this.connection.control.send(new UpdateFunctionConfigurationCommand(input));
      return true;
    } catch (error) {
      if ((error as Error).name === 'PreconditionFailedException') return false;
      throw error;
    }
  }
}

const isAt = ({ MemorySize = 128, Description = '' }: FunctionConfiguration, own: OwnFields): boolean =>
  MemorySize === own.memorySizeMB && Description === own.description;
